using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Cases;

/// <summary>
/// Rows of some days of history that were all written again within a day, long after rows usually are. That is seen row by row from the time
/// of writing, however little the metric strays: amounts with a long tail hide a block that was doubled.
/// </summary>
/// <param name="From">The first moment of the block, by event.</param>
/// <param name="To">The first moment after it.</param>
/// <param name="Rewritten">The share of rows that were written again: what the block is located by.</param>
/// <param name="Written">The time that says so.</param>
internal sealed record RewrittenBlock(DateTime From, DateTime To, Metric Rewritten, TimeAxis Written)
{
    private const string Phase = "confirm";
    private const int MostCells = 20_000;
    private const double FewestRows = 30;

    /// <summary>A block of days that holds so little of what was written then was not written by itself.</summary>
    private const double InOneBlock = 0.8;

    /// <summary>What is done again and again is no news.</summary>
    private const double AlikeBefore = 0.3;
    private static readonly TimeSpan Before = TimeSpan.FromDays(42);
    private static readonly TimeSpan After = TimeSpan.FromDays(14);

    /// <summary>Rows of one day of events that were written on one day.</summary>
    internal sealed record Writing(DateTime Day, DateTime On, double Rows, DateTime First, DateTime Last)
    {
        public double Lag => (On - Day).TotalDays;
    }

    /// <summary>The block that the alert speaks of; null where there is none.</summary>
    public static async Task<RewrittenBlock?> FindAsync(CaseFile file, CancellationToken cancellationToken)
    {
        if (
            file is not { Times: { Event: { } time } times, Timeline: { } timeline }
            || file.Metric.Subject
                is not (Subject.Mean or Subject.Total or Subject.Tail or Subject.Nulls or Subject.Share or Subject.Custom)
            || file.IsMadeOfHours
            || (file.Period ?? Shown(timeline)) is not { } period
        )
            return null;
        // Names that nobody foresaw do not tell which of two later times is that of the last writing: the rows do.
        foreach (var written in new[] { times.Update, times.Load }.OfType<TimeAxis>())
            if (await OfAsync(file, time, written, period, cancellationToken) is { } block)
                return block;
        return null;
    }

    private static async Task<RewrittenBlock?> OfAsync(
        CaseFile file,
        TimeAxis time,
        TimeAxis written,
        AlertPeriod period,
        CancellationToken cancellationToken
    )
    {
        var cells = await ReadAsync(file, time, written, period, cancellationToken);
        if (cells.Count == 0 || Usual(cells) is var usual && Burst(cells, usual) is not { Count: > 0 } burst)
            return null;
        var (from, to) = (burst.Min(c => c.First), burst.Max(c => c.Last));
        var apart = (to - from) / Math.Max(1, burst.Sum(c => c.Rows));
        (from, to) = (Opening(from, apart), Closing(to, apart));
        if (period.DaysFrom(from, to) > 0)
            return null;
        var late = new TimeMetrics(file.Table).Lateness(time, written, 86_400 * (usual + 1));
        return new RewrittenBlock(from, to, late with { Filter = file.Metric.Filter }, written);
    }

    /// <summary>The part of a stretch of time that lies within the block, 0 to 1.</summary>
    public double Shared(DateTime from, DateTime to)
    {
        var (start, end) = (from > From ? from : From, to < To ? to : To);
        return from < to ? Math.Max(0, (end - start) / (to - from)) : 0;
    }

    private static AlertPeriod? Shown(Timeline timeline) => timeline.Borne ? new AlertPeriod(timeline.WindowFrom, timeline.WindowTo) : null;

