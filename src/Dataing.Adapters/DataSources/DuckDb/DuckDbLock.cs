using System.Globalization;
using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>The engine's settings: bounded memory and threads, nothing fetched or loaded, and in the end no way to the outside.</summary>
internal static class DuckDbLock
{
    private const long MegaByte = 1L << 20;

    public static Dictionary<string, string> StartSettings(SourceOptions options, Workspace workspace) =>
        new()
        {
            ["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(64, options.MemoryLimit / MegaByte)}MiB"),
            ["threads"] = Math.Max(1, options.Threads).ToString(CultureInfo.InvariantCulture),
            ["temp_directory"] = workspace.SpillDirectory,
            ["extension_directory"] = workspace.NothingDirectory,
            ["secret_directory"] = workspace.NothingDirectory,
            ["allow_persistent_secrets"] = "false",
            ["autoinstall_known_extensions"] = "false",
            ["autoload_known_extensions"] = "false",
            ["allow_community_extensions"] = "false",
        };

    /// <summary>
    /// Shuts the door for good: only the given files, if any, can still be read, and no setting can be changed again. What is left are the
    /// connections that queries may run on.
    /// </summary>
    public static DuckDbSessions Close(DuckDbDatabase database, IReadOnlyList<string> readableFiles)
    {
        using var connection = database.Connect();
        connection.Execute("SET GLOBAL TimeZone = 'UTC'");
        if (readableFiles.Count > 0)
            connection.Execute($"SET GLOBAL allowed_paths = {DuckDbText.List(readableFiles)}");
        connection.Execute("SET GLOBAL enable_external_access = false");
        var sessions = new DuckDbSessions(database);
        connection.Execute("SET GLOBAL lock_configuration = true");
        return sessions;
    }
}
