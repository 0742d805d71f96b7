using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Wording;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>The alert's day is the last of the data and not over in them: its rows are too few because hours are still to come.</summary>
internal static class FillingDay
{
    private const double Usual = 3;

    /// <summary>Counts scatter more than by chance alone.</summary>
    private const double Spread = 0.08;

    /// <summary>What there is so far, as a sentence; null where the day is over, or where even its hours so far are not as usual.</summary>
    public static string? Of(CaseFile file, Timeline timeline)
    {
        if (file.Period is not { } period || !timeline.Form.IsAdditive() || timeline.Grain != Grain.Hour)
            return null;
        var day = timeline.Coarse.At(timeline.Coarse.Count - 1);
        if (period.From < day || period.From >= day.AddDays(1) || timeline.DataEnd >= day.AddHours(23))
            return null;
        // The last hour has only begun.
        var (from, to) = (timeline.Fine.IndexOf(day), timeline.Fine.Count - 1);
        var observed = timeline.Fine.Sum(from, to).Numerator;
        var expected = Enumerable.Range(from, Math.Max(0, to - from)).Sum(i => timeline.FineBaseline.Expected[i]);
        var noise = Math.Sqrt(expected + Math.Pow(Spread * expected, 2));
        return expected > 0 && Math.Abs(observed - expected) <= Usual * noise
            ? $"{Figures.Moment(day)} is not over in the data, which end at {Figures.Moment(timeline.DataEnd)}: so far the {file.Metric.Name} is {Figures.Value(observed, file.Metric.Unit)}, where {Figures.Value(expected, file.Metric.Unit)} is usual up to that hour."
            : null;
    }
}
