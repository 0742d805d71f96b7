namespace Dataing.Core.DataSources;

/// <summary>Opens one kind of data source from a URL or a path.</summary>
public interface IDataSourceConnector
{
    /// <summary>The stable name of the kind: "duckdb", "files", "sqlite", "postgres".</summary>
    string Kind { get; }

    /// <summary>Whether this connector is the one for the given URL or path.</summary>
    bool Recognises(string location);

    /// <summary>Opens it; throws <see cref="SourceException"/> with a sentence that says what to mend.</summary>
    Task<IDataSource> OpenAsync(string location, SourceOptions options, CancellationToken cancellationToken);
}

/// <summary>How a source may use this machine.</summary>
public sealed record SourceOptions
{
    /// <summary>Memory of an embedded engine in bytes; default 2 GiB.</summary>
    public long MemoryLimit { get; init; } = 2L << 30;

    /// <summary>Threads of an embedded engine; default all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How long to wait for a connection; default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
