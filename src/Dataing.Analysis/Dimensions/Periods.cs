using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>The incident window and the past stretches it is compared with: the same hours of the same weekdays where history allows.</summary>
/// <param name="From">Start of the incident window compared.</param>
/// <param name="To">Its end.</param>
/// <param name="Past">Starts and ends of the past stretches, the latest first; all equally long.</param>
/// <param name="Exposure">How many past stretches long the incident window is.</param>
internal sealed record Periods(DateTime From, DateTime To, IReadOnlyList<(DateTime From, DateTime To)> Past, double Exposure)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>An onset that cannot be placed more closely.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromHours(6);

    /// <summary>Null when there is no past to compare with.</summary>
    public static Periods? Of(Timeline timeline, int most = 5)
    {
        var (from, to) = (timeline.WindowFrom, timeline.WindowTo);
        var start = timeline.Fine.Start;
        var length = to - from;
        if (length <= TimeSpan.Zero)
            return null;
        var whole = length > Week ? TimeSpan.FromDays(7 * Math.Floor(length.TotalDays / 7)) : length;
        to = from + whole;
        var step = whole > Week ? Week : whole;
        var weekly = from - start >= Week + step || timeline.Baseline.Weekly;
        var shift = weekly ? TimeSpan.FromDays(7 * Math.Ceiling(step.TotalDays / 7)) : DayAligned(step);
        var strayed = timeline
            .Episodes.Where(e => e != timeline.Episode)
            .Select(e => (From: timeline.Coarse.At(e.Start), To: timeline.Coarse.At(e.End)))
            .ToList();
        var past = new List<(DateTime From, DateTime To)>();
        var spare = new List<(DateTime From, DateTime To)>();
        // What set in slowly was there before the window: the first of it must not teach what is usual.
        var until = timeline.OnsetTo - timeline.OnsetFrom > Slow && timeline.OnsetFrom < from ? timeline.OnsetFrom : from;
        for (var at = from - shift; at >= start && past.Count < most; at -= shift)
        {
            var stretch = (From: at, To: at + step);
            if (stretch.To > until)
                continue;
            (strayed.Exists(s => s.From < stretch.To && stretch.From < s.To) ? spare : past).Add(stretch);
        }
        for (var at = to + (shift - step); past.Count == 0 && at + step <= timeline.DataEnd; at += shift)
            past.Add((at, at + step));
        if (past.Count == 0)
            past.AddRange(spare.Take(most));
        if (past.Count == 0 && from > start)
            return Shortened(from, to, start);
        return past.Count == 0 ? null : new Periods(from, to, past, whole / step);
    }

    /// <summary>The first days of every stretch, where whole ones hold more rows than a first look needs.</summary>
    /// <param name="rows">Rows of the incident window.</param>
    /// <param name="enough">Rows that are enough of it.</param>
    /// <param name="most">Past stretches that are enough.</param>
    public Periods Narrowed(double rows, double enough, int most)
    {
        var step = Past.Count > 0 ? Past[0].To - Past[0].From : To - From;
        var day = TimeSpan.FromDays(1);
        if (rows <= enough || Past.Any(p => p.To - p.From != step))
            return this;
        var days = Math.Max(1, Math.Floor((To - From) / day * enough / rows));
        var length = days * day;
        if (length >= step || length >= To - From)
            return this with { Past = [.. Past.Take(most)] };
        return new Periods(From, From + length, [.. Past.Take(most).Select(p => (p.From, p.From + length))], 1);
    }

    /// <summary>0 in the incident window, 1 … n in the past stretches, NULL elsewhere.</summary>
    public Expression Number(TimeAxis axis) =>
        Term.Case()
            .When([
                (axis.Within(From, To), Term.Zero),
                .. Past.Select((p, i) => (axis.Within(p.From, p.To), (Expression)Term.Number(i + 1))),
            ])
            .End();

    /// <summary>Any of the stretches, for the row filter.</summary>
    public Expression Any(TimeAxis axis) => Term.Any([axis.Within(From, To), .. Past.Select(p => axis.Within(p.From, p.To))]);

    public Expression Incident(TimeAxis axis) => axis.Within(From, To);

    public Expression Before(TimeAxis axis) => Term.Any([.. Past.Select(p => axis.Within(p.From, p.To))]);

    private static TimeSpan DayAligned(TimeSpan step) =>
        step.TotalHours <= 24 ? TimeSpan.FromDays(1) : TimeSpan.FromDays(Math.Ceiling(step.TotalDays));

    /// <summary>Less history than incident: all of it is the past, taken as one stretch.</summary>
    private static Periods Shortened(DateTime from, DateTime to, DateTime start) =>
        new(from, to, [(start, from)], (to - from) / (from - start));
}
