using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Profiling;

/// <summary>WHAT else changed: every column of the accused rows and of the rest, before and after, in one pass.</summary>
internal sealed record ColumnProfile(IReadOnlyList<ColumnShift> Columns, string? EvidenceId)
{
    private const int MostColumns = 40;
    private const string Phase = "profile";

    public static ColumnProfile Empty { get; } = new([], null);

    public ColumnShift? Of(string column) => Columns.FirstOrDefault(c => c.Name == column);

    public static async Task<ColumnProfile> ReadAsync(CaseFile file, Periods periods, Segment? segment, CancellationToken cancellationToken)
    {
        if (file.Times.Event is not { } time)
            return Empty;
        ColumnSchema[] columns =
        [
            .. file
                .Table.Columns.Where(c =>
                    c.Type is not (LogicalType.Json or LogicalType.Array or LogicalType.Map or LogicalType.Struct or LogicalType.Binary)
                )
                .OrderByDescending(c => file.Metric.Columns.Contains(c.Name))
                .Take(MostColumns),
        ];
        var from = Ask.Table(file.Table.Name, Ask.Rows) as TableSource;
        if (segment is not null)
            from = segment.Rows(from);
        var inside = segment is null ? Term.One : Term.Flag(segment.Condition);
        var after = Term.Flag(periods.Incident(time));
        var items = new List<SelectItem> { inside.As("inside"), after.As("after"), Term.Count().As("row_count") };
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
            items.AddRange(Measures(column).Select((m, k) => m.As($"c{i}_{k}")));
        var query = SelectBuilder
            .From(from)
            .Where(Term.AllOf(file.Metric.IsPlainTable ? file.Metric.Filter : null, periods.Any(time)))
            .Select(items)
            .GroupBy([inside, after])
            .ToQuery();
        var answer = await file.Interview.TryAskAsync(Phase, "every column before and after, inside and outside", query, cancellationToken);
        if (answer is null)
            return Empty;
        var groups = answer.Rows.ToDictionary(r => (Inside: Cell.Real(r[0]) == 1, After: Cell.Real(r[1]) == 1));
        if (!groups.TryGetValue((true, true), out var now) && !groups.ContainsKey((true, false)))
            return Empty;
        var shifts = new List<ColumnShift>();
        var at = 3;
        foreach (var column in columns)
        {
            ColumnFacts Read(bool isInside, bool isAfter) => Facts(column, groups.GetValueOrDefault((isInside, isAfter)), at);
            shifts.Add(
                new ColumnShift(
                    Read(true, false),
                    Read(true, true),
                    segment is null ? null : Read(false, false),
                    segment is null ? null : Read(false, true)
                )
            );
            at += Measures(column).Count;
        }
        var id = await file.Interview.RecordAsync(
            answer,
            Phase,
            "fill, spread and distinct values of every column, before and after, in the accused rows and in the rest",
            cancellationToken
        );
        return new ColumnProfile(shifts, id);
    }

    private static List<Expression> Measures(ColumnSchema column)
    {
        var value = Term.Column(Ask.Rows, column.Name);
        var measures = new List<Expression> { Term.Count(value), Term.CountDistinct(value) };
        if (ColumnTraits.IsNumber(column))
            measures.AddRange(
                Term.Sum(Ask.Real(value)),
                Term.Min(Ask.Real(value)),
                Term.Max(Ask.Real(value)),
                Term.CountWhere(value.LessThan(Term.Zero)),
                Term.CountWhere(value.EqualTo(Term.Zero)),
                Term.CountWhere(value.EqualTo(Term.Call("round", value)))
            );
        else if (column.Type == LogicalType.String)
            measures.AddRange(
                Term.Sum(Term.Call("length", value)),
                Term.Max(Term.Call("length", value)),
                Term.CountWhere(value.EqualTo(Term.Text("")))
            );
        return measures;
    }

    private static ColumnFacts Facts(ColumnSchema column, IReadOnlyList<object?>? row, int at)
    {
        if (row is null)
            return new ColumnFacts(column);
        var facts = new ColumnFacts(column)
        {
            Rows = Cell.Real(row[2]),
            Filled = Cell.Real(row[at]),
            Distinct = Cell.Real(row[at + 1]),
        };
        if (ColumnTraits.IsNumber(column))
            return facts with
            {
                Sum = Cell.Number(row[at + 2]),
                Least = Cell.Number(row[at + 3]),
                Greatest = Cell.Number(row[at + 4]),
                Negative = Cell.Real(row[at + 5]),
                Zero = Cell.Real(row[at + 6]),
                Whole = Cell.Real(row[at + 7]),
            };
        if (column.Type == LogicalType.String)
            return facts with { Characters = Cell.Real(row[at + 2]), Longest = Cell.Real(row[at + 3]), Empty = Cell.Real(row[at + 4]) };
        return facts;
    }
}
