using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>Opens a DuckDB database file: <c>duckdb:///path/to/file</c>, or a path that ends in .duckdb, .ddb or .db and is one.</summary>
public sealed class DuckDbConnector : IDataSourceConnector
{
    private const string Scheme = "duckdb";

    public string Kind => "duckdb";

    public bool Recognises(string location) => SourceLocation.HasScheme(location, Scheme) || FileSignature.IsDuckDb(location);

    public async Task<IDataSource> OpenAsync(string location, SourceOptions options, CancellationToken cancellationToken) =>
        await Task.Run(() => Open(SourceLocation.FilePath(location, Scheme), options), cancellationToken);

    private static DuckDbSource Open(string path, SourceOptions options)
    {
        if (!FileSignature.IsDuckDb(path))
            throw new SourceException(SourceErrorKind.Configuration, $"{path} is not a DuckDB database file.");
        var workspace = new Workspace();
        DuckDbDatabase? database = null;
        try
        {
            var settings = DuckDbLock.StartSettings(options, workspace);
            settings["access_mode"] = "READ_ONLY";
            database = DuckDbDatabase.Open(path, settings);
            var sessions = DuckDbLock.Close(database, readableFiles: []);
            var source = new DuckDbSource($"DuckDB file {Path.GetFileName(path)}", database, sessions, workspace, schema => schema);
            (database, workspace) = (null, null);
            return source;
        }
        catch (DuckDbFailure e)
        {
            throw OpenFailure(path, e);
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

    /// <summary>"Lock" alone would do for "block" as well, which the engine says of a damaged file.</summary>
    private static bool IsHeld(DuckDbFailure failure) =>
        failure.Message.Contains("set lock on file", StringComparison.OrdinalIgnoreCase)
        || failure.Message.Contains("being used by another process", StringComparison.OrdinalIgnoreCase);

    private static SourceException OpenFailure(string path, DuckDbFailure failure)
    {
        if (IsHeld(failure))
            return new SourceException(
                SourceErrorKind.Unavailable,
                $"Another process has {path} open for writing; close it, or copy the file and use the copy.",
                failure
            );
        if (
            failure.Message.Contains("newer", StringComparison.OrdinalIgnoreCase)
            || failure.Message.Contains("version", StringComparison.OrdinalIgnoreCase)
        )
            return new SourceException(
                SourceErrorKind.Unsupported,
                $"{path} was written by a version of DuckDB that {DuckDbDatabase.Version} does not read; export it with the version that wrote it.",
                failure
            );
        return new SourceException(
            SourceErrorKind.Unavailable,
            $"{path} could not be opened: it is damaged, or may not be read; check its permissions, or take a whole copy of it.",
            failure
        );
    }
}
