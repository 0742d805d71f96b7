using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Upstream;

/// <summary>Repeats WHEN on the parents: a parent that stopped or shrank no later than the incident began takes the blame.</summary>
internal sealed class UpstreamWalk(CaseFile file, Timeline timeline)
{
    private const string Phase = "profile";
    private const int MostParents = 4;

    public async Task<UpstreamReport> WalkAsync(CancellationToken cancellationToken)
    {
        var parents = new List<ParentState>();
        foreach (var parent in Parents().Take(MostParents))
            if (await ReadAsync(parent, cancellationToken) is { } state)
                parents.Add(state);
        return new UpstreamReport([.. parents.OrderByDescending(p => p.Stopped).ThenByDescending(p => p.StoppedParts is not null)]);
    }

    /// <summary>Parents by lineage first, then tables that share a key and look like a feed.</summary>
    private IEnumerable<(TableSchema Table, string? Job, string? Column)> Parents()
    {
        var found = new List<(TableSchema Table, string? Job, string? Column)>();
        foreach (var edge in file.Inquiry.Lineage.Edges)
        {
            var (to, column) = ReferenceFinder.Endpoint(file.Inquiry.Schema, edge.To);
            var (from, _) = ReferenceFinder.Endpoint(file.Inquiry.Schema, edge.From);
            if (to == file.Table && from is not null && from != file.Table)
                found.Add((from, edge.Job, column));
        }
        foreach (var table in file.Inquiry.Schema.Tables)
            if (table != file.Table && SharesFeed(table))
                found.Add((table, null, null));
        foreach (var reference in ReferenceFinder.All(file.Inquiry.Schema, file.Inquiry.Lineage, file.Table))
            found.Add((reference.Parent, null, reference.Column));
        return found
            .Where(f => AxisOf(f.Table) is not null)
            .GroupBy(f => f.Table)
            .Select(g =>
                (g.Key, g.Select(x => x.Job).FirstOrDefault(j => j is not null), g.Select(x => x.Column).FirstOrDefault(c => c is not null))
            )
            .OrderByDescending(f => file.Metric.Columns.Contains(f.Item3 ?? ""));
    }

    /// <summary>A table of dated values with a column that the watched table carries as well.</summary>
    private bool SharesFeed(TableSchema table) =>
        AxisOf(table) is not null
        && table.Columns.Any(c =>
            ColumnTraits.IsNumber(c) && file.Metric.Columns.Any(m => Same(m, c.Name))
            || c.Type == LogicalType.String && file.Table.FindColumn(c.Name) is not null
        )
        && table.Columns.Count(ColumnTraits.IsTime) + table.Columns.Count(c => file.Table.FindColumn(c.Name) is not null) >= 2
        && table.Columns.Count <= 8;

    private static bool Same(string a, string b) =>
        ColumnTraits.Words(a).Replace(" ", "", StringComparison.Ordinal)
        == ColumnTraits.Words(b).Replace(" ", "", StringComparison.Ordinal);

    private static ColumnSchema? TimeOf(TableSchema table) =>
        table
            .Columns.Where(ColumnTraits.IsTime)
            .OrderByDescending(c => ColumnTraits.SoundsLikeEvent(c.Name) || ColumnTraits.SoundsLikeLoad(c.Name))
            .ThenBy(c => ColumnTraits.SoundsLikeUpdate(c.Name))
            .FirstOrDefault();

    /// <summary>How a parent's rows are placed in time: by a column that is a time by type, or by the one that the watched table has as well.</summary>
    private TimeAxis? AxisOf(TableSchema table)
    {
        if (TimeOf(table) is not { } column)
            return
                new[] { file.Times.Event }
                    .Concat(file.Times.All)
                    .FirstOrDefault(a => a is not null && table.FindColumn(a.Column)?.Type == file.Table.FindColumn(a.Column)?.Type)
                    is { } shared
                ? shared with
                {
                    Source = "u",
                }
                : null;
        var shape = column.Type switch
        {
            LogicalType.Date => TimeShape.Date,
            LogicalType.Instant => TimeShape.Instant,
            _ => TimeShape.Timestamp,
        };
        return new TimeAxis(column.Name, shape, file.Interview.Dialect) { Source = "u" };
    }

    private async Task<ParentState?> ReadAsync((TableSchema Table, string? Job, string? Column) parent, CancellationToken cancellationToken)
    {
        if (AxisOf(parent.Table) is not { } axis)
            return null;
        // A column that has hardly any value twice is no part that a feed may stop for: there are more of them than can be looked at.
        if (KeyOf(parent.Table) is { } key && await CountedAsync(parent.Table, axis, key, cancellationToken) is { Truncated: false } parted)
            return await StateAsync(parent, axis, key, parted, cancellationToken);
        var answer = await CountedAsync(parent.Table, axis, null, cancellationToken);
        return answer is null ? null : await StateAsync(parent, axis, null, answer, cancellationToken);
    }

