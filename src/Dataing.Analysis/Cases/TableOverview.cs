using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Cases;

/// <summary>One pass over a table: how many rows, and of every column how many values and from where to where.</summary>
internal sealed record TableOverview(double Rows, IReadOnlyDictionary<string, ColumnOverview> Columns)
{
    private const int Widest = 80;

    /// <summary>From here on a pass over columns that nobody asked for costs more than the rest of the work.</summary>
    private const long Large = 2_000_000;

    /// <summary>What is known of a table that could not be read.</summary>
    public static TableOverview Unread { get; } = new(0, new Dictionary<string, ColumnOverview>());

    public ColumnOverview? Of(string column) => Columns.GetValueOrDefault(column);

    public static async Task<TableOverview?> ReadAsync(
        Interview interview,
        TableSchema table,
        IReadOnlyCollection<string> wanted,
        CancellationToken cancellationToken
    )
    {
        var typed = table.Columns.Any(ColumnTraits.IsTime);
        var telling = table.EstimatedRows >= Large && typed ? table.Columns.Where(c => IsTelling(c, wanted)) : table.Columns;
        var columns = telling
            .OrderByDescending(c => wanted.Contains(c.Name) || ColumnTraits.MayBeTime(c))
            .Take(Widest)
            .OrderBy(c => table.Columns.ToList().IndexOf(c))
            .ToList();
        var items = new List<SelectItem> { Term.Count().As("row_count") };
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
        {
            var value = Term.Column(Ask.Rows, column.Name);
            items.Add(Term.Count(value).As($"n{i}"));
            if (!HasBounds(column))
                continue;
            items.Add(Term.Min(value).As($"lo{i}"));
            items.Add(Term.Max(value).As($"hi{i}"));
        }
        var query = SelectBuilder.From(Ask.Table(table.Name, Ask.Rows)).Select(items).ToQuery();
        var answer = await interview.TryAskAsync("confirm", $"rows and range of every column of {table.Name}", query, cancellationToken);
        if (answer is not { Rows: [var row] })
            return null;
        var at = 1;
        var found = new Dictionary<string, ColumnOverview>();
        foreach (var column in columns)
        {
            var count = Cell.Real(row[at++]);
            var ordered = HasBounds(column);
            found[column.Name] = new ColumnOverview(column, count, ordered ? row[at] : null, ordered ? row[at + 1] : null);
            at += ordered ? 2 : 0;
        }
        return new TableOverview(Cell.Real(row[0]), found);
    }

    /// <summary>Bounds are read for the sake of times: a fraction is one where it is called one.</summary>
    private static bool HasBounds(ColumnSchema column) =>
        ColumnTraits.HasOrder(column)
        && (column.Type is not (LogicalType.Float or LogicalType.Decimal) || ColumnTraits.MayCountTime(column));

    private static bool IsTelling(ColumnSchema column, IReadOnlyCollection<string> wanted) =>
        wanted.Count == 0 || wanted.Contains(column.Name) || ColumnTraits.MayBeTime(column);
}

/// <summary>A column with how many values it holds, and the least and the greatest.</summary>
internal sealed record ColumnOverview(ColumnSchema Column, double Filled, object? Least, object? Greatest);
