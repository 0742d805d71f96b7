namespace Dataing.Bench.Incidents.Model;

/// <summary>The tables of one case, the table that is watched, and what is known about how they hang together.</summary>
internal sealed record Warehouse(
    string Family,
    Fact Fact,
    IReadOnlyList<Table> Others,
    IReadOnlyList<LineageEdge> Lineage,
    DateTime Start,
    DateTime End
)
{
    public IEnumerable<Table> Tables => [Fact.Table, .. Others];

    public Table Find(string name) => Tables.First(t => t.Name == name);
}

/// <summary>One edge of the lineage file.</summary>
internal sealed record LineageEdge(string From, string To, string? Job = null);

/// <summary>One entry of the changes file.</summary>
internal sealed record ChangeEvent(DateTime At, string Kind, string Name, string Detail, string? Target = null);

/// <summary>A reference from a column of the watched table to the key of another.</summary>
internal sealed record Reference(string Column, string Table, string Key);

/// <summary>A table of one row per day and key, from which a column of the watched table was filled.</summary>
internal sealed record Feed(string Table, string TimeColumn, string KeyColumn, string ValueColumn, string FactKey, string FactColumn);

/// <summary>An attribute of a looked-up table that the watched table carries: the place where a join can multiply rows.</summary>
internal sealed record Lookup(string Column, string Table, string Key, string Attribute, string FactAttribute);

/// <summary>The watched table and the part each column plays, so that a mechanism finds something to break in any schema.</summary>
internal sealed record Fact
{
    public required Table Table { get; init; }

    public required string EventTime { get; init; }

    public required string Key { get; init; }

    /// <summary>The business key, when <see cref="Key"/> is a surrogate that a retry would draw anew.</summary>
    public string? BusinessKey { get; init; }

    public string? LoadTime { get; init; }

    public string? UpdatedTime { get; init; }

    public string? Batch { get; init; }

    /// <summary>A technical part of a load: file, shard, partition.</summary>
    public string? Shard { get; init; }

    public required IReadOnlyList<string> Dimensions { get; init; }

    public string? Version { get; init; }

    /// <summary>The dimension whose values release versions of their own (platform, model).</summary>
    public string? VersionScope { get; init; }

    public required IReadOnlyList<string> Measures { get; init; }

    public string? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>Columns that are nearly always filled and may lose their values.</summary>
    public required IReadOnlyList<string> Fillable { get; init; }

    public required string Status { get; init; }

    public string? Flag { get; init; }

    /// <summary>Text with letters beyond ASCII.</summary>
    public string? HumanText { get; init; }

    /// <summary>Text of one fixed pattern.</summary>
    public string? Code { get; init; }

    public string? CodePattern { get; init; }

    public string? Entity { get; init; }

    public string? Agent { get; init; }

    public string? Source { get; init; }

    public Reference? Parent { get; init; }

    public Lookup? Lookup { get; init; }

    public Feed? Feed { get; init; }

    public int Index(string column) => Table.IndexOf(column);

    public DateTime TimeOf(Row row) => row[Table.IndexOf(EventTime)] is DateTime time ? time : DateTime.MinValue;

    public bool IsDateOnly => Table.Columns[Table.IndexOf(EventTime)].Kind == CellKind.Date;
}
