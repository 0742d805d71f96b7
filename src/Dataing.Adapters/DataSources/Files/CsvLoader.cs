using System.Globalization;
using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Loads a table of delimited text in one pass, each column as the narrowest type that loses nothing.</summary>
internal static class CsvLoader
{
    private const int SampleRows = 2_048;

    public static LoadedTable Load(DuckDbConnection connection, FileTable table, IReadOnlyDictionary<SourceFile, CsvHead> heads)
    {
        var reader = new CsvReader(table, heads);
        var proposed = CsvTypes.Propose(Sample(connection, reader), reader.Columns.Count);
        var types = proposed.Any(p => p is null) ? Decide(connection, reader, proposed) : proposed;
        var rejects = new CsvRejects("proposed");
        try
        {
            Create(connection, reader, types, rejects);
        }
        catch (DuckDbFailure e) when (CsvTypes.IsMisfit(e))
        {
            rejects = new CsvRejects("decided");
            Create(connection, reader, Decide(connection, reader, types), rejects);
        }
        return new LoadedTable(table, rejects.Warnings(connection, reader));
    }

    private static List<object?[]> Sample(DuckDbConnection connection, CsvReader reader)
    {
        using var cursor = connection.Select($"SELECT * FROM ({reader.All(CsvRejects.Ignored)}) LIMIT {SampleRows}");
        var sample = new List<object?[]>();
        while (cursor.Next() is { } rows)
            sample.AddRange(rows);
        return sample;
    }

    /// <summary>Asks all rows which of the proposed types they fit.</summary>
    private static IReadOnlyList<IReadOnlyList<CsvColumnType>?> Decide(
        DuckDbConnection connection,
        CsvReader reader,
        IReadOnlyList<IReadOnlyList<CsvColumnType>?> proposed
    )
    {
        var candidates = proposed.Select(p => p ?? CsvColumnType.All).ToList();
        return CsvTypes.Fitting(connection, $"({reader.All(CsvRejects.Ignored)})", reader.Columns, candidates);
    }

    private static void Create(
        DuckDbConnection connection,
        CsvReader reader,
        IReadOnlyList<IReadOnlyList<CsvColumnType>?> types,
        CsvRejects rejects
    )
    {
        var own = reader.Columns.Select((c, i) => CsvTypes.Expression(c, i, types[i] is [var narrowest, ..] ? narrowest : null));
        var columns = string.Join(", ", own.Concat(FileColumns.Of(reader.Table).Select(DuckDbText.Name)));
        connection.Execute($"CREATE TABLE {DuckDbText.Name(reader.Table.Name)} AS SELECT {columns} FROM ({reader.All(rejects)})");
    }
}

/// <summary>The engine's reader over all files of a table, every column as text.</summary>
internal sealed class CsvReader(FileTable table, IReadOnlyDictionary<SourceFile, CsvHead> heads)
{
    private readonly List<IGrouping<CsvHead, SourceFile>> _groups = [.. table.Files.GroupBy(f => heads[f])];

    public FileTable Table => table;

    /// <summary>Groups of files that are written alike.</summary>
    public int Groups => _groups.Count;

    public IReadOnlyList<string> Columns => [.. _groups.SelectMany(g => g.Key.Columns).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Files that lack a column, or have one more, are lined up by the columns' names.</summary>
    public string All(CsvRejects rejects) =>
        string.Join(" UNION ALL BY NAME ", _groups.Select((g, i) => Read(g.Key, [.. g], rejects.Options(i))));

    private string Read(CsvHead head, IReadOnlyList<SourceFile> files, string rejects)
    {
        var columns = string.Join(", ", head.Columns.Select(c => $"{DuckDbText.Literal(c)}: 'VARCHAR'"));
        return $"""
            SELECT *{FileColumns.Replace(table)} FROM read_csv({FileColumns.Paths(files)}, auto_detect = false,
                delim = {DuckDbText.Literal(head.Delimiter.ToString())}, quote = '"', escape = '{(head.BackslashEscapes ? '\\' : '"')}',
                header = {(head.HasHeader ? "true" : "false")}, encoding = '{head.Encoding}', columns = {'{'}{columns}{'}'},
                nullstr = ['', 'NULL', 'null', '\N'], allow_quoted_nulls = false, {rejects}, {FileColumns.Options(table)})
            """;
    }
}

/// <summary>Where the engine notes the rows that it could not read.</summary>
internal sealed class CsvRejects(string? pass)
{
    private const int Counted = 100_000;

    public static readonly CsvRejects Ignored = new(pass: null);

    public string Options(int group) =>
        pass is null
            ? "ignore_errors = true"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"store_rejects = true, rejects_table = '{Name(group)}', rejects_scan = '{Name(group)}_scan', rejects_limit = {Counted}"
            );

    public IReadOnlyList<string> Warnings(DuckDbConnection connection, CsvReader reader) =>
        [.. Enumerable.Range(0, reader.Groups).Select(group => Warning(connection, reader.Table.Name, Name(group))).OfType<string>()];

    private string Name(int group) => string.Create(CultureInfo.InvariantCulture, $"dataing_rejects_{pass}_{group}");

    private static string? Warning(DuckDbConnection connection, string table, string rejects)
    {
        using var cursor = connection.Select(
            $"""
            SELECT count(*), min(line), lower(CAST(arg_min(kind, line) AS VARCHAR))
            FROM (SELECT file_id, line, min(error_type) AS kind FROM {rejects} GROUP BY ALL)
            """
        );
        if (cursor.Next()?[0] is not [long count and > 0, var line, var kind])
            return null;
        var many = count >= Counted ? " or more" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{table}: {count}{many} broken row(s) were left out, the first in line {line} ({kind}); their data is not part of any answer."
        );
    }
}
