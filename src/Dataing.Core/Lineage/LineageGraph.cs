namespace Dataing.Core.Lineage;

/// <summary>Which data is made from which: edges run downstream, from source to product.</summary>
public sealed record LineageGraph(IReadOnlyList<LineageEdge> Edges)
{
    public static LineageGraph Empty { get; } = new([]);
}

/// <summary>One edge. An end is "table" or "table.column", as the lineage source spells it; <see cref="Job"/> is what carries the data.</summary>
public sealed record LineageEdge(string From, string To, string? Job);
