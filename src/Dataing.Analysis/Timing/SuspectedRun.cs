using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Timing;

/// <summary>The alert's own stretch taken as an episode, where the whole table does not stray enough to be one.</summary>
internal static class SuspectedRun
{
    private const double Faint = 2.5;

    /// <summary>A faint run around the alert's days, and those days. Nothing when the stretch lies outside the data.</summary>
    public static IEnumerable<Timeline> Around(Timeline timeline, AlertPeriod period)
    {
        var series = timeline.Coarse;
        var faint = EpisodeScan
            .Find(series, timeline.Baseline, timeline.Form, Faint, 12, series.Count)
            .FirstOrDefault(e => period.DaysFrom(series.At(e.Start), series.At(e.End)) == 0 && e.Length <= Math.Max(3, series.Count / 3));
        var run = faint is null ? null : TimelineAnalysis.Pin(timeline, faint, series);
        if (run is not null)
            yield return run;
        if (
            Stretch(timeline, period) is { } stretch
            && (run is null || stretch.WindowFrom != run.WindowFrom || stretch.WindowTo != run.WindowTo)
        )
            yield return stretch;
    }

    /// <summary>The alert's days themselves.</summary>
    public static Timeline? Stretch(Timeline timeline, AlertPeriod period)
    {
        var series = timeline.Coarse;
        var start = series.IndexOf(period.From);
        var end = Math.Max(start + 1, series.IndexOf(period.To.AddTicks(-1)) + 1);
        if (start < 1 || start >= series.Count)
            return null;
        end = Math.Min(end, series.Count);
        var episode = EpisodeScan.Describe(
            series,
            timeline.Baseline,
            timeline.Form,
            start,
            end,
            Z(timeline, start, end),
            end >= series.Count
        );
        if (double.IsNaN(episode.Observed))
            return null;
        var (from, to) = (series.At(start), series.At(end));
        return timeline with
        {
            Episode = episode,
            OnsetFrom = from,
            OnsetTo = series.At(start + 1),
            WindowFrom = from,
            WindowTo = to < timeline.DataEnd ? to : timeline.DataEnd,
            Ongoing = false,
        };
    }

    private static double Z(Timeline timeline, int start, int end)
    {
        var sum = 0.0;
        for (var i = start; i < end; i++)
            sum += timeline.Baseline.Deviation(i, timeline.Form.Value(timeline.Coarse.Buckets[i]));
        return sum / Math.Sqrt(end - start);
    }
}
