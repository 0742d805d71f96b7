namespace Dataing.Bench.Incidents.Model;

/// <summary>How a column is written; times are held as DateTime (UTC) whatever their shape on disk.</summary>
internal enum CellKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Timestamp,
    Date,
    EpochSeconds,
    TextTimestamp,
}

/// <summary>A column and, for numbers, how many decimals are written.</summary>
internal sealed record Column(string Name, CellKind Kind, int Scale = 2);

/// <summary>One row; identity is the reference, so that sets of truly affected rows survive changed values.</summary>
internal sealed class Row(object?[] cells)
{
    public object?[] Cells { get; private set; } = cells;

    public object? this[int column]
    {
        get => Cells[column];
        set => Cells[column] = value;
    }

    public Row Copy() => new([.. Cells]);

    public void Widen(object? value) => Cells = [.. Cells, value];
}

/// <summary>A table in memory.</summary>
internal sealed class Table(string name, params IEnumerable<Column> columns)
{
    public string Name { get; } = name;

    public List<Column> Columns { get; } = [.. columns];

    public List<Row> Rows { get; private set; } = [];

    public int IndexOf(string column) =>
        Find(column) is { } index ? index : throw new ArgumentException($"Table {Name} has no column {column}.", nameof(column));

    public int? Find(string column)
    {
        var index = Columns.FindIndex(c => string.Equals(c.Name, column, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index;
    }

    public void Add(params object?[] cells) => Rows.Add(new Row(cells));

    public void AddColumn(Column column, Func<Row, object?> value)
    {
        foreach (var row in Rows)
            row.Widen(value(row));
        Columns.Add(column);
    }

    public int Remove(HashSet<Row> rows) => Rows.RemoveAll(rows.Contains);

    /// <summary>Keeps the rows in the order of a time column, as a load would have written them.</summary>
    public void SortBy(string column)
    {
        var index = IndexOf(column);
        Rows = [.. Rows.OrderBy(r => r[index] is DateTime time ? time : DateTime.MinValue)];
    }
}
