using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Adds to the engine's catalogue what only the files tell.</summary>
internal sealed class FilesSchema(IReadOnlyList<LoadedTable> tables, IReadOnlyList<SourceFile> closed, IReadOnlyList<string> warnings)
{
    private readonly Dictionary<string, LoadedTable> _tables = tables.ToDictionary(t => t.Table.Name);

    public SchemaSnapshot Annotate(SchemaSnapshot snapshot) =>
        snapshot with
        {
            Tables = [.. snapshot.Tables.Select(Annotate)],
            Warnings = [.. snapshot.Warnings, .. warnings],
            // By their names, for nothing else is known of them; a series goes by that of its first file.
            NotPermitted =
            [
                .. closed
                    .Select(f => f.Stem)
                    .Except(_tables.Keys, StringComparer.OrdinalIgnoreCase)
                    .Select(name => new TableName(null, null, name)),
            ],
        };

    private TableSchema Annotate(TableSchema table)
    {
        if (!_tables.TryGetValue(table.Name.Name, out var loaded))
            return table;
        var keys = loaded.Table.PartitionKeys;
        return table with
        {
            Kind = loaded.Table.Files.Count == 1 ? "file" : "file set",
            EstimatedRows = loaded.Rows ?? table.EstimatedRows,
            Comment = loaded.Warnings.Count == 0 ? table.Comment : string.Join(' ', loaded.Warnings),
            Columns =
            [
                .. table.Columns.Select(c => keys.Contains(c.Name, StringComparer.OrdinalIgnoreCase) ? c with { PartitionKey = true } : c),
            ],
        };
    }
}
