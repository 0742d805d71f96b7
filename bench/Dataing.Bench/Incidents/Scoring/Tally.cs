using System.Text.Json.Nodes;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>The figures of a set of scores.</summary>
internal sealed class Tally(IReadOnlyList<CaseScore> scores)
{
    private readonly List<CaseScore> _positives = [.. scores.Where(s => !s.Negative)];

    private readonly List<CaseScore> _negatives = [.. scores.Where(s => s.Negative)];

    public int Cases => scores.Count;

    public double FullyCorrect => Share(scores, s => s.FullyCorrect);

    public double FullyCorrectOnCauses => Share(_positives, s => s.FullyCorrect);

    /// <summary>Fully correct less false accusations, of all cases.</summary>
    public double Headline => FullyCorrect - Share(scores, s => s.FalseAccusation);

    public double Verdict => Share(scores, s => s.VerdictRight);

    public double When => Share(_positives, s => s.When == true);

    public double Where => Share(_positives, s => s.Where == true);

    public double What => Share(_positives, s => s.What == true);

    public double Mechanism => Share(_positives, s => s.MechanismRight == true);

    public double Why => Share(_positives, s => s.Why == true);

    public double Evidence => Share([.. _positives.Where(s => s.EvidenceHolds is not null)], s => s.EvidenceHolds == true);

    public double FalseOnNegatives => Share(_negatives, s => s.FalseAccusation);

    public double FalseOnDistractors => Share(_positives, s => s.FalseAccusation);

    public double MedianOnsetError => Median(_positives.Select(s => s.OnsetErrorHours).OfType<double>());

    /// <summary>Mean squared gap between the stated confidence and being right.</summary>
    public double Brier => scores.Count == 0 ? 0 : scores.Average(s => Math.Pow(s.Confidence - (s.FullyCorrect ? 1 : 0), 2));

    public double Seconds => Median(scores.Select(s => s.Seconds));

    public double SlowestSeconds => scores.Select(s => s.Seconds).DefaultIfEmpty().Max();

    public double Queries => Median(scores.Select(s => s.Queries));

    public double Megabytes => Median(scores.Select(s => s.Bytes / 1e6));

    public int Failures => scores.Count(s => s.Failure is not null);

    public JsonObject Json() =>
        new()
        {
            ["cases"] = Cases,
            ["headline"] = Headline,
            ["fully_correct"] = FullyCorrect,
            ["fully_correct_on_causes"] = FullyCorrectOnCauses,
            ["verdict"] = Verdict,
            ["when"] = When,
            ["where"] = Where,
            ["what"] = What,
            ["mechanism"] = Mechanism,
            ["why"] = Why,
            ["evidence"] = Evidence,
            ["false_accusations_on_negatives"] = FalseOnNegatives,
            ["false_accusations_of_distractors"] = FalseOnDistractors,
            ["median_onset_error_hours"] = MedianOnsetError,
            ["brier"] = Brier,
            ["median_seconds"] = Seconds,
            ["slowest_seconds"] = SlowestSeconds,
            ["median_queries"] = Queries,
            ["median_megabytes"] = Megabytes,
            ["failures"] = Failures,
        };

    private static double Share(IReadOnlyList<CaseScore> part, Func<CaseScore, bool> test) =>
        part.Count == 0 ? 0 : part.Count(test) / (double)part.Count;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }
}