    private async Task<Core.Investigations.Answer?> CountedAsync(
        TableSchema table,
        TimeAxis axis,
        string? key,
        CancellationToken cancellationToken
    )
    {
        var keyed = key is null ? Term.Null.ToText() : Term.Column("u", key).ToText();
        var from = timeline.WindowFrom.Date.AddDays(-28);
        var bucket = axis.Bucket(Grain.Day);
        var query = SelectBuilder
            .From(Ask.Table(table.Name, "u"))
            .Where(Term.AllOf(axis.From(from), axis.Before(timeline.DataEnd.Date.AddDays(8))))
            .Select(bucket.As("day"), keyed.As("part"), Term.Count().As("row_count"), Term.Max(axis.Value).As("newest"))
            .GroupBy(key is null ? [bucket] : [bucket, keyed])
            .OrderBy(Term.Column("day"))
            .ToQuery();
        return await file.Interview.TryAskAsync(Phase, $"rows of {table.Name} by day", query, cancellationToken, 5_000);
    }

    private async Task<ParentState?> StateAsync(
        (TableSchema Table, string? Job, string? Column) parent,
        TimeAxis axis,
        string? key,
        Core.Investigations.Answer answer,
        CancellationToken cancellationToken
    )
    {
        var rows = answer
            .Rows.Select(r =>
                (Day: axis.Read(r[0], Grain.Day), Part: Cell.Text(r[1]), Count: Cell.Real(r[2]), Newest: axis.ReadMoment(r[3]))
            )
            .Where(r => r.Day is not null)
            .Select(r => (Day: r.Day ?? default, r.Part, r.Count, Newest: r.Newest ?? default))
            .ToList();
        return rows.Count == 0 ? null : await JudgeAsync(parent, axis.Column, key, rows, answer, cancellationToken);
    }

    private async Task<ParentState?> JudgeAsync(
        (TableSchema Table, string? Job, string? Column) parent,
        string time,
        string? key,
        List<(DateTime Day, string? Part, double Count, DateTime Newest)> rows,
        Core.Investigations.Answer answer,
        CancellationToken cancellationToken
    )
    {
        var onset = timeline.OnsetFrom.Date;
        var end = timeline.WindowTo > timeline.WindowFrom.Date.AddDays(1) ? timeline.WindowTo : timeline.WindowFrom.Date.AddDays(1);
        var before = rows.Where(r => r.Day < onset).ToList();
        var daysBefore = before.Select(r => r.Day).Distinct().Count();
        if (daysBefore < 5)
            return null;
        var expected = before.Sum(r => r.Count) / 28.0;
        var during = rows.Where(r => r.Day >= onset && r.Day < end).ToList();
        var days = Math.Max(1, (end - onset).TotalDays);
        var observed = during.Sum(r => r.Count) / days;
        var newest = rows.Max(r => r.Newest);
        var regular = daysBefore >= 20;
        // A parent that is as new as the watched rows themselves has not stopped; a date stands for its whole day.
        var covered = newest.TimeOfDay == TimeSpan.Zero ? newest.AddDays(1) : newest;
        var atOnset = newest < onset.AddDays(1) && newest >= onset.AddDays(-2.5);
        DateTime? frozen = regular && atOnset && timeline.DataEnd - covered > TimeSpan.FromHours(18) ? newest : null;
        var gap = regular && frozen is null && observed < 0.25 * expected;
        var stopped = frozen is null && !gap && key is not null && regular ? Stopped(key, before, rows, onset) : null;
        var meaning = frozen is { } f
            ? $"{parent.Table.Name} had no row after {f:yyyy-MM-dd HH:mm}, at the onset"
            : $"{parent.Table.Name} had {observed:0.#} rows a day in the incident window, {expected:0.#} before";
        var id = await file.Interview.RecordAsync(answer, Phase, meaning, cancellationToken);
        return new ParentState(
            parent.Table,
            time,
            expected,
            observed,
            newest,
            frozen ?? (gap ? onset : null),
            gap || frozen is not null ? onset : null,
            id
        )
        {
            Job = parent.Job,
            FedColumn = parent.Column,
            StoppedParts = stopped,
        };
    }

    /// <summary>The keys whose rows came every day up to the onset and came no more, while others went on.</summary>
    private static StoppedParts? Stopped(
        string key,
        List<(DateTime Day, string? Part, double Count, DateTime Newest)> before,
        List<(DateTime Day, string? Part, double Count, DateTime Newest)> rows,
        DateTime onset
    )
    {
        var last = rows.Where(r => r.Part is not null).GroupBy(r => r.Part ?? "").ToDictionary(g => g.Key, g => g.Max(r => r.Day));
        var newest = last.Count > 0 ? last.Values.Max() : onset;
        string[] gone =
        [
            .. before
                .Where(r => r.Part is not null)
                .GroupBy(r => r.Part ?? "")
                .Where(g => g.Select(r => r.Day).Distinct().Count() >= 20)
                .Select(g => g.Key)
                .Where(p => last[p] <= onset && last[p] >= onset.AddDays(-2.5) && newest > last[p].AddDays(1))
                .Order(StringComparer.Ordinal),
        ];
        return gone.Length > 0 && gone.Length < last.Count ? new StoppedParts(key, gone) : null;
    }

    /// <summary>
    /// A text that a feed may have its parts named by, for it may stop for one of them alone: best one that the watched table has too, though the
    /// same key often has another name there.
    /// </summary>
    private string? KeyOf(TableSchema parent) =>
        parent.Columns.Count > 8
            ? null
            : parent
                .Columns.Where(c => c.Type == LogicalType.String && !ColumnTraits.IsTime(c))
                .OrderByDescending(c => file.Table.FindColumn(c.Name) is not null)
                .Select(c => c.Name)
                .FirstOrDefault();
}
