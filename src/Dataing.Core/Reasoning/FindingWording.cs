using System.Text.RegularExpressions;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Quality;
using Dataing.Sql.Guard;

namespace Dataing.Core.Reasoning;

/// <summary>
/// Lets a reasoner word a finding whose substance stands. What it says must be grounded, must name the culprit, and must not read worse
/// than the analyst's words; else it is told why, once, and then the analyst's words are kept.
/// </summary>
public sealed partial class FindingWording(IReasoner reasoner, Inquiry inquiry, InvestigationLog log)
{
    private const int Rounds = 2;

    public async Task<Finding> ImproveAsync(CaseFacts facts, Finding draft, CancellationToken cancellationToken)
    {
        if (draft.RootCause is null)
            return draft;
        try
        {
            string? objection = null;
            for (var round = 0; round < Rounds; round++)
            {
                var words = await reasoner.SynthesizeAsync(facts, draft, objection, cancellationToken);
                var candidate = Apply(draft, words);
                objection = Objection(candidate, draft, words, facts);
                if (objection is null)
                    return candidate;
            }
            await log.RecordAsync(new InvestigationEvent.ReasoningDegraded("synthesize", objection ?? ""), cancellationToken);
        }
        catch (ReasoningUnavailableException e)
        {
            await log.RecordAsync(new InvestigationEvent.ReasoningDegraded("synthesize", e.Message), cancellationToken);
        }
        return draft;
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

    private static string? Objection(Finding candidate, Finding draft, Synthesis words, CaseFacts facts)
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
        if (Culprit(draft) is { } culprit && !words.Statement.Contains(culprit, StringComparison.OrdinalIgnoreCase))
            return $"The sentence must name the culprit, {culprit}.";
        var (before, after) = (QualityRules.Score(draft), QualityRules.Score(candidate));
        return after.Composite < before.Composite
            ? $"It reads worse than the draft: causal depth {after.CausalDepth}, specificity {after.Specificity}, actionability {after.Actionability}."
            : null;
    }

    [GeneratedRegex("<[a-z][a-z_]*>|\\bpseudonym_[0-9]+\\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mask();

    private static string? Culprit(Finding draft) => draft.RootCause?.Culprit is { } c ? c.Value ?? c.Column ?? c.Table : null;
}
