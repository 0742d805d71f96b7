namespace Dataing.Analysis.Timing;

/// <summary>Whether an episode comes back with the month.</summary>
internal static class Recurrence
{
    /// <summary>The like days of earlier months, when (nearly) all of them strayed the same way and by a like amount; else nothing.</summary>
    public static IReadOnlyList<DateTime> Find(Timeline timeline)
    {
        if (timeline.Episode is not { } episode)
            return [];
        var days = timeline.Coarse;
        var day = timeline.WindowFrom.AddHours(3).Date;
        var change = Relative(timeline, day);
        var (asked, alike) = (0, new List<DateTime>());
        for (var months = 1; months <= 12; months++)
        {
            var same = day.AddMonths(-months);
            var i = days.IndexOf(same);
            if (i < 1 || i >= days.Count || same.Day != day.Day)
                continue;
            asked++;
            var earlier = Relative(timeline, same);
            if (Math.Sign(earlier) == Math.Sign(change) && Math.Abs(earlier) > 0.4 * Math.Abs(change))
                alike.Add(same);
        }
        var enough = asked >= 2 ? alike.Count >= Math.Max(2, 0.7 * asked) : alike.Count == 1 && Whole(timeline, alike[0], episode);
        return enough ? alike : [];
    }

    private static double Relative(Timeline timeline, DateTime day)
    {
        var i = timeline.Coarse.IndexOf(day);
        if (i < 0 || i >= timeline.Coarse.Count)
            return 0;
        var (observed, expected) = (timeline.Form.Value(timeline.Coarse.Buckets[i]) ?? 0, timeline.Baseline.Expected[i]);
        return expected > 0 ? observed / expected - 1 : 0;
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
