using System.Collections.Immutable;

namespace Dataing.Sql.Resolution;

/// <summary>A column of a relation of the source; the table is written as the snapshot or the query names it.</summary>
public sealed record ColumnOrigin(string Table, string Column)
{
    public override string ToString() => $"{Table}.{Column}";
}

/// <summary>A column of a result, and the columns of the source that its value is made of.</summary>
public sealed record BoundColumn(string Name)
{
    public ImmutableHashSet<ColumnOrigin> Origins { get; init; } = [];

    /// <summary>The value is handed on unchanged from its one origin.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Every part of the value was traced to its origin; otherwise anything may be in it.</summary>
    public bool IsComplete { get; init; } = true;
}

/// <summary>A column that no visible relation has.</summary>
public sealed record UnknownColumn(Syntax.SqlNode Node, string Name, IReadOnlyList<string> Near);
