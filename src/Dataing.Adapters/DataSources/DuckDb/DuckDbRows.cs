using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>A query on a connection that it has for itself. The engine blocks, so its work is done on a pool thread.</summary>
internal sealed class DuckDbRows : IRowCursor
{
    private readonly DuckDbSessions _sessions;
    private readonly DuckDbConnection _connection;
    private readonly DuckDbCursor _cursor;
    private readonly IDisposable _interrupting;

    private DuckDbRows(DuckDbSessions sessions, DuckDbConnection connection, DuckDbCursor cursor, IDisposable interrupting)
    {
        _sessions = sessions;
        _connection = connection;
        _cursor = cursor;
        _interrupting = interrupting;
        Columns = [.. cursor.Columns.Select(c => new ResultColumn(c.Name, DuckDbCells.Logical(c.Type)))];
    }

    public IReadOnlyList<ResultColumn> Columns { get; }

    public static async Task<IRowCursor> OpenAsync(DuckDbSessions sessions, string sql, QueryStop stop) =>
        await Task.Run(() => Open(sessions, sql, stop));

    public Task<IReadOnlyList<object?[]>?> NextAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    return _cursor.Next();
                }
                catch (DuckDbFailure e)
                {
                    throw DuckDbErrors.Translate(e);
                }
            },
            cancellationToken
        );

    public Task<Scanned> ScannedAsync(CancellationToken cancellationToken) => Task.FromResult(new Scanned(_connection.RowsScanned(), null));

    public ValueTask DisposeAsync()
    {
        _interrupting.Dispose();
        _cursor.Dispose();
        _sessions.GiveBack(_connection);
        return ValueTask.CompletedTask;
    }

    private static DuckDbRows Open(DuckDbSessions sessions, string sql, QueryStop stop)
    {
        stop.Token.ThrowIfCancellationRequested();
        DuckDbConnection? connection = sessions.Take();
        IDisposable? interrupting = null;
        try
        {
            interrupting = stop.Interrupting(connection.Interrupt);
            var rows = new DuckDbRows(sessions, connection, connection.Select(sql), interrupting);
            (connection, interrupting) = (null, null);
            return rows;
        }
        catch (DuckDbFailure e)
        {
            throw DuckDbErrors.Translate(e);
        }
        finally
        {
            interrupting?.Dispose();
            if (connection is not null)
                sessions.GiveBack(connection);
        }
    }
}
