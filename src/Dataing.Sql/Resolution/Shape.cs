using System.Collections.Immutable;

namespace Dataing.Sql.Resolution;

/// <summary>The columns of a relation or a query as far as they are known.</summary>
internal sealed record Shape(ImmutableArray<BoundColumn> Columns)
{
    public static Shape Unknown { get; } = new([]) { IsOpen = true };

    /// <summary>There may be columns beside the known ones.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The table of the source whose unknown columns these are, where it is one.</summary>
    public string? OpenTable { get; init; }

    /// <summary>What unknown columns of a reshaped relation can be made of.</summary>
    public ImmutableHashSet<ColumnOrigin> OpenOrigins { get; init; } = [];

    public BoundColumn? Find(string name)
    {
        foreach (var column in Columns)
        {
            if (string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))
                return column;
        }
        return null;
    }

    /// <summary>The column of that name, known or possible; null only when there is none.</summary>
    public BoundColumn? FindOrAssume(string name)
    {
        if (Find(name) is { } known)
            return known;
        if (!IsOpen)
            return null;
        return OpenTable is { } table
            ? new BoundColumn(name) { Origins = [new ColumnOrigin(table, name)], IsDirect = true }
            : new BoundColumn(name) { Origins = OpenOrigins, IsComplete = false };
    }

    public Shape Renamed(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return this;
        var columns = Columns.Select((c, i) => i < names.Count ? c with { Name = names[i] } : c).ToList();
        for (var i = columns.Count; i < names.Count; i++)
            columns.Add(new BoundColumn(names[i]) { Origins = OpenOrigins, IsComplete = false });
        return this with { Columns = [.. columns], IsOpen = IsOpen && names.Count == 0, OpenTable = null };
    }

    public ImmutableHashSet<ColumnOrigin> AllOrigins => [.. Columns.SelectMany(c => c.Origins), .. OpenOrigins];
}
