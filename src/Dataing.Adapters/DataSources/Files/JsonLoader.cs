using System.Globalization;
using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Loads a table of JSON: one object per line, an array of objects, or one object.</summary>
internal static class JsonLoader
{
    private const long LargestObject = 64L << 20;
    private static int _unnested;

    public static LoadedTable Load(DuckDbConnection connection, FileTable table, Workspace workspace)
    {
        var heads = table.Files.ToDictionary(f => f, FileHead.Read);
        var isLines = table.Files.All(f => IsLines(f, heads[f].Text));
        try
        {
            var isPlain = heads.Values.All(h => h is { Encoding: TextEncoding.Utf8, HasMark: false });
            if (isPlain && (isLines ? LoadLines(connection, table) : LoadWhole(connection, table, isLines: false, "auto_detect")))
                return new LoadedTable(table, []);
            connection.Execute($"DROP TABLE IF EXISTS {DuckDbText.Name(table.Name)}");
        }
        catch (DuckDbFailure e) when (isLines && !e.IsInterrupt && e.Kind is not ("Out of Memory" or "IO"))
        {
            // A line that is an array or a number is enough; the rewriting below leaves out no other.
        }
        return LoadRewritten(connection, table, heads, isLines, workspace);
    }

    /// <summary>The keys of the first object; empty when the file does not begin with one.</summary>
    public static IReadOnlyList<string> Keys(SourceFile file) => JsonHead.Keys(FileHead.Read(file).Text);

    /// <summary>False when the engine could not read a line, which it turns into a row of NULLs.</summary>
    private static bool LoadLines(DuckDbConnection connection, FileTable table)
    {
        LoadWhole(connection, table, isLines: true, "auto_detect");
        var own = Columns(connection, table.Name).Where(c => !FileColumns.Of(table).Contains(c.Name, StringComparer.OrdinalIgnoreCase));
        var isNothing = string.Join(" AND ", own.Select(c => $"{DuckDbText.Name(c.Name)} IS NULL").DefaultIfEmpty("true"));
        using var cursor = connection.Select($"SELECT count(*) FROM {DuckDbText.Name(table.Name)} WHERE {isNothing}");
        return cursor.Next()?[0][0] is 0L;
    }

    private static LoadedTable LoadRewritten(
        DuckDbConnection connection,
        FileTable table,
        Dictionary<SourceFile, FileHead> heads,
        bool isLines,
        Workspace workspace
    )
    {
        var (files, warnings) = (new List<SourceFile>(), new List<string>());
        foreach (var file in table.Files)
        {
            var cleaner = new JsonCleaner(file, heads[file].Encoding, isLines);
            files.Add(cleaner.Clean(workspace.NewFile(Path.Combine("rewritten", file.Relative))));
            warnings.AddRange(cleaner.Warnings);
        }
        LoadWhole(connection, table with { Files = files }, isLines, "uncompressed");
        files.ForEach(f => File.Delete(f.Path));
        return new LoadedTable(table, warnings);
    }

    private static bool LoadWhole(DuckDbConnection connection, FileTable table, bool isLines, string compression)
    {
        var name = DuckDbText.Name(table.Name);
        connection.Execute($"CREATE TABLE {name} AS SELECT * {FileColumns.Replace(table)} FROM {Reader(table, isLines, compression)}");
        Unnest(connection, name);
        PlainTexts(connection, name, Columns(connection, table.Name));
        return true;
    }

    private static void Unnest(DuckDbConnection connection, string name)
    {
        const string flat = "dataing_flat";
        if (NestedColumns.Of(connection, name) is not { } columns)
            return;
        // Several tables are loaded at a time.
        var target = string.Create(CultureInfo.InvariantCulture, $"{flat}_{Interlocked.Increment(ref _unnested)}");
        connection.Execute(
            $"CREATE TABLE {target} AS SELECT {columns} FROM {name}; DROP TABLE {name}; ALTER TABLE {target} RENAME TO {name}"
        );
    }

    private static string Reader(FileTable table, bool isLines, string compression)
    {
        var format = isLines ? "format = 'newline_delimited', ignore_errors = true" : "format = 'auto'";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            read_json({FileColumns.Paths(table.Files)}, {format}, records = 'true', union_by_name = true, sample_size = -1,
                maximum_sample_files = 100000, maximum_object_size = {LargestObject}, compression = '{compression}', {FileColumns.Options(
                table
            )})
            """
        );
    }

    /// <summary>By the first line, or, where the name says so, by any of the first ones.</summary>
    private static bool IsLines(SourceFile file, string head)
    {
        const int lines = 20;
        return JsonHead.IsLines(head) || file.PromisesLines && head.Split('\n', lines + 1).Take(lines).Any(line => JsonHead.IsObject(line));
    }

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
}
