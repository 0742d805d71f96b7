using System.Text.RegularExpressions;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Sql.Guard;

namespace Dataing.Core.Reasoning;

/// <summary>
/// Lets a reasoner word a finding whose substance stands. What it says must be grounded and must name the culprit; else it is told why,
/// once. Words that score too low are asked for once more, with the weakness named, and the better version is kept; the analyst's own
/// where the model's read worse than they.
/// </summary>
public sealed partial class FindingWording(IReasoner reasoner, Inquiry inquiry, InvestigationLog log)
{
    private readonly WordingJudge _judge = new(reasoner, log, inquiry.Limits.Quality);

    public async Task<Finding> ImproveAsync(CaseFacts facts, Finding draft, CancellationToken cancellationToken)
    {
        var own = await _judge.ByRulesAsync(draft, exchangeId: null, cancellationToken);
        var (chosen, reason) = draft.RootCause is null
            ? (await _judge.ByModelAsync(facts, own, cancellationToken), "Without a cause there is nothing to word anew.")
            : await WordAsync(facts, own, cancellationToken);
        var choice = new InvestigationEvent.WordingChosen(chosen.ExchangeId, reason);
        await log.RecordAsync((state, _) => state.Wording == choice ? new Decision.Accepted() : choice, cancellationToken);
        return chosen.Finding;
    }

