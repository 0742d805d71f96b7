using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Makes Parquet files a table: copied when small, read in place when large.</summary>
internal static class ParquetLoader
{
    public static LoadedTable Load(DuckDbConnection connection, FileTable table, bool inPlace)
    {
        var kind = inPlace ? "VIEW" : "TABLE";
        var rows = $"SELECT * {FileColumns.Replace(table)} FROM {Reader(table)}";
        var columns = NestedColumns.Of(connection, $"({rows})");
        connection.Execute(
            $"CREATE {kind} {DuckDbText.Name(table.Name)} AS {(columns is null ? rows : $"SELECT {columns} FROM ({rows})")}"
        );
        return new LoadedTable(table, []) { Rows = inPlace ? Rows(connection, table) : null };
    }

    /// <summary>The top-level columns; empty when the file is no Parquet.</summary>
    public static IReadOnlyList<string> Columns(DuckDbConnection connection, SourceFile file)
    {
        try
        {
            using var cursor = connection.Select(
                $"SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet({FileColumns.Paths([file])}))"
            );
            var columns = new List<string>();
            while (cursor.Next() is { } rows)
                columns.AddRange(rows.Select(r => (string)(r[0] ?? "")));
            return columns;
        }
        catch (DuckDbFailure)
        {
            // Loading the table meets the same failure and reports it with the file's name.
            return [];
        }
    }

    private static string Reader(FileTable table) =>
        $"read_parquet({FileColumns.Paths(table.Files)}, union_by_name = {(table.Files.Count > 1 ? "true" : "false")}, {FileColumns.Options(table)})";

    private static long? Rows(DuckDbConnection connection, FileTable table)
    {
        using var cursor = connection.Select($"SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata({FileColumns.Paths(table.Files)})");
        return cursor.Next()?[0][0] as long?;
    }
}
