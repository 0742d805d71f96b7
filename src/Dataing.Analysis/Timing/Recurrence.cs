namespace Dataing.Analysis.Timing;

/// <summary>Whether an episode comes back with the month.</summary>
internal static class Recurrence
{
    /// <summary>An incident that lasts for most of a month does not come back with it: every month has such days.</summary>
    private const int Longest = 14;

    /// <summary>What chance alone does in a few days.</summary>
    private const double LeastDeviation = 2;

    /// <summary>
    /// The like days of earlier months, when (nearly) all of them strayed the same way and by a like amount, all through and not on the first day
    /// alone; else nothing.
    /// </summary>
    public static IReadOnlyList<DateTime> Find(Timeline timeline)
    {
        if (timeline.Episode is not { } episode)
            return [];
        var days = timeline.Coarse;
        var day = timeline.WindowFrom.AddHours(3).Date;
        var length = Math.Max(1, (int)Math.Round((timeline.WindowTo - day).TotalDays));
        if (length > Longest)
            return [];
        var change = Moved(timeline, day, length).Change;
        var (asked, alike) = (0, new List<DateTime>());
        for (var months = 1; months <= 12; months++)
        {
            var same = day.AddMonths(-months);
            var i = days.IndexOf(same);
            if (i < 1 || i >= days.Count || same.Day != day.Day)
                continue;
            asked++;
            var (earlier, deviation) = Moved(timeline, same, length);
            if (
                Math.Sign(earlier) == Math.Sign(change)
                && Math.Abs(earlier) > 0.4 * Math.Abs(change)
                && Math.Abs(deviation) > LeastDeviation
            )
                alike.Add(same);
        }
        var enough = asked >= 2 ? alike.Count >= Math.Max(2, 0.7 * asked) : alike.Count == 1 && Whole(timeline, alike[0], episode);
        return enough ? alike : [];
    }

    /// <summary>The relative change of some days, and by how many standard deviations they stray together.</summary>
    private static (double Change, double Deviation) Moved(Timeline timeline, DateTime from, int length)
    {
        var (first, last) = (
            Math.Max(0, timeline.Coarse.IndexOf(from)),
            Math.Min(timeline.Coarse.Count, timeline.Coarse.IndexOf(from) + length)
        );
        var (observed, expected, deviation) = (0.0, 0.0, 0.0);
        for (var i = first; i < last; i++)
        {
            var value = timeline.Form.Value(timeline.Coarse.Buckets[i]);
            observed += value ?? 0;
            expected += timeline.Baseline.Expected[i];
            deviation += timeline.Baseline.Deviation(i, value);
        }
        return (expected > 0 ? observed / expected - 1 : 0, deviation / Math.Sqrt(Math.Max(1, last - first)));
    }

    /// <summary>A single earlier month convinces only when the run is the same to the day.</summary>
    private static bool Whole(Timeline timeline, DateTime like, Episode episode) =>
        timeline.Episodes.Any(e =>
            e != episode
            && timeline.Coarse.At(e.Start).Date == like
            && e.Length
                == timeline.Episodes.FirstOrDefault(o => timeline.Coarse.At(o.Start).Date == timeline.WindowFrom.AddHours(3).Date)?.Length
        );
}