    /// <summary>The reasoner's best version, or the analyst's own with the reason why they stay.</summary>
    private async Task<(JudgedWording Kept, string Reason)> WordAsync(
        CaseFacts facts,
        JudgedWording own,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var attempt = await GroundedAsync(facts, own.Finding, objection: null, cancellationToken);
            if (attempt.Words is null)
                attempt = await GroundedAsync(facts, own.Finding, attempt.Objection, cancellationToken);
            if (attempt.Words is not { } words)
                return await OwnAsync(facts, own, attempt.Objection, cancellationToken);
            var first = await JudgedAsync(facts, words, cancellationToken);
            var best = IsGoodEnough(first, own) ? first : await BetterAsync(facts, own, first, cancellationToken);
            if (best.Rules.Composite < own.Rules.Composite)
                return await OwnAsync(facts, own, ReadsWorse(best), cancellationToken);
            return (best, best == first ? "Its first version stands." : "Its second version scored better.");
        }
        catch (ReasoningUnavailableException e)
        {
            await log.RecordAsync(new InvestigationEvent.ReasoningDegraded("synthesize", e.Message), cancellationToken);
            return (own, e.Message);
        }
    }

    /// <summary>The analyst's words in the place of a model's that cannot be used; the model may still say how they read.</summary>
    private async Task<(JudgedWording Kept, string Reason)> OwnAsync(
        CaseFacts facts,
        JudgedWording own,
        string reason,
        CancellationToken cancellationToken
    )
    {
        await log.RecordAsync(new InvestigationEvent.ReasoningDegraded("synthesize", reason), cancellationToken);
        return (await _judge.ByModelAsync(facts, own, cancellationToken), reason);
    }

    private bool IsGoodEnough(JudgedWording version, JudgedWording own) =>
        version.Rules.Composite >= own.Rules.Composite && (version.Passed || !inquiry.Limits.Quality.Validates);

    /// <summary>One round with the weakness named; a second version that is not grounded, or no better, is dropped.</summary>
    private async Task<JudgedWording> BetterAsync(
        CaseFacts facts,
        JudgedWording own,
        JudgedWording first,
        CancellationToken cancellationToken
    )
    {
        var objection = first.Rules.Composite < own.Rules.Composite ? ReadsWorse(first) : $"It scored too low. {first.Weakness}";
        try
        {
            var attempt = await GroundedAsync(facts, own.Finding, objection, cancellationToken);
            if (attempt.Words is not { } words)
                return first;
            var second = await JudgedAsync(facts, words, cancellationToken);
            return second.Overall > first.Overall ? second : first;
        }
        catch (ReasoningUnavailableException e)
        {
            await log.RecordAsync(new InvestigationEvent.ReasoningDegraded("synthesize", e.Message), cancellationToken);
            return first;
        }
    }

    private async Task<JudgedWording> JudgedAsync(CaseFacts facts, Worded words, CancellationToken cancellationToken)
    {
        var version = await _judge.ByRulesAsync(words.Finding, words.ExchangeId, cancellationToken);
        return await _judge.ByModelAsync(facts, version, cancellationToken);
    }

    /// <summary>One version, when nothing in it is made up; else what is wrong with it, which is recorded.</summary>
    private async Task<(Worded? Words, string Objection)> GroundedAsync(
        CaseFacts facts,
        Finding draft,
        string? objection,
        CancellationToken cancellationToken
    )
    {
        var words = await reasoner.SynthesizeAsync(facts, draft, objection, cancellationToken);
        if (Objection(draft, words, facts) is not { } problem)
            return (new Worded(Apply(draft, words), words.ExchangeId), "");
        if (words.ExchangeId is { } id)
            await log.RecordAsync(new InvestigationEvent.ModelAnswerRejected(id, problem), cancellationToken);
        return (null, problem);
    }

    /// <summary>The words only: verdict, mechanism, culprit, scope, figures and confidence stay the analyst's, and so do its commands.</summary>
    private Finding Apply(Finding draft, Synthesis words) =>
        draft with
        {
            RootCause = draft.RootCause is { } cause ? cause with { Statement = words.Statement } : null,
            CausalChain = words.CausalChain.Count > 0 ? words.CausalChain : draft.CausalChain,
            Recommendations = [.. draft.Recommendations, .. words.Recommendations.Select(Harmless)],
        };

    /// <summary>A model's command is kept only when it is a query that the guard allows; otherwise its title stays as advice.</summary>
    private Recommendation Harmless(Recommendation r) =>
        r.Command is { } sql && QueryGuard.Check(sql, inquiry.Dialect, inquiry.Catalog, new QueryPolicy()) is QueryVerdict.Allowed
            ? r
            : r with
            {
                Command = null,
            };

    private static string? Objection(Finding draft, Synthesis words, CaseFacts facts)
    {
        var prose = string.Join(
            '\n',
            [words.Statement, .. words.CausalChain.Select(s => s.Statement), .. words.Recommendations.Select(r => r.Title)]
        );
        if (Mask().Match(prose) is { Success: true } mask)
            return $"It repeats {mask.Value}, which stands for something that was kept back. Say it without.";
        if (GroundingCheck.Ungrounded(prose, draft, facts) is { Count: > 0 } loose)
            return $"No evidence holds {string.Join(", ", loose.Take(10))}. State only what the case file and the draft hold.";
        var unknown = words
            .CausalChain.Where(s => s.EvidenceId is { } id && draft.Evidence.All(e => e.Id != id))
            .Select(s => s.EvidenceId)
            .ToList();
        if (unknown.Count > 0)
            return $"There is no result {string.Join(", ", unknown)}.";
        return Culprit(draft) is { } culprit && !words.Statement.Contains(culprit, StringComparison.OrdinalIgnoreCase)
            ? $"The sentence must name the culprit, {culprit}."
            : null;
    }

    [GeneratedRegex("<[a-z][a-z_]*>|\\bpseudonym_[0-9]+\\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mask();

    private static string ReadsWorse(JudgedWording version) =>
        $"It reads worse than the draft: causal depth {version.Rules.CausalDepth}, specificity {version.Rules.Specificity}, actionability {version.Rules.Actionability}. {version.RulesWeakness}";

    private static string? Culprit(Finding draft) => draft.RootCause?.Culprit is { } c ? c.Value ?? c.Column ?? c.Table : null;

    private sealed record Worded(Finding Finding, string? ExchangeId);
}
