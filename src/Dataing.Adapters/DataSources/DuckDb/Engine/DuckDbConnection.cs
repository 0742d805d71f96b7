namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>A connection; one query at a time. <see cref="Interrupt"/> alone may be called from another thread.</summary>
internal sealed class DuckDbConnection(ConnectionHandle handle) : IDisposable
{
    private const int SelectStatement = 1;
    private const string RowsMetric = "CUMULATIVE_ROWS_SCANNED";

    /// <summary>Runs statements of our own, never of an investigator.</summary>
    public unsafe void Execute(string sql)
    {
        var state = DuckDbApi.Query(handle, sql, out var result);
        var message = state == DuckDbApi.Success ? null : DuckDbApi.Text(DuckDbApi.ResultError(ref result));
        DuckDbApi.DestroyResult(ref result);
        if (state != DuckDbApi.Success)
            throw new DuckDbFailure(message ?? "Unknown Error: the statement failed.");
    }

    /// <summary>Starts exactly one statement that the engine itself calls a SELECT; refuses everything else before it runs.</summary>
    public DuckDbCursor Select(string sql)
    {
        var prepared = Prepare(sql);
        try
        {
            var type = DuckDbApi.StatementType(prepared);
            if (type != SelectStatement)
                throw new DuckDbFailure($"Permission Error: only a query may run here, and this is a statement of type {type}.");
            return Start(prepared);
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    /// <summary>From now on the engine counts, for each query, the rows that it reads from tables and files; it costs nothing worth naming.</summary>
    public void CountRowsScanned()
    {
        Execute("SET enable_profiling = 'no_output'");
        Execute($$"""SET custom_profiling_settings = '{"{{RowsMetric}}": "true"}'""");
    }

    /// <summary>The rows that the last query read, once it has come to its end; null when they were not counted.</summary>
    public long? RowsScanned()
    {
        var profiling = DuckDbApi.ProfilingOf(handle);
        var value = profiling == 0 ? 0 : DuckDbApi.ProfilingValue(profiling, RowsMetric);
        if (value == 0)
            return null;
        var rows = DuckDbApi.Number(value);
        DuckDbApi.DestroyValue(ref value);
        return rows <= long.MaxValue ? (long)rows : null;
    }

    /// <summary>Asks the running query to stop; it does within milliseconds. Does nothing when none runs.</summary>
    public void Interrupt() => DuckDbApi.Interrupt(handle);

    public void Dispose() => handle.Dispose();

    private unsafe PreparedHandle Prepare(string sql)
    {
        var count = DuckDbApi.ExtractStatements(handle, sql, out var statements);
        try
        {
            if (count == 0)
                throw new DuckDbFailure(
                    DuckDbApi.Text(DuckDbApi.ExtractStatementsError(statements)) ?? "Parser Error: there is no statement."
                );
            if (count > 1)
                throw new DuckDbFailure($"Permission Error: exactly one statement may run at a time, and this text has {count}.");
            var state = DuckDbApi.PrepareExtracted(handle, statements, 0, out var prepared);
            if (state == DuckDbApi.Success)
                return new PreparedHandle(prepared);
            var message = DuckDbApi.Text(DuckDbApi.PrepareError(prepared));
            DuckDbApi.DestroyPrepare(ref prepared);
            throw new DuckDbFailure(message ?? "Unknown Error: the statement could not be prepared.");
        }
        finally
        {
            DuckDbApi.DestroyExtracted(ref statements);
        }
    }

    private static unsafe DuckDbCursor Start(PreparedHandle prepared)
    {
        var state = DuckDbApi.PendingStreaming(prepared, out var pending);
        try
        {
            if (state != DuckDbApi.Success)
                throw new DuckDbFailure(
                    DuckDbApi.Text(DuckDbApi.PendingError(pending)) ?? "Unknown Error: the query could not be started."
                );
            if (DuckDbApi.ExecutePending(pending, out var result) == DuckDbApi.Success)
                return new DuckDbCursor(prepared, result);
            var message = DuckDbApi.Text(DuckDbApi.ResultError(ref result));
            DuckDbApi.DestroyResult(ref result);
            throw new DuckDbFailure(message ?? "Unknown Error: the query failed.");
        }
        finally
        {
            DuckDbApi.DestroyPending(ref pending);
        }
    }
}
