using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Cases;

/// <summary>The accused rows over time by themselves: where the whole table waters the onset down, they show it.</summary>
internal sealed class AccusedOverTime(CaseFile file)
{
    /// <summary>Rows that come again after no longer than that never stopped.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>The accused rows alone show the onset sharper than the whole table; a changed window is searched again.</summary>
    public async Task<(Localised Where, Timeline Timeline)> RetimedAsync(
        CaseFile searched,
        Localised where,
        Segment segment,
        Timeline whole,
        CancellationToken cancellationToken
    )
    {
        if (file.Times.Event is not { } time)
            return (where, whole);
        // Copies begin with the first that came later, whichever of the two is the one too many.
        var counted = searched.Metric.Subject == Subject.Duplicates ? file.Metric : searched.Metric;
        var metric = counted with { From = segment.Rows(counted.From) };
        var read = await SeriesQuery.ReadAsync(
            file.Interview,
            "profile",
            metric,
            time,
            whole.Fine.Grain,
            segment.Condition,
            (whole.Fine.Start, whole.DataEnd),
            cancellationToken
        );
        if (read is not { Series.Count: > 3 })
            return (where, whole);
        var aligned = Aligned(read.Series, whole.Fine);
        if (Began(aligned, whole) is { } began)
            return (where, began);
        var period = new AlertPeriod(whole.WindowFrom, whole.WindowTo);
        var timeline = TimelineAnalysis.Analyse(
            aligned,
            metric.Form,
            file.Period ?? period,
            Math.Sign(segment.Cause.After - segment.Cause.Before)
        );
        if (!timeline.Borne || timeline.Overlap(whole) < 0.25)
            return (where, whole);
        await file.Interview.RecordAsync(read.Answer, "profile", $"{metric.Name} in the accused rows over time", cancellationToken);
        // Some hours of each day are found in windows of whole days alone, and weekdays in those of whole weeks.
        if (
            timeline.Overlap(whole) > 0.75
            || segment.Parts.Any(p => p.Dimension.Facet is Facet.Hour or Facet.Weekday) && timeline.IsWithin(whole)
        )
            return (where, timeline);
        var again = await new Localiser(searched).FindAgainAsync(timeline, where, cancellationToken);
        return again is { WholeTable: false, Main: not null } ? (again, timeline) : (where, timeline);
    }

    /// <summary>Rows that did not exist before the incident have no baseline of their own: the incident began with the first of them.</summary>
    public static Timeline? Began(Series accused, Timeline whole)
    {
        var first = Enumerable.Range(0, accused.Count).First(i => accused.Buckets[i].Rows > 0 || i == accused.Count - 1);
        var at = accused.At(first);
        if (at <= accused.Start.AddDays(7) || at < whole.WindowFrom.AddDays(-2))
            return null;
        // The rows are as good as sure to come some minutes behind what brought them.
        return at >= whole.WindowTo
            ? whole
            : whole with
            {
                OnsetFrom = accused.At(first - 1),
                OnsetTo = accused.At(first + 1),
                WindowFrom = at,
                WindowTo = whole.Form == MetricForm.Count && whole.Direction > 0 ? Last(accused, whole.WindowTo) : whole.WindowTo,
            };
    }

    /// <summary>What came on top of all rows is over when no more of it comes, however little the last of it shows in the whole.</summary>
    private static DateTime Last(Series accused, DateTime known)
    {
        var end = accused.IndexOf(known);
        for (var i = end; i < accused.Count && accused.At(i) <= known + Pause; i++)
            if (accused.Buckets[i].Rows > 0)
                (end, known) = (i + 1, accused.At(i + 1));
        return known;
    }

    /// <summary>Steps without accused rows at either end are steps with none of them, not the end of the data.</summary>
    public static Series Aligned(Series part, Series whole)
    {
        var buckets = Enumerable.Range(0, whole.Count).ToDictionary(whole.At, _ => default(Bucket));
        for (var i = 0; i < part.Count; i++)
            if (buckets.ContainsKey(part.At(i)))
                buckets[part.At(i)] = part.Buckets[i];
        return Series.From(whole.Grain, buckets);
    }
}
