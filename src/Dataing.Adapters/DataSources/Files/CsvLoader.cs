using System.Globalization;
using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Loads a table of delimited text: first everything as text, then each column as the narrowest type that loses nothing.</summary>
internal static class CsvLoader
{
    /// <summary>A table of the connection's own: it cannot meet a file of the same name.</summary>
    private const string Texts = "temp.dataing_texts";

    private const int CountedRejects = 100_000;

    public static LoadedTable Load(DuckDbConnection connection, FileTable table, IReadOnlyDictionary<SourceFile, CsvHead> heads)
    {
        var columns = new List<string>();
        var warnings = new List<string>();
        var group = 0;
        foreach (var files in table.Files.GroupBy(f => heads[f]))
        {
            var rejects = string.Create(CultureInfo.InvariantCulture, $"dataing_rejects_{++group}");
            var read = Read(files.Key, [.. files], table, rejects);
            Append(connection, columns, [.. files.Key.Columns], read);
            Reject(connection, rejects, table, warnings);
        }
        var types = CsvTypes.Expressions(connection, Texts, columns);
        var casts = columns.Select((c, i) => $"{types[i]} AS {DuckDbText.Name(c)}");
        var rest = FileColumns.Of(table).Select(DuckDbText.Name);
        connection.Execute($"CREATE TABLE {DuckDbText.Name(table.Name)} AS SELECT {string.Join(", ", casts.Concat(rest))} FROM {Texts}");
        connection.Execute($"DROP TABLE {Texts}");
        return new LoadedTable(table, warnings);
    }

    private static string Read(CsvHead head, IReadOnlyList<SourceFile> files, FileTable table, string rejects)
    {
        var columns = head.Columns.Select(c => $"{DuckDbText.Literal(c)}: 'VARCHAR'");
        return $"""
            SELECT * {FileColumns.Replace(table)} FROM read_csv({FileColumns.Paths(files)}, auto_detect = false,
                delim = {DuckDbText.Literal(head.Delimiter.ToString())}, quote = '"', escape = '{(head.BackslashEscapes ? '\\' : '"')}',
                header = {(head.HasHeader ? "true" : "false")}, encoding = '{head.Encoding}', columns = {'{'}{string.Join(
                ", ",
                columns
            )}{'}'},
                nullstr = ['', 'NULL', 'null', '\N'], allow_quoted_nulls = false, store_rejects = true,
                rejects_table = {DuckDbText.Literal(rejects)}, rejects_scan = {DuckDbText.Literal(rejects + "_scan")},
                rejects_limit = {CountedRejects.ToString(CultureInfo.InvariantCulture)}, {FileColumns.Options(table)})
            """;
    }

    /// <summary>The first files make the table; later ones with a column more or less are appended by name.</summary>
    private static void Append(DuckDbConnection connection, List<string> columns, IReadOnlyList<string> added, string read)
    {
        if (columns.Count == 0)
        {
            connection.Execute($"CREATE TEMP TABLE {Texts} AS {read}");
            columns.AddRange(added);
            return;
        }
        foreach (var column in added.Where(a => !columns.Contains(a, StringComparer.OrdinalIgnoreCase)))
        {
            connection.Execute($"ALTER TABLE {Texts} ADD COLUMN {DuckDbText.Name(column)} VARCHAR");
            columns.Add(column);
        }
        connection.Execute($"INSERT INTO {Texts} BY NAME {read}");
    }

    private static void Reject(DuckDbConnection connection, string rejects, FileTable table, List<string> warnings)
    {
        using var cursor = connection.Select(
            $"""
            SELECT count(*), min(line), min(lower(CAST(kind AS VARCHAR)))
            FROM (SELECT file_id, line, min(error_type) AS kind FROM {DuckDbText.Name(rejects)} GROUP BY ALL)
            """
        );
        if (cursor.Next()?[0] is not [long count and > 0, var line, var kind])
            return;
        var many = count >= CountedRejects ? "or more " : "";
        warnings.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Name}: {count} {many}broken row(s) were left out; the first is line {line} ({kind}). Their data is not part of any answer."
            )
        );
    }
}
