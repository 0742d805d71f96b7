using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Loads a table of delimited text in one pass, each column as the narrowest type that loses nothing.</summary>
internal static class CsvLoader
{
    private const int SampleRows = 2_048;

    public static LoadedTable Load(
        DuckDbConnection connection,
        FileTable table,
        IReadOnlyDictionary<SourceFile, CsvHead> heads,
        Workspace workspace
    )
    {
        if (table.Files.Any(f => heads[f].Encoding.EngineName() is null))
            return LoadRewritten(connection, table, heads, workspace);
        try
        {
            if (LoadWhole(connection, new CsvReader(table, heads), out var warnings))
                return new LoadedTable(table, warnings);
            connection.Execute($"DROP TABLE {DuckDbText.Name(table.Name)}");
        }
        catch (DuckDbFailure e) when (e.Kind is "Invalid Input" or "Conversion")
        {
            // The engine gives up on some files, for instance on mixed line ends; the rewriting below tells what is wrong with them.
        }
        return LoadRewritten(connection, table, heads, workspace);
    }

    /// <summary>The rewriting counts what is broken by rules of its own, and loses less.</summary>
    private static LoadedTable LoadRewritten(
        DuckDbConnection connection,
        FileTable table,
        IReadOnlyDictionary<SourceFile, CsvHead> heads,
        Workspace workspace
    )
    {
        var (files, plain, warnings) = (new List<SourceFile>(), new Dictionary<SourceFile, CsvHead>(), new List<string>());
        foreach (var file in table.Files)
        {
            var target = workspace.NewFile(Path.Combine("rewritten", file.Relative));
            var cleaner = new CsvCleaner(heads[file]);
            warnings.AddRange(cleaner.Clean(file, target).Warnings(file));
            files.Add(file with { Path = target });
            plain[files[^1]] = cleaner.Plain;
        }
        LoadWhole(connection, new CsvReader(table with { Files = files }, plain), out var doubts);
        files.ForEach(f => File.Delete(f.Path));
        return new LoadedTable(table, [.. warnings, .. doubts]);
    }

    /// <summary>Makes the table; false when rows had to be left out.</summary>
    private static bool LoadWhole(DuckDbConnection connection, CsvReader reader, out IReadOnlyList<string> warnings)
    {
        var doubts = new List<CsvDoubt>();
        var sample = Sample(connection, reader);
        var proposed = CsvTypes.Propose(sample, reader.Columns.Count);
        var isOpen = IsOpen(isWhole: sample.Count < SampleRows);
        var types = proposed.Any(isOpen) ? Decide(connection, reader, proposed, isOpen, doubts) : proposed;
        var rejects = CsvRejects.Noted();
        try
        {
            Create(connection, reader, types, rejects);
        }
        catch (DuckDbFailure e) when (CsvTypes.IsMisfit(e))
        {
            rejects = CsvRejects.Noted();
            Create(connection, reader, Decide(connection, reader, types, isOpen: _ => true, doubts), rejects);
        }
        warnings = [.. doubts.Select(doubt => doubt.Warning(reader.Table))];
        return !rejects.Any(connection, reader);
    }

    private static List<object?[]> Sample(DuckDbConnection connection, CsvReader reader)
    {
        var columns = string.Join(", ", reader.Columns.Select(DuckDbText.Name));
        using var cursor = connection.Select($"SELECT {columns} FROM ({reader.All(CsvRejects.Ignored)}) LIMIT {SampleRows}");
        var sample = new List<object?[]>();
        while (cursor.Next() is { } rows)
            sample.AddRange(rows);
        return sample;
    }

    /// <summary>The sample had no value though there are more rows, or dates that it cannot tell the order of.</summary>
    private static Func<IReadOnlyList<CsvColumnType>?, bool> IsOpen(bool isWhole) =>
        proposed => proposed is null && !isWhole || proposed is [{ Rival: not null }, ..];

    /// <summary>Asks all rows which of the proposed types they fit.</summary>
    private static IReadOnlyList<IReadOnlyList<CsvColumnType>?> Decide(
        DuckDbConnection connection,
        CsvReader reader,
        IReadOnlyList<IReadOnlyList<CsvColumnType>?> proposed,
        Func<IReadOnlyList<CsvColumnType>?, bool> isOpen,
        List<CsvDoubt> doubts
    )
    {
        var candidates = proposed.Select(p => isOpen(p) ? p ?? CsvColumnType.All : []).ToList();
        var fitting = CsvTypes.Fitting(connection, $"({reader.All(CsvRejects.Ignored)})", reader.Columns, candidates, doubts);
        return [.. proposed.Select((p, i) => isOpen(p) ? fitting[i] : p)];
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
                header = {(head.HasHeader ? "true" : "false")}, skip = {head.SkippedLines}, encoding = '{head.Encoding.EngineName()}', columns = {'{'}{columns}{'}'},
                nullstr = ['', 'NULL', 'null', '\N'], allow_quoted_nulls = false, compression = '{(
                head.IsPlain ? "none" : "auto"
            )}', {rejects}, {FileColumns.Options(table)})
            """;
    }
}

/// <summary>Where the engine notes the rows that it could not read.</summary>
internal sealed class CsvRejects
{
    private const int Noticed = 100;
    private static int _count;

    private readonly int? _number;

    private CsvRejects(int? number) => _number = number;

    public static CsvRejects Ignored { get; } = new(number: null);

    public static CsvRejects Noted() => new(Interlocked.Increment(ref _count));

    public string Options(int group) =>
        _number is null
            ? "ignore_errors = true"
            : $"store_rejects = true, rejects_table = '{Name(group)}', rejects_scan = '{Name(group)}_scan', rejects_limit = {Noticed}";

    public bool Any(DuckDbConnection connection, CsvReader reader) =>
        Enumerable.Range(0, reader.Groups).Any(group => HasRows(connection, Name(group)));

    private string Name(int group) => $"dataing_rejects_{_number}_{group}";

    private static bool HasRows(DuckDbConnection connection, string table)
    {
        using var cursor = connection.Select($"SELECT count(*) FROM {table}");
        return cursor.Next()?[0][0] is long and > 0;
    }
}
