using System.Globalization;
using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Loads a table of JSON: one object per line, an array of objects, or one object.</summary>
internal static class JsonLoader
{
    private const long LargestObject = 64L << 20;

    public static LoadedTable Load(DuckDbConnection connection, FileTable table)
    {
        var name = DuckDbText.Name(table.Name);
        var isLines = table.Files.All(IsLines);
        connection.Execute($"CREATE TABLE {name} AS SELECT * {FileColumns.Replace(table)} FROM {Reader(table, isLines)}");
        var columns = Columns(connection, table.Name);
        var own = columns.Where(c => !FileColumns.Of(table).Contains(c.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        PlainTexts(connection, name, own);
        return new LoadedTable(table, isLines ? Broken(connection, name, table, own) : []);
    }

    /// <summary>The keys of the first object; empty when the file does not begin with one.</summary>
    public static IReadOnlyList<string> Keys(SourceFile file) => JsonHead.Keys(FileHead.Read(file).Text);

    private static string Reader(FileTable table, bool isLines)
    {
        var format = isLines ? "format = 'newline_delimited', ignore_errors = true" : "format = 'auto'";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            read_json({FileColumns.Paths(table.Files)}, {format}, records = 'true', union_by_name = true, sample_size = -1,
                maximum_sample_files = 100000, maximum_object_size = {LargestObject}, {FileColumns.Options(table)})
            """
        );
    }

    private static bool IsLines(SourceFile file) => JsonHead.IsLines(FileHead.Read(file).Text);

    private static List<(string Name, string Type)> Columns(DuckDbConnection connection, string table)
    {
        using var cursor = connection.Select(
            $"SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = {DuckDbText.Literal(table)} ORDER BY column_index"
        );
        var columns = new List<(string, string)>();
        while (cursor.Next() is { } rows)
            columns.AddRange(rows.Select(r => ((string)(r[0] ?? ""), (string)(r[1] ?? ""))));
        return columns;
    }

    /// <summary>A column of mixed plain values (12.5, "12.50 EUR") becomes text, as it would be in a delimited file.</summary>
    private static void PlainTexts(DuckDbConnection connection, string table, List<(string Name, string Type)> columns)
    {
        foreach (var column in columns.Where(c => c.Type == "JSON").Select(c => DuckDbText.Name(c.Name)))
        {
            using var cursor = connection.Select($"SELECT count(*) FROM {table} WHERE json_type({column}) IN ('OBJECT', 'ARRAY')");
            var isNested = cursor.Next()?[0][0] is not 0L;
            if (!isNested)
                connection.Execute($"ALTER TABLE {table} ALTER COLUMN {column} TYPE VARCHAR USING {column} ->> '$'");
        }
    }

    /// <summary>The engine turns a line that is no JSON into a row of NULLs.</summary>
    private static List<string> Broken(DuckDbConnection connection, string table, FileTable files, List<(string Name, string Type)> columns)
    {
        if (columns.Count == 0)
            return [];
        var isNothing = string.Join(" AND ", columns.Select(c => $"{DuckDbText.Name(c.Name)} IS NULL"));
        using var cursor = connection.Select($"SELECT count(*) FROM {table} WHERE {isNothing}");
        if (cursor.Next()?[0][0] is not (long count and > 0))
            return [];
        connection.Execute($"DELETE FROM {table} WHERE {isNothing}");
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{files.Name}: {count} line(s) that are no JSON object, or an empty one, were left out. Their data is not part of any answer."
            ),
        ];
    }
}
