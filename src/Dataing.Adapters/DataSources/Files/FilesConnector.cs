using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Opens a file or a folder of CSV, JSON or Parquet files: a path, or <c>file:///path</c>.</summary>
public sealed class FilesConnector : IDataSourceConnector
{
    private const string Scheme = "file";

    /// <summary>Parquet of this size and more is read where it lies; smaller is copied, so that the engine can be closed to all files.</summary>
    private const long ParquetInPlaceFrom = 64L << 20;

    private readonly long _parquetInPlaceFrom;

    public FilesConnector()
        : this(ParquetInPlaceFrom) { }

    internal FilesConnector(long parquetInPlaceFrom) => _parquetInPlaceFrom = parquetInPlaceFrom;

    public string Kind => "files";

    public bool Recognises(string location) =>
        SourceLocation.HasScheme(location, Scheme)
        || SourceLocation.Scheme(location) is null && !FileSignature.IsDuckDb(location) && !FileSignature.IsSqlite(location);

    public async Task<IDataSource> OpenAsync(string location, SourceOptions options, CancellationToken cancellationToken) =>
        await Task.Run(
            () => Open(Path.GetFullPath(SourceLocation.WithoutScheme(location, Scheme)), options, cancellationToken),
            cancellationToken
        );

    private DuckDbSource Open(string path, SourceOptions options, CancellationToken cancellationToken)
    {
        var listing = FileListing.Of(path);
        var workspace = new Workspace();
        DuckDbDatabase? database = null;
        try
        {
            var settings = DuckDbLock.StartSettings(options, workspace);
            database = DuckDbDatabase.Open(
                FitsInMemory(listing, options) ? DuckDbDatabase.InMemory : workspace.NewFile("files.duckdb"),
                settings
            );
            var loader = new FilesLoader(database, workspace, _parquetInPlaceFrom);
            var warnings = listing.Warnings.ToList();
            var rootName = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
            var tables = loader.Load(listing, rootName, Math.Max(1, options.Threads), warnings, cancellationToken);
            var sessions = DuckDbLock.Close(
                database,
                [.. tables.Where(t => loader.IsInPlace(t.Table)).SelectMany(t => t.Table.Files).Select(f => f.Path)]
            );
            var schema = new FilesSchema(tables, loader.Closed, warnings);
            var source = new DuckDbSource(Describe(path, listing), database, sessions, workspace, schema.Annotate);
            (database, workspace) = (null, null);
            return source;
        }
        catch (DuckDbFailure e)
        {
            throw DuckDbErrors.Translate(e);
        }
        catch (DllNotFoundException e)
        {
            throw DuckDbErrors.MissingLibrary(e);
        }
        finally
        {
            database?.Dispose();
            workspace?.Dispose();
        }
    }

    /// <summary>Text grows when it is loaded, compressed text more so; what may not fit is kept in a temporary file.</summary>
    private static bool FitsInMemory(FileListing listing, SourceOptions options)
    {
        const int gzipRatio = 8;
        var copied = listing.Files.Where(f => f.Format != FileFormat.Parquet).Sum(f => f.IsGzip ? f.Length * gzipRatio : f.Length);
        return copied < options.MemoryLimit / 4;
    }

    private static string Describe(string path, FileListing listing) =>
        listing.Files.Count == 1 ? $"file {Path.GetFileName(path)}" : $"folder {Path.GetFileName(path)} ({listing.Files.Count} files)";
}
