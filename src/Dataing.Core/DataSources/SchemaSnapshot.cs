using Dataing.Sql.Guard;

namespace Dataing.Core.DataSources;

/// <summary>What a source holds: its tables as they were when it was asked.</summary>
public sealed record SchemaSnapshot(IReadOnlyList<TableSchema> Tables)
{
    /// <summary>What the reader should know about the snapshot itself (tables not permitted, files skipped, rows rejected); one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Tables that are there but may not be read.</summary>
    public IReadOnlyList<TableName> NotPermitted { get; init; } = [];

    /// <summary>The same for the guard, which lets a query name only what is here.</summary>
    public CatalogSnapshot ToCatalog() =>
        new([
            .. Tables.Select(t => new CatalogTable
            {
                Catalog = t.Name.Catalog,
                Schema = t.Name.Schema,
                Name = t.Name.Name,
                Rows = t.EstimatedRows,
                Columns = [.. t.Columns.Select(c => new CatalogColumn(c.Name, c.NativeType))],
            }),
        ]);
}

/// <summary>A relation's full name; parts a source does not have are null.</summary>
public sealed record TableName(string? Catalog, string? Schema, string Name)
{
    public override string ToString() => string.Join('.', new[] { Catalog, Schema, Name }.Where(part => part is not null));
}

/// <summary>One table, view, or file set.</summary>
public sealed record TableSchema(TableName Name, IReadOnlyList<ColumnSchema> Columns)
{
    /// <summary>"table", "view", "file set" and so on, in the source's own words.</summary>
    public string Kind { get; init; } = "table";

    /// <summary>Columns of the primary key, in order; empty when there is none or it is not known.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Rows, by statistics or metadata; null when the source does not say.</summary>
    public long? EstimatedRows { get; init; }

    public string? Comment { get; init; }

    /// <summary>Columns that are there but may not be read.</summary>
    public IReadOnlyList<string> NotPermitted { get; init; } = [];

    /// <summary>The column by name: exact first, else the only one that differs by case alone; null when there is none.</summary>
    public ColumnSchema? FindColumn(string name) =>
        Columns.FirstOrDefault(c => c.Name == name)
        ?? (Columns.Where(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var only] ? only : null);
}

/// <summary>One column; <see cref="NativeType"/> is the source's own spelling of its type.</summary>
public sealed record ColumnSchema(string Name, LogicalType Type, string NativeType)
{
    /// <summary>Null when the source does not say.</summary>
    public bool? Nullable { get; init; }

    /// <summary>True when the column is a partition key or a part of a file's path.</summary>
    public bool PartitionKey { get; init; }

    public string? Comment { get; init; }
}

/// <summary>A declared reference: these columns name a row of the parent.</summary>
public sealed record ForeignKey(IReadOnlyList<string> Columns, TableName Parent, IReadOnlyList<string> ParentColumns);
