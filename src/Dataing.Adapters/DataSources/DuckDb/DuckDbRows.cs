using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>A query on a connection of its own. The engine blocks, so its work is done on a pool thread.</summary>
internal sealed class DuckDbRows : IRowCursor
{
    private readonly DuckDbConnection _connection;
    private readonly DuckDbCursor _cursor;
    private readonly IDisposable _interrupting;

    private DuckDbRows(DuckDbConnection connection, DuckDbCursor cursor, IDisposable interrupting)
    {
        _connection = connection;
        _cursor = cursor;
        _interrupting = interrupting;
        Columns = [.. cursor.Columns.Select(c => new ResultColumn(c.Name, DuckDbCells.Logical(c.Type)))];
    }

    public IReadOnlyList<ResultColumn> Columns { get; }

    public static async Task<IRowCursor> OpenAsync(DuckDbDatabase database, string sql, QueryStop stop) =>
        await Task.Run(() => Open(database, sql, stop));

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

    public ValueTask DisposeAsync()
    {
        _interrupting.Dispose();
        _cursor.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static DuckDbRows Open(DuckDbDatabase database, string sql, QueryStop stop)
    {
        stop.Token.ThrowIfCancellationRequested();
        DuckDbConnection? connection = null;
        IDisposable? interrupting = null;
        try
        {
            connection = database.Connect();
            interrupting = stop.Interrupting(connection.Interrupt);
            var rows = new DuckDbRows(connection, connection.Select(sql), interrupting);
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
            connection?.Dispose();
        }
    }
}
