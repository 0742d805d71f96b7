using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Quality;

namespace Dataing.Core.Reasoning;

/// <summary>
/// Scores versions of a finding's words: by rules always, by a model where one is configured. Every score is recorded; none of them can touch
/// the verdict, the cause or the confidence.
/// </summary>
internal sealed class WordingJudge(IReasoner reasoner, InvestigationLog log, QualityPolicy policy)
{
    /// <param name="worded">The finding in this version's words.</param>
    /// <param name="exchangeId">The exchange that wrote them; null for the analyst's own.</param>
    public async Task<JudgedWording> ByRulesAsync(Finding worded, string? exchangeId, CancellationToken cancellationToken)
    {
        var score = QualityRules.Score(worded, policy.PassThreshold);
        var weakness = QualityRules.Weakness(worded, score);
        await RecordAsync(new InvestigationEvent.WordingJudged(exchangeId, "rules", null, score, weakness), cancellationToken);
        return new JudgedWording(worded with { Quality = score }, exchangeId, score, weakness);
    }

    /// <summary>The same words with a model's opinion; as they were when validation is off or the model gives none.</summary>
    public async Task<JudgedWording> ByModelAsync(CaseFacts facts, JudgedWording version, CancellationToken cancellationToken)
    {
        if (!policy.Validates)
            return version;
        try
        {
            var opinion = await reasoner.JudgeAsync(facts, version.Finding, cancellationToken);
            var composite = QualityRules.Composite(opinion.CausalDepth, opinion.Specificity, opinion.Actionability);
            var judged = new JudgedQuality(
                opinion.Model,
                opinion.CausalDepth,
                opinion.Specificity,
                opinion.Actionability,
                composite,
                composite >= policy.PassThreshold,
                opinion.Weakness
            );
            await RecordAsync(EventOf(version, opinion.ExchangeId, judged), cancellationToken);
            var scored = version.Finding with { Quality = version.Rules with { Judge = judged } };
            return version with { Finding = scored, Model = judged };
        }
        catch (ReasoningUnavailableException e)
        {
            await log.RecordAsync(new InvestigationEvent.ReasoningDegraded("judge_quality", e.Message), cancellationToken);
            return version;
        }
    }

    private static InvestigationEvent.WordingJudged EventOf(JudgedWording version, string judgeExchangeId, JudgedQuality judged) =>
        new(
            version.ExchangeId,
            judged.Model,
            judgeExchangeId,
            new QualityScore(judged.CausalDepth, judged.Specificity, judged.Actionability, judged.Composite, judged.Passed),
            judged.Weakness
        );

    /// <summary>A resumed run judges again and finds its scores in the log.</summary>
    private Task<Decision> RecordAsync(InvestigationEvent.WordingJudged judged, CancellationToken cancellationToken) =>
        log.RecordAsync((state, _) => state.Judgements.Contains(judged) ? new Decision.Accepted() : judged, cancellationToken);
}

/// <summary>One version of the words with its scores.</summary>
internal sealed record JudgedWording(Finding Finding, string? ExchangeId, QualityScore Rules, string? RulesWeakness)
{
    /// <summary>Null where no model judged.</summary>
    public JudgedQuality? Model { get; init; }

    public bool Passed => Rules.Passed && Model is not { Passed: false };

    /// <summary>Rules and model weigh alike.</summary>
    public double Overall => Model is null ? Rules.Composite : (Rules.Composite + Model.Composite) / 2;

    /// <summary>What to say to whoever words it next: the model's reason where it failed the words, else that of the rules.</summary>
    public string Weakness =>
        (Model is { Passed: false } ? Model.Weakness : null) ?? RulesWeakness ?? Model?.Weakness ?? "It could say more.";
}
