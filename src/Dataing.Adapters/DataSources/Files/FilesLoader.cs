using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Loads all tables of a listing into a database of their own, several at a time.</summary>
internal sealed class FilesLoader(DuckDbDatabase database, Workspace workspace, long inPlaceFrom)
{
    /// <summary>Files that are there and may not be read; known once the rest is loaded.</summary>
    public IReadOnlyList<SourceFile> Closed { get; private set; } = [];

    /// <summary>Reads the tables; those that cannot be read become warnings, unless none can.</summary>
    public IReadOnlyList<LoadedTable> Load(
        FileListing listing,
        string rootName,
        int threads,
        List<string> warnings,
        CancellationToken cancellationToken
    )
    {
        var heads = new Dictionary<SourceFile, CsvHead>();
        var tables = FileGrouping.Tables(Readable(listing, threads, warnings, cancellationToken), rootName, f => ColumnsOf(f, heads));
        foreach (var file in tables.Where(t => t.Format == FileFormat.Csv).SelectMany(t => t.Files))
            heads.TryAdd(file, CsvHead.Of(file));
        var loaded = new LoadedTable?[tables.Count];
        var failures = new SourceException?[tables.Count];
        Parallel.For(
            0,
            tables.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            i => (loaded[i], failures[i]) = LoadOne(tables[i], heads, cancellationToken)
        );
        if (Array.TrueForAll(loaded, l => l is null))
            throw failures[0] ?? new SourceException(SourceErrorKind.Configuration, "None of the files can be read.");
        warnings.AddRange(failures.OfType<SourceException>().Select(f => f.Message));
        warnings.AddRange(loaded.OfType<LoadedTable>().SelectMany(l => l.Warnings));
        return [.. loaded.OfType<LoadedTable>()];
    }

    /// <summary>Whether a table is read where it lies instead of being copied.</summary>
    public bool IsInPlace(FileTable table) => table.Format == FileFormat.Parquet && table.Length >= inPlaceFrom;

    /// <summary>The files that can be loaded; the others become warnings, unless none can.</summary>
    private List<SourceFile> Readable(FileListing listing, int threads, List<string> warnings, CancellationToken cancellationToken)
    {
        var faults = new SourceException?[listing.Files.Count];
        Parallel.For(
            0,
            faults.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            i => faults[i] = Fault(listing.Files[i], cancellationToken)
        );
        if (Array.TrueForAll(faults, fault => fault is not null))
            throw faults[0] ?? new SourceException(SourceErrorKind.Configuration, "None of the files can be read.");
        Closed = [.. listing.Files.Where((_, i) => faults[i] is { Kind: SourceErrorKind.Permission })];
        warnings.AddRange(faults.OfType<SourceException>().Select(fault => fault.Message));
        return [.. listing.Files.Where((_, i) => faults[i] is null)];
    }

    private static SourceException? Fault(SourceFile file, CancellationToken cancellationToken)
    {
        try
        {
            using (File.Open(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
                return (file.IsGzip ? GzipFile.Fault(file, cancellationToken) : null) ?? Emptiness(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SourceException(
                SourceErrorKind.Permission,
                $"{file.Relative} may not be read and was left out; check its permissions.",
                e
            );
        }
    }

    /// <summary>What a program writes that had no rows to write: a table without columns is none.</summary>
    private static SourceException? Emptiness(SourceFile file)
    {
        const int mostBytes = 256;
        if (file.Format == FileFormat.Parquet || file.Length > mostBytes)
            return null;
        var text = string.Concat(FileHead.Read(file).Text.Where(c => !char.IsWhiteSpace(c)));
        return text.Length == 0 || file.Format == FileFormat.Json && text is "[]" or "{}" or "null"
            ? new SourceException(SourceErrorKind.Configuration, $"{file.Relative} was left out: it holds no rows.")
            : null;
    }

    private IReadOnlyList<string> ColumnsOf(SourceFile file, Dictionary<SourceFile, CsvHead> heads)
    {
        switch (file.Format)
        {
            case FileFormat.Csv:
                return (heads[file] = CsvHead.Of(file)).Columns;
            case FileFormat.Json:
                return JsonLoader.Keys(file);
            default:
                using (var connection = database.Connect())
                    return ParquetLoader.Columns(connection, file);
        }
    }

    private (LoadedTable?, SourceException?) LoadOne(
        FileTable table,
        IReadOnlyDictionary<SourceFile, CsvHead> heads,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = database.Connect();
        using var interrupting = QueryStop.Interrupting(connection.Interrupt, cancellationToken);
        try
        {
            return (
                table.Format switch
                {
                    FileFormat.Csv => CsvLoader.Load(connection, table, heads, workspace),
                    FileFormat.Json => JsonLoader.Load(connection, table, workspace),
                    _ => ParquetLoader.Load(connection, table, IsInPlace(table)),
                },
                null
            );
        }
        catch (DuckDbFailure e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, FilesErrors.Unreadable(table, e));
        }
    }
}
