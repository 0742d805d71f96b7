using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Models;

namespace Dataing.Host.Saved;

/// <summary>What there is to learn from a run: each answered question, and what the code, the data and the judge made of the answer.</summary>
internal static class TrainingSignals
{
    public static IEnumerable<TrainingSignal> Of(SavedRun run)
    {
        var problems = run.All<InvestigationEvent.ModelAnswerRejected>().ToLookup(e => e.ExchangeId, e => e.Problem);
        foreach (var entry in EgressLedger.Of(run).Entries)
            if (entry.Answer is InvestigationEvent.ModelAnswered answered)
                yield return new TrainingSignal(
                    run.Id,
                    entry.At,
                    entry.Asked.ExchangeId,
                    entry.Asked.Call,
                    entry.Asked.Model,
                    entry.Asked.Instructions,
                    entry.Asked.Prompt,
                    entry.Asked.Schema,
                    answered.Answer,
                    answered.Usage,
                    answered.Money,
                    [.. problems[entry.Asked.ExchangeId]],
                    entry.Asked.Call == "propose_hypotheses" ? [.. Proposed(run)] : [],
                    [.. Scores(run, entry.Asked.ExchangeId)],
                    run.State.Wording?.ExchangeId == entry.Asked.ExchangeId,
                    run.Finding?.Verdict,
                    run.Finding?.Confidence.Value,
                    run.Finding?.Quality
                );
    }

    /// <summary>Scores of the words that the exchange wrote, by rules and by the model that judged them.</summary>
    private static IEnumerable<WordingScore> Scores(SavedRun run, string exchange) =>
        run
            .State.Judgements.Where(j => j.ExchangeId == exchange)
            .Select(j => new WordingScore(j.Judge, j.JudgeExchangeId, j.Score, j.Weakness));

    /// <summary>What the data said of the hypotheses that the model proposed.</summary>
    private static IEnumerable<ProposedOutcome> Proposed(SavedRun run) =>
        run
            .State.Hypotheses.Where(h => h.Id.StartsWith('m'))
            .Select(h => (h, Outcome: run.State.Outcomes.GetValueOrDefault(h.Id)))
            .Select(p => new ProposedOutcome(p.h.Id, p.h.Title, p.Outcome?.Verdict, p.Outcome?.Reason));
}

/// <summary>One line of the export.</summary>
/// <param name="Problems">Why the answer could not be used; empty when it could.</param>
/// <param name="Hypotheses">What became of the hypotheses it proposed; empty for the other calls.</param>
/// <param name="Scores">Of the words it wrote; empty for the other calls.</param>
/// <param name="Taken">The finding took the words it wrote.</param>
/// <param name="Verdict">Of the finding that the exchange led to, as are confidence and quality; null when there is none.</param>
internal sealed record TrainingSignal(
    string Investigation,
    DateTimeOffset At,
    string ExchangeId,
    string Call,
    string Model,
    string? Instructions,
    string Prompt,
    string? Schema,
    string Answer,
    ModelUsage Usage,
    decimal Money,
    IReadOnlyList<string> Problems,
    IReadOnlyList<ProposedOutcome> Hypotheses,
    IReadOnlyList<WordingScore> Scores,
    bool Taken,
    Verdict? Verdict,
    double? Confidence,
    QualityScore? Quality
);

internal sealed record WordingScore(string Judge, string? JudgeExchangeId, QualityScore Score, string? Weakness);

internal sealed record ProposedOutcome(string Id, string Title, HypothesisVerdict? Verdict, string? Reason);
