using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>A run of some hours that comes again in the same hours of the days before or after it.</summary>
internal static class SameHours
{
    private const double LongestHours = 16;

    /// <summary>Of the move of the run, what the same hours of another day must have moved by as well.</summary>
    private const double Alike = 0.4;

    /// <summary>From the first such day to the last; null where the run stands alone.</summary>
    public static Timeline? Around(Timeline timeline)
    {
        var hours = (timeline.WindowTo - timeline.WindowFrom).TotalHours;
        if (timeline.Grain != Grain.Hour || hours > LongestHours || Move(timeline, timeline.WindowFrom, timeline.WindowTo) is not { } move)
            return null;
        var (from, to) = (timeline.WindowFrom, timeline.WindowTo);
        while (IsAlike(timeline, from.AddDays(-1), hours, move))
            from = from.AddDays(-1);
        while (IsAlike(timeline, to.AddHours(-hours).AddDays(1), hours, move))
            to = to.AddDays(1);
        if (from == timeline.WindowFrom && to == timeline.WindowTo)
            return null;
        var isOver = timeline.DataEnd - to >= TimeSpan.FromDays(1);
        return timeline with
        {
            OnsetFrom = timeline.OnsetFrom - (timeline.WindowFrom - from),
            OnsetTo = timeline.OnsetTo - (timeline.WindowFrom - from),
            WindowFrom = from,
            WindowTo = isOver ? to : timeline.DataEnd,
            Ongoing = !isOver,
        };
    }

    private static bool IsAlike(Timeline timeline, DateTime from, double hours, double move) =>
        from >= timeline.Fine.Start
        && from.AddHours(hours) <= timeline.DataEnd
        && Move(timeline, from, from.AddHours(hours)) is { } other
        && Math.Sign(other) == Math.Sign(move)
        && Math.Abs(other) >= Alike * Math.Abs(move);

    /// <summary>How far the metric is off its baseline: of counts as a share, of all else in its own unit.</summary>
    private static double? Move(Timeline timeline, DateTime from, DateTime to)
    {
        var (first, last) = (timeline.Fine.IndexOf(from), Math.Min(timeline.Fine.IndexOf(to), timeline.Fine.Count));
        if (last <= first)
            return null;
        var run = EpisodeScan.Describe(timeline.Fine, timeline.FineBaseline, timeline.Form, first, last, 0, false);
        if (double.IsNaN(run.Observed) || double.IsNaN(run.Expected))
            return null;
        if (!timeline.Form.IsAdditive())
            return run.Observed - run.Expected;
        return run.Expected > 0 ? run.Observed / run.Expected - 1 : null;
    }
}
