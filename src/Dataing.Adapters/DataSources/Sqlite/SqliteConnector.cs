using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>Opens a SQLite database file: <c>sqlite:///path/to/file</c>, or the path of a file that is one.</summary>
public sealed class SqliteConnector : IDataSourceConnector
{
    private const string Scheme = "sqlite";

    public string Kind => "sqlite";

    public bool Recognises(string location) => SourceLocation.HasScheme(location, Scheme) || FileSignature.IsSqlite(location);

    public async Task<IDataSource> OpenAsync(string location, SourceOptions options, CancellationToken cancellationToken)
    {
        var path = SourceLocation.FilePath(location, Scheme);
        if (!FileSignature.IsReadable(path))
            throw new SourceException(SourceErrorKind.Permission, $"{path} may not be read; check its permissions.");
        if (new FileInfo(path).Length > 0 && !FileSignature.IsSqlite(path))
            throw new SourceException(SourceErrorKind.Configuration, $"{path} is not a SQLite database file, or is encrypted.");
        var source = new SqliteSource(path);
        try
        {
            await source.TestAsync(cancellationToken);
            return source;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }
}
