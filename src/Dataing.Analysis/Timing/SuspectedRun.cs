using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Timing;

/// <summary>The alert's own stretch taken as an episode, where the whole table does not stray enough to be one.</summary>
internal static class SuspectedRun
{
    /// <summary>Null when the stretch lies outside the data.</summary>
    public static Timeline? Around(Timeline timeline, AlertPeriod period)
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
