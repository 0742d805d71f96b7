using Dataing.Core.DataSources;
using Dataing.Core.Lineage;

namespace Dataing.Core.Reasoning;

/// <summary>Orders tables by how near they are to the alert's dataset: itself, then along foreign keys and lineage, then by shared words.</summary>
public static class SchemaRelevance
{
    /// <param name="dataset">The table the alert is about.</param>
    /// <param name="limit">Tables at most.</param>
    public static IReadOnlyList<TableSchema> Select(SchemaSnapshot schema, LineageGraph lineage, string dataset, int limit)
    {
        var root = schema.Tables.FirstOrDefault(t => Names(t, dataset));
        if (root is null)
            return [.. schema.Tables.Take(limit)];
        var distance = new Dictionary<TableSchema, int> { [root] = 0 };
        var queue = new Queue<TableSchema>([root]);
        while (queue.TryDequeue(out var table))
        {
            foreach (var next in Neighbours(table, schema, lineage))
            {
                if (distance.TryAdd(next, distance[table] + 1))
                    queue.Enqueue(next);
            }
        }
        return
        [
            .. schema
                .Tables.OrderBy(t => distance.GetValueOrDefault(t, int.MaxValue))
                .ThenByDescending(t => SharedColumns(t, root))
                .ThenBy(t => t.Name.ToString(), StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    private static IEnumerable<TableSchema> Neighbours(TableSchema table, SchemaSnapshot schema, LineageGraph lineage) =>
        schema.Tables.Where(other =>
            other != table
            && (
                table.ForeignKeys.Any(k => Names(other, k.Parent.Name))
                || other.ForeignKeys.Any(k => Names(table, k.Parent.Name))
                || lineage.Edges.Any(e =>
                    (Touches(e.From, table) && Touches(e.To, other)) || (Touches(e.To, table) && Touches(e.From, other))
                )
            )
        );

    private static bool Touches(string end, TableSchema table) =>
        Names(table, end) || (end.LastIndexOf('.') is > 0 and var dot && Names(table, end[..dot]));

    private static bool Names(TableSchema table, string name) =>
        table.Name.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        || table.Name.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)
        || $"{table.Name.Schema}.{table.Name.Name}".Equals(name, StringComparison.OrdinalIgnoreCase);

    private static int SharedColumns(TableSchema table, TableSchema root) =>
        table.Columns.Count(c => root.Columns.Any(r => r.Name.Equals(c.Name, StringComparison.OrdinalIgnoreCase)));
}
