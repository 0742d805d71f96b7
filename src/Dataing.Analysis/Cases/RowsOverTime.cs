using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Cases;

/// <summary>The rows behind a mean or a total over time: both may move because their rows do.</summary>
internal static class RowsOverTime
{
    /// <summary>The rows in the window of a mean, whether or not they alone would have been noticed.</summary>
    public static Timeline? Counted(CaseFile file, Timeline whole)
    {
        var rows = OfTotal(file, whole);
        if (rows.Form == MetricForm.Count && rows.Overlap(whole) >= 0.5)
            return rows;
        var counts = TimelineAnalysis.Analyse(Rows(whole.Fine), MetricForm.Count, file.Period);
        return SuspectedRun.Stretch(counts, new AlertPeriod(whole.WindowFrom, whole.WindowTo)) is { } stretch
            ? stretch with
            {
                OnsetFrom = whole.OnsetFrom,
                OnsetTo = whole.OnsetTo,
                WindowFrom = whole.WindowFrom,
                WindowTo = whole.WindowTo,
                Ongoing = whole.Ongoing,
            }
            : null;
    }

    private static Series Rows(Series series) =>
        new(series.Grain, series.Start, [.. series.Buckets.Select(b => new Bucket(b.Rows, b.Rows, b.Rows, 0))]);

    /// <summary>A total's own rows over time, for when it moved because its rows did.</summary>
    public static Timeline OfTotal(CaseFile file, Timeline whole)
    {
        var timeline = TimelineAnalysis.Analyse(Rows(whole.Fine), MetricForm.Count, file.Period);
        return timeline.Borne ? timeline : whole;
    }

    /// <summary>How much of a total's change its rows make, and how much their mean; null for what is no total.</summary>
    public static TotalSplit? Split(CaseFile file, Timeline timeline)
    {
        if (file.Metric.Form != MetricForm.Sum)
            return null;
        var fine = timeline.Fine;
        var (from, to) = (fine.IndexOf(timeline.WindowFrom), fine.IndexOf(timeline.WindowTo));
        var after = fine.Sum(from, to);
        var past = Periods.Of(timeline)?.Past ?? [];
        var before = past.Select(p => fine.Sum(fine.IndexOf(p.From), fine.IndexOf(p.To))).Aggregate(default(Bucket), (a, b) => a + b);
        if (before.Denominator <= 0 || past.Count == 0 || before.Numerator == 0)
            return null;
        var exposure = (timeline.WindowTo - timeline.WindowFrom) / past.Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.To - p.From));
        var mean = after.Denominator > 0 ? after.Numerator / after.Denominator / (before.Numerator / before.Denominator) : 1;
        return new TotalSplit(after.Denominator / (before.Denominator * exposure), mean);
    }
}
