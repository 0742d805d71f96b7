using SQLitePCL;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>Opens a file so that it is neither written nor given companions.</summary>
internal static class SqliteFile
{
    private const int WriteVersionOffset = 18;
    private const byte WriteAheadLog = 2;

    public static sqlite3 Open(string path)
    {
        const int flags = raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI | raw.SQLITE_OPEN_NOMUTEX;
        var uri = new UriBuilder("file", "") { Path = Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) }.Path;
        var code = raw.sqlite3_open_v2($"file:{uri}?mode=ro{(IsAtRest(path) ? "&immutable=1" : "")}", out var handle, flags, null);
        if (code == raw.SQLITE_OK)
            return handle;
        using (handle)
            throw SqliteErrors.Translate(code, handle);
    }

    /// <summary>
    /// A file in write-ahead mode whose log is gone is open nowhere. Reading it in the usual way would create the log and its index beside it,
    /// or fail where that is not permitted.
    /// </summary>
    private static bool IsAtRest(string path)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = WriteVersionOffset;
        return file.ReadByte() == WriteAheadLog && !File.Exists(path + "-wal");
    }
}
