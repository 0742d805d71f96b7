using System.Collections.Immutable;

namespace Dataing.Sql.Resolution;

/// <summary>A column of a relation of the source, with the fields that lead into it (<c>profile.email</c>); the table is written as the snapshot or the query names it.</summary>
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

    /// <summary>What of the values of its origins is in this one.</summary>
    public ValueContent Content { get; init; }

    /// <summary>Every part of the value was traced to its origin; otherwise anything may be in it.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The parts of a struct that the query itself makes, in order; empty when the value is none.</summary>
    internal ImmutableArray<BoundColumn> Fields { get; init; } = [];

    /// <summary>A field inside the value, so that a struct's parts are told from each other.</summary>
    internal BoundColumn Into(IEnumerable<string> fields)
    {
        string[] steps = [.. fields.SelectMany(f => f.Split('.'))];
        if (steps.Length > 0 && Fields.FirstOrDefault(f => string.Equals(f.Name, steps[0], StringComparison.OrdinalIgnoreCase)) is { } part)
            return part.Into(steps[1..]);
        var path = string.Join('.', steps);
        return path.Length == 0 ? this : this with { Origins = [.. Origins.Select(o => o with { Column = $"{o.Column}.{path}" })] };
    }
}

/// <summary>A column that no visible relation has.</summary>
public sealed record UnknownColumn(Syntax.SqlNode Node, string Name, IReadOnlyList<string> Near);
