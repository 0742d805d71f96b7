using System.Globalization;
using Dataing.Bench.Incidents.Cases;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>Truth and answer side by side in words.</summary>
internal static class Comparison
{
    public static string Of(IncidentCase made, Answer answer, double? jaccard) => $"{Truth(made)}\n        {Given(answer, jaccard)}";

    private static string Truth(IncidentCase made)
    {
        var truth = made.Truth;
        var injection = truth.Injection;
        var reading = truth.Metrics[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            truth: {truth.Verdict} {string.Join(
                "|",
                truth.AcceptedMechanisms
            )} [{injection.Segment}] onset {injection.Window.Onset:MM-dd HH:mm} ±{truth.Grain.TotalHours}h end {injection.Window.End:MM-dd HH:mm} metric {reading.Before[
                0
            ]:0.####} to {reading.After[0]:0.####} (day {injection.Window.Observed:MM-dd}: {reading.Before[1]:0.####} to {reading.After[
                1
            ]:0.####}) rows {truth.AcceptedRows[0].Count}/{truth.AcceptedRows[
                1
            ].Count}; {injection.Story}; alert [{made.Alert.Form}] {injection.Metric.Phrase}
            """
        );
    }

    private static string Given(Answer answer, double? jaccard)
    {
        if (answer.Failure is { } failure)
            return $"answer: none, {failure}";
        var culprit = answer.Culprit is { } c ? $"{c.Kind} {c.Table}.{c.Column} {c.Value}" : "none";
        var where = answer.WholeTable ? "whole table" : string.Join(" and ", answer.Predicate);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"answer: {answer.Verdict} {answer.Mechanism} [{where}] J={jaccard:0.00} onset {answer.OnsetStart:MM-dd HH:mm}..{answer.OnsetEnd:MM-dd HH:mm} metric {answer.Before:0.####} to {answer.After:0.####} {answer.Unit} rows {answer.AffectedRows} culprit {culprit} confidence {answer.Confidence:0.00}"
        );
    }
}
