using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>A run of some hours, or of a day or two, that comes again at the same time of other days or weeks.</summary>
internal static class SameTimes
{
    /// <summary>Of the move of the run, what the same hours of another day must have moved by as well.</summary>
    private const double Alike = 0.4;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestHours = TimeSpan.FromHours(16);
    private static readonly TimeSpan LongestDays = TimeSpan.FromHours(54);

    /// <summary>The days on which the same hours strayed alike; null where the run stands alone.</summary>
    public static Timeline? OfDays(Timeline timeline) =>
        timeline.WindowTo - timeline.WindowFrom <= LongestHours ? Around(timeline, Day) : null;

    /// <summary>The weeks in which the same weekdays strayed alike; null where the run stands alone.</summary>
    public static Timeline? OfWeeks(Timeline timeline) =>
        timeline.WindowTo - timeline.WindowFrom <= LongestDays ? Around(timeline, Week) : null;

    /// <summary>
    /// From the first such run to the last, as a window of whole days or weeks, in which each hour or weekday comes as often as any other.
    /// </summary>
    private static Timeline? Around(Timeline timeline, TimeSpan every)
    {
        var length = timeline.WindowTo - timeline.WindowFrom;
        if (timeline.Grain is not (Grain.Hour or Grain.Day) || Move(timeline, timeline.WindowFrom, timeline.WindowTo) is not { } move)
            return null;
        var (from, to) = (timeline.WindowFrom, timeline.WindowTo);
        while (IsAlike(timeline, from - every, length, move))
            from -= every;
        while (IsAlike(timeline, to - length + every, length, move))
            to += every;
        if (from == timeline.WindowFrom && to == timeline.WindowTo)
            return null;
        var isOver = timeline.DataEnd - to >= every;
        var last = isOver ? to : timeline.DataEnd;
        var first = last - Math.Ceiling((last - from) / every) * every;
        return timeline with
        {
            OnsetFrom = timeline.OnsetFrom - (timeline.WindowFrom - from),
            OnsetTo = timeline.OnsetTo - (timeline.WindowFrom - from),
            WindowFrom = first > timeline.Fine.Start ? first : timeline.Fine.Start,
            WindowTo = last,
            Ongoing = !isOver,
        };
    }

    private static bool IsAlike(Timeline timeline, DateTime from, TimeSpan length, double move) =>
        from >= timeline.Fine.Start
        && from + length <= timeline.DataEnd
        && Move(timeline, from, from + length) is { } other
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
