namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>Runs a prepared statement as far as its first rows, or to its end when it does not stream.</summary>
internal static class DuckDbExecution
{
    private const int NotReady = 1;
    private const int Failed = 2;
    private const int NoTasks = 3;

    public static unsafe DuckDbResult Run(PreparedHandle prepared, bool isStreaming)
    {
        nint pending;
        var state = isStreaming ? DuckDbApi.PendingStreaming(prepared, out pending) : DuckDbApi.Pending(prepared, out pending);
        try
        {
            if (state != DuckDbApi.Success || Work(pending) == Failed)
                throw new DuckDbFailure(DuckDbApi.Text(DuckDbApi.PendingError(pending)) ?? "Unknown Error: the statement failed.");
            if (DuckDbApi.ExecutePending(pending, out var result) == DuckDbApi.Success)
                return result;
            var message = DuckDbApi.Text(DuckDbApi.ResultError(ref result));
            DuckDbApi.DestroyResult(ref result);
            throw new DuckDbFailure(message ?? "Unknown Error: the statement failed.");
        }
        finally
        {
            DuckDbApi.DestroyPending(ref pending);
        }
    }

    /// <summary>
    /// Lends this thread to the engine. While the last pieces of the work are with the engine's own threads there is nothing to lend it for;
    /// the engine would ask again without a pause, and so take a core from them and from other queries.
    /// </summary>
    private static int Work(nint pending)
    {
        var pause = new SpinWait();
        int state;
        while ((state = DuckDbApi.ExecuteTask(pending)) is NotReady or NoTasks)
        {
            if (state == NoTasks)
                pause.SpinOnce();
            else
                pause.Reset();
        }
        return state;
    }
}
