using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;
using SQLitePCL;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>A read-only connection with every door of the engine closed that SQL could open.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private const int OperationsBetweenLooks = 10_000;
    private const int BusyMilliseconds = 2_000;

    private readonly sqlite3 _handle;
    private long? _pageSize;

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle) => _handle = handle;

    /// <summary>For statements of our own: may ask about the schema, still may not write.</summary>
    public static SqliteConnection OpenTrusted(string path, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(SqliteFile.Open(path));
        try
        {
            connection.Restrict(cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>For an investigator's query: reading tables and calling harmless functions is all that is left.</summary>
    public static SqliteConnection OpenGuarded(string path, CancellationToken cancellationToken)
    {
        var connection = OpenTrusted(path, cancellationToken);
        try
        {
            connection._pageSize = connection.Rows("PRAGMA page_size")[0][0] as long?;
            SqliteRegex.Register(connection._handle);
            SqliteAuthorizer.Install(connection._handle, connection.Rows(SqliteAuthorizer.HarmlessFunctions));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Prepares exactly one statement that only reads.</summary>
    public sqlite3_stmt Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v2(_handle, sql, out var statement, out var tail);
        if (code != raw.SQLITE_OK)
            throw SqliteErrors.Translate(code, _handle);
        var refusal = Refusal(statement, tail);
        if (refusal is null)
            return statement;
        statement?.Dispose();
        throw new SourceException(SourceErrorKind.PolicyViolation, refusal);
    }

    /// <summary>The next row; false at the end.</summary>
    public bool Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw SqliteErrors.Translate(code, _handle),
        };
    }

    /// <summary>
    /// The pages that came from the file since the connection was opened. Rows are not known: the engine counts the steps of full scans only.
    /// </summary>
    public Scanned Scanned()
    {
        var isKnown = raw.sqlite3_db_status(_handle, raw.SQLITE_DBSTATUS_CACHE_MISS, out var pages, out _, 0) == raw.SQLITE_OK;
        return new Scanned(null, isKnown ? pages * _pageSize : null);
    }

    /// <summary>All rows of a statement of our own.</summary>
    public List<object?[]> Rows(string sql)
    {
        using var statement = Prepare(sql);
        var rows = new List<object?[]>();
        while (Step(statement))
            rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(i => SqliteCells.Read(statement, i))]);
        return rows;
    }

    public void Dispose() => _handle.Dispose();

    private void Restrict(CancellationToken cancellationToken)
    {
        raw.sqlite3_busy_timeout(_handle, BusyMilliseconds);
        raw.sqlite3_progress_handler(_handle, OperationsBetweenLooks, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        // A misspelt "column" must be an error, not a text.
        raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_DQS_DML, 0, out _);
        raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_DQS_DDL, 0, out _);
        raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
        raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, out _);
        raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, out _);
        foreach (var (limit, value) in Limits)
            raw.sqlite3_limit(_handle, limit, value);
        foreach (var pragma in (string[])["query_only = ON", "cell_size_check = ON", "mmap_size = 0"])
            Execute($"PRAGMA {pragma}");
    }

    private static readonly (int Limit, int Value)[] Limits =
    [
        (raw.SQLITE_LIMIT_LENGTH, 50_000_000),
        (raw.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
        (raw.SQLITE_LIMIT_EXPR_DEPTH, 200),
        (raw.SQLITE_LIMIT_COMPOUND_SELECT, 200),
        (raw.SQLITE_LIMIT_ATTACHED, 0),
        (raw.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
    ];

    private void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK)
            throw SqliteErrors.Translate(code, _handle);
    }

    private string? Refusal(sqlite3_stmt? statement, string? tail)
    {
        if (statement is null || statement.IsInvalid)
            return "There is no statement.";
        if (HoldsStatement(tail))
            return "Exactly one statement may run at a time.";
        return raw.sqlite3_stmt_readonly(statement) == 0 ? "Only a query may run here." : null;
    }

    /// <summary>Whether anything but blanks and comments follows; the engine's own reader says so, and what it cannot read counts as a statement.</summary>
    private bool HoldsStatement(string? tail)
    {
        while (!string.IsNullOrWhiteSpace(tail))
        {
            var before = tail.Length;
            var code = raw.sqlite3_prepare_v2(_handle, tail, out var next, out tail);
            using (next)
                if (code != raw.SQLITE_OK || next is { IsInvalid: false } || tail?.Length >= before)
                    return true;
        }
        return false;
    }
}
