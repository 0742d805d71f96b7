using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Proof;

/// <summary>
/// What a total would have been where the accused rows changed what they hold and not how many they are: all other rows are there to be added up, so
/// that only the accused ones have to be guessed at, by what such rows held before.
/// </summary>
internal static class UsualTotal
{
    /// <summary>By how much the number of accused rows may differ from what their past foretells.</summary>
    private const double AsManyRows = 0.25;
    private const double FewRows = 30;

    /// <summary>By how much a day's total is off because of the accused rows; null where that is no question of their values.</summary>
    public static double? OffPerDay(Incident incident, Counterfactual? without) =>
        incident
            is { Segment: not null, IsVolume: false, File: { Alerted: null, Metric: { Form: MetricForm.Sum, Subject: Subject.Total } } }
        && without is not null
            ? Off(without.InsideBefore, without.InsideAfter, without.Exposure) / (incident.Periods.To - incident.Periods.From).TotalDays
            : null;

    /// <summary>What the rows hold beyond what as many such rows held before; null where they are others, or too few.</summary>
    public static double? Off(Bucket before, Bucket after, double exposure) =>
        Math.Min(before.Denominator, after.Denominator) < FewRows || Math.Abs(after.Rows / (before.Rows * exposure) - 1) > AsManyRows
            ? null
            : after.Numerator - after.Denominator * before.Numerator / before.Denominator;
}
