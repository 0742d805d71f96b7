using Dataing.Core.Lineage;

namespace Dataing.Analysis.Wording;

/// <summary>What is made from the damaged table, directly and further down.</summary>
internal static class BlastRadius
{
    private const int Most = 50;

    public static IReadOnlyList<string> Of(LineageGraph lineage, string table, string? column)
    {
        var reached = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { table };
        if (column is not null)
            seen.Add($"{table}.{column}");
        var frontier = new Queue<string>(seen);
        while (frontier.TryDequeue(out var at) && reached.Count < Most)
            foreach (var edge in lineage.Edges.Where(e => Touches(e.From, at, column)))
                if (seen.Add(edge.To))
                {
                    reached.Add(edge.Job is { } job ? $"{edge.To} (by {job})" : edge.To);
                    frontier.Enqueue(edge.To);
                }
        return reached;
    }

    /// <summary>An edge from the whole table carries all of its columns; one from another column carries nothing of this damage.</summary>
    private static bool Touches(string from, string at, string? column)
    {
        if (from.Equals(at, StringComparison.OrdinalIgnoreCase) || from.EndsWith("." + at, StringComparison.OrdinalIgnoreCase))
            return true;
        return column is null && from.StartsWith(at + ".", StringComparison.OrdinalIgnoreCase);
    }
}
