using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;
using SQLitePCL;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>A query on a connection of its own; the engine looks at the stop every ten thousand operations.</summary>
internal sealed class SqliteRows : IRowCursor
{
    private const int BatchRows = 1_024;

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private bool _ended;

    private SqliteRows(SqliteConnection connection, sqlite3_stmt statement)
    {
        _connection = connection;
        _statement = statement;
        Columns = [.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(i => Column(statement, i))];
    }

    public IReadOnlyList<ResultColumn> Columns { get; }

    public static async Task<IRowCursor> OpenAsync(string path, string sql, QueryStop stop) => await Task.Run(() => Open(path, sql, stop));

    public Task<IReadOnlyList<object?[]>?> NextAsync(CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<object?[]>?>(Next, cancellationToken);

    public Task<Scanned> ScannedAsync(CancellationToken cancellationToken) => Task.FromResult(_connection.Scanned());

    public ValueTask DisposeAsync()
    {
        _statement.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteRows Open(string path, string sql, QueryStop stop)
    {
        var connection = SqliteConnection.OpenGuarded(path, stop.Token);
        try
        {
            return new SqliteRows(connection, connection.Prepare(sql));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static ResultColumn Column(sqlite3_stmt statement, int index)
    {
        var type = SqliteCells.Declared(raw.sqlite3_column_decltype(statement, index).utf8_to_string());
        // There is no date type: what a date column holds is text or a number, and is handed out as that.
        var stored = type is LogicalType.Date or LogicalType.Time or LogicalType.Timestamp or LogicalType.Boolean
            ? LogicalType.Unknown
            : type;
        return new ResultColumn(raw.sqlite3_column_name(statement, index).utf8_to_string(), stored);
    }

    private List<object?[]>? Next()
    {
        if (_ended)
            return null;
        var rows = new List<object?[]>();
        while (rows.Count < BatchRows && !_ended)
        {
            if (_connection.Step(_statement))
                rows.Add(Row());
            else
                _ended = true;
        }
        return rows.Count == 0 ? null : rows;
    }

    private object?[] Row()
    {
        var row = new object?[Columns.Count];
        for (var i = 0; i < row.Length; i++)
            row[i] = SqliteCells.Read(_statement, i);
        return row;
    }
}
