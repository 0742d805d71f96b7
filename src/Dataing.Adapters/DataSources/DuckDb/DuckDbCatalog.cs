using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>Reads tables, views, columns and keys from the engine's catalogue: four queries, however many tables there are.</summary>
internal static class DuckDbCatalog
{
    private const string DefaultSchema = "main";

    private const string Relations = """
        SELECT schema_name, table_name, 'table', estimated_size, comment FROM duckdb_tables()
        WHERE database_name = current_database() AND NOT internal
        UNION ALL
        SELECT schema_name, view_name, 'view', NULL, comment FROM duckdb_views()
        WHERE database_name = current_database() AND NOT internal
        ORDER BY 1, 2
        """;

    private const string Columns = """
        SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
        WHERE database_name = current_database() AND NOT internal
        ORDER BY schema_name, table_name, column_index
        """;

    private const string Keys = """
        SELECT schema_name, table_name, constraint_type, to_json(constraint_column_names), referenced_table, to_json(referenced_column_names)
        FROM duckdb_constraints()
        WHERE database_name = current_database() AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
        ORDER BY schema_name, table_name, constraint_index
        """;

    public static async Task<SchemaSnapshot> ReadAsync(RunQuery run, CancellationToken cancellationToken)
    {
        var columns = (await run.RowsAsync(Columns, cancellationToken)).ToLookup(r => (r[0], r[1]), Column);
        var keys = (await run.RowsAsync(Keys, cancellationToken)).ToLookup(r => (r[0], r[1]));
        var relations = await run.RowsAsync(Relations, cancellationToken);
        return new SchemaSnapshot([.. relations.Select(r => Table(r, [.. columns[(r[0], r[1])]], [.. keys[(r[0], r[1])]]))]);
    }

    private static TableSchema Table(
        IReadOnlyList<object?> row,
        IReadOnlyList<ColumnSchema> columns,
        IReadOnlyList<IReadOnlyList<object?>> keys
    ) =>
        new(Name(row[0], row[1]), columns)
        {
            Kind = (string)(row[2] ?? "table"),
            EstimatedRows = row[3] as long?,
            Comment = row[4] as string,
            PrimaryKey = keys.FirstOrDefault(k => k[2] is "PRIMARY KEY") is { } primary ? JsonTexts.Read(primary[3]) : [],
            ForeignKeys =
            [
                .. keys.Where(k => k[2] is "FOREIGN KEY" && k[4] is string)
                    .Select(k => new ForeignKey(JsonTexts.Read(k[3]), Name(k[0], k[4]), JsonTexts.Read(k[5]))),
            ],
        };

    private static ColumnSchema Column(IReadOnlyList<object?> row)
    {
        var nativeType = (string)(row[3] ?? "");
        return new ColumnSchema((string)(row[2] ?? ""), DuckDbTypeNames.Logical(nativeType), nativeType)
        {
            Nullable = row[4] as bool?,
            Comment = row[5] as string,
        };
    }

    private static TableName Name(object? schema, object? table) =>
        new(null, schema is DefaultSchema ? null : schema as string, (string)(table ?? ""));
}