    private static async Task<List<Writing>> ReadAsync(
        CaseFile file,
        TimeAxis time,
        TimeAxis written,
        AlertPeriod period,
        CancellationToken cancellationToken
    )
    {
        Sql.Syntax.Expression[] days = [time.Bucket(Grain.Day), written.Bucket(Grain.Day)];
        var query = SelectBuilder
            .From(Ask.Table(file.Table.Name, Ask.Rows))
            .Where(Term.AllOf(file.Metric.Filter, time.Within(period.From - Before, period.To + After), written.Value.IsNotNull()))
            .Select(
                days[0].As("day"),
                days[1].As("written"),
                Term.Count().As("row_count"),
                Term.Min(time.Value).As("first_at"),
                Term.Max(time.Value).As("last_at")
            )
            .GroupBy(days)
            .ToQuery();
        var purpose = $"on which day the rows of each day were last written ({written.Column})";
        if (await file.Interview.TryAskAsync(Phase, purpose, query, cancellationToken, MostCells) is not { Truncated: false } answer)
            return [];
        var cells = new List<Writing>();
        foreach (var row in answer.Rows)
            if (
                time.Read(row[0], Grain.Day) is { } day
                && written.Read(row[1], Grain.Day) is { } on
                && time.ReadMoment(row[3]) is { } first
                && time.ReadMoment(row[4]) is { } last
            )
                cells.Add(new Writing(day, on, Cell.Real(row[2]), first, last));
        return cells;
    }

    /// <summary>Days after their event by which nine rows in ten are written for the last time.</summary>
    private static double Usual(List<Writing> cells)
    {
        var (all, seen) = (cells.Sum(c => c.Rows), 0.0);
        foreach (var cell in cells.OrderBy(c => c.Lag))
            if ((seen += cell.Rows) >= 0.9 * all)
                return Math.Max(0, cell.Lag);
        return 0;
    }

    /// <summary>The neighbouring days that were rewritten on one day, where no other day saw anything like it.</summary>
    internal static List<Writing>? Burst(List<Writing> cells, double usual)
    {
        var days = cells
            .Where(c => c.Lag > usual + 1)
            .GroupBy(c => c.On)
            .Select(g => (On: g.Key, Rows: g.Sum(c => c.Rows), Cells: g.OrderBy(c => c.Day).ToList()))
            .OrderByDescending(d => d.Rows)
            .ThenBy(d => d.On)
            .ToList();
        if (days is not [var best, .. var others] || best.Rows < FewestRows)
            return null;
        if (others.Exists(o => Math.Abs((o.On - best.On).TotalDays) > 1 && o.Rows > AlikeBefore * best.Rows))
            return null;
        var dense = Dense(best.Cells, cells);
        var gaps = dense.Zip(dense.Skip(1), (a, b) => (b.Day - a.Day).TotalDays);
        return gaps.All(g => g <= 2) && dense.Sum(c => c.Rows) >= InOneBlock * best.Rows ? dense : null;
    }

    /// <summary>The days of most of the rows, and those next to them of whose few rows as great a part was rewritten.</summary>
    private static List<Writing> Dense(List<Writing> rewritten, List<Writing> cells)
    {
        var most = rewritten.Max(c => c.Rows);
        double Part(Writing cell) => cell.Rows / cells.Where(c => c.Day == cell.Day).Sum(c => c.Rows);
        var core = rewritten.Where(c => c.Rows >= 0.1 * most).ToList();
        var usual = core.Average(Part);
        return
        [
            .. rewritten.Where(c =>
                core.Contains(c) || core.Exists(d => Math.Abs((d.Day - c.Day).TotalDays) <= 1) && c.Rows >= 3 && Part(c) >= 0.5 * usual
            ),
        ];
    }

    /// <summary>Midnight where no row would have come in between, else the hour.</summary>
    private static DateTime Opening(DateTime first, TimeSpan apart) =>
        first - first.Date <= 5 * apart ? first.Date : Series.Floor(Grain.Hour, first);

    private static DateTime Closing(DateTime last, TimeSpan apart) =>
        last.TimeOfDay == TimeSpan.Zero || last.Date.AddDays(1) - last <= 5 * apart
            ? last.Date.AddDays(1)
            : Series.Floor(Grain.Hour, last).AddHours(1);
}
