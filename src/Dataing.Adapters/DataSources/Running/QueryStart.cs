using System.Diagnostics;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Running;

/// <summary>Starts a query: waits for a place, runs the clock from then on, and cleans up when the start fails.</summary>
internal static class QueryStart
{
    public static async Task<IQueryRun> RunAsync(
        QuerySlots slots,
        QueryCaps caps,
        Func<QueryStop, Task<IRowCursor>> open,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var slot = await slots.TakeAsync(cancellationToken);
        var startedAt = Stopwatch.GetTimestamp();
        var stop = new QueryStop(caps.Time, cancellationToken);
        var started = false;
        try
        {
            var cursor = await open(stop);
            started = true;
            return new CappedRun(cursor, caps, stop, startedAt, slot);
        }
        catch (OperationCanceledException e)
        {
            throw stop.Reason(e);
        }
        finally
        {
            if (!started)
            {
                stop.Dispose();
                slot.Dispose();
            }
        }
    }
}
