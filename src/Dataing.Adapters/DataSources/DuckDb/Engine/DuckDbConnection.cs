namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>A connection; one query at a time. <see cref="Interrupt"/> alone may be called from another thread.</summary>
internal sealed class DuckDbConnection(ConnectionHandle handle) : IDisposable
{
    private const int SelectStatement = 1;
    private const string RowsMetric = "CUMULATIVE_ROWS_SCANNED";

    /// <summary>Runs statements of our own, never of an investigator.</summary>
    public void Execute(string sql)
    {
        using var statements = new DuckDbStatements(handle, sql);
        for (var i = 0UL; i < statements.Count; i++)
        {
            using var prepared = statements.Prepare(i);
            var result = DuckDbExecution.Run(prepared, isStreaming: false);
            DuckDbApi.DestroyResult(ref result);
        }
    }

    /// <summary>Starts exactly one statement that the engine itself calls a SELECT; refuses everything else before it runs.</summary>
    public DuckDbCursor Select(string sql)
    {
        var prepared = PrepareOne(sql);
        try
        {
            var type = DuckDbApi.StatementType(prepared);
            if (type != SelectStatement)
                throw new DuckDbFailure($"Permission Error: only a query may run here, and this is a statement of type {type}.");
            return new DuckDbCursor(prepared, DuckDbExecution.Run(prepared, isStreaming: true));
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

    private PreparedHandle PrepareOne(string sql)
    {
        using var statements = new DuckDbStatements(handle, sql);
        return statements.Count == 1
            ? statements.Prepare(0)
            : throw new DuckDbFailure($"Permission Error: exactly one statement may run at a time, and this text has {statements.Count}.");
    }
}
