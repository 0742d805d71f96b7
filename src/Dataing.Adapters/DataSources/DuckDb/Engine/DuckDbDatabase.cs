namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>An open database in this process.</summary>
internal sealed class DuckDbDatabase(DatabaseHandle handle) : IDisposable
{
    public const string InMemory = ":memory:";

    /// <summary>Opens or creates a database with settings that the engine takes at start.</summary>
    public static DuckDbDatabase Open(string path, IReadOnlyDictionary<string, string> settings)
    {
        if (DuckDbApi.CreateConfig(out var config) != DuckDbApi.Success)
            throw new DuckDbFailure("Out of Memory Error: no configuration could be made.");
        try
        {
            foreach (var (name, value) in settings)
                if (DuckDbApi.SetConfig(config, name, value) != DuckDbApi.Success)
                    throw new DuckDbFailure($"Invalid Configuration Error: the engine does not take {name}.");
            return OpenWith(path, config);
        }
        finally
        {
            DuckDbApi.DestroyConfig(ref config);
        }
    }

    public static unsafe string Version => DuckDbApi.Text(DuckDbApi.LibraryVersion()) ?? "unknown";

    public DuckDbConnection Connect() =>
        DuckDbApi.Connect(handle, out var connection) == DuckDbApi.Success
            ? new DuckDbConnection(new ConnectionHandle(connection))
            : throw new DuckDbFailure("Connection Error: the database gives no further connection.");

    public void Dispose() => handle.Dispose();

    private static unsafe DuckDbDatabase OpenWith(string path, nint config)
    {
        var state = DuckDbApi.Open(path, out var database, config, out var error);
        var message = DuckDbApi.TakeText(error);
        if (state != DuckDbApi.Success)
            throw new DuckDbFailure(message ?? "IO Error: the database could not be opened.");
        return new DuckDbDatabase(new DatabaseHandle(database));
    }
}
