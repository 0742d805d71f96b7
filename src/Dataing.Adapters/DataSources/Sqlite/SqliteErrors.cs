using Dataing.Core.DataSources;
using SQLitePCL;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>Says the engine's failures in the project's words.</summary>
internal static class SqliteErrors
{
    public static Exception Translate(int code, sqlite3 handle)
    {
        var message = handle.IsInvalid ? "" : raw.sqlite3_errmsg(handle).utf8_to_string();
        var primary = code & 0xFF;
        if (primary == raw.SQLITE_INTERRUPT)
            return new OperationCanceledException("SQLite stopped the query.");
        var (kind, text) = primary switch
        {
            raw.SQLITE_ERROR when message.StartsWith("no such table", StringComparison.Ordinal) => (SourceErrorKind.NotFound, message),
            raw.SQLITE_ERROR when message.Contains("not authorized", StringComparison.Ordinal) => (SourceErrorKind.PolicyViolation, Denied),
            raw.SQLITE_ERROR => (SourceErrorKind.Syntax, message),
            raw.SQLITE_AUTH => (SourceErrorKind.PolicyViolation, Denied),
            raw.SQLITE_READONLY => (SourceErrorKind.PolicyViolation, "The file is opened for reading only."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (SourceErrorKind.Throttled, "Another process is writing to the file; try again."),
            raw.SQLITE_CANTOPEN => (SourceErrorKind.Unavailable, "The file could not be opened; check that it is there and may be read."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (SourceErrorKind.Unavailable, Damaged),
            raw.SQLITE_IOERR => (SourceErrorKind.Unavailable, "The file could not be read; it may have gone."),
            raw.SQLITE_NOMEM or raw.SQLITE_FULL => (
                SourceErrorKind.ResourceLimit,
                "The query needs more memory or disk than there is; aggregate or filter more."
            ),
            raw.SQLITE_TOOBIG => (SourceErrorKind.ResourceLimit, "A text or the query itself is longer than allowed."),
            raw.SQLITE_MISMATCH => (SourceErrorKind.DataError, "A value is not of the type that the query asks for."),
            _ => (SourceErrorKind.Internal, "SQLite failed while it ran the query; write it differently."),
        };
        return new SourceException(kind, text) { NativeCode = code.ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }

    private const string Damaged =
        "The file is damaged, or is no SQLite database; take a whole copy of it, or save what is left with \".recover\" of the sqlite3 program.";

    private const string Denied = "The query asks for more than reading tables and calling harmless functions.";
}
