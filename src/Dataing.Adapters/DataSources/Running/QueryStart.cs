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
        Task<IRowCursor>? opening = null;
        var started = false;
        try
        {
            opening = open(stop);
            if (!await stop.EndsInTimeAsync(opening))
                throw stop.Unanswered();
            var run = new CappedRun(await opening, caps, stop, startedAt, slot);
            started = true;
            return run;
        }
        catch (OperationCanceledException e)
        {
            throw stop.Reason(e);
        }
        finally
        {
            if (!started)
                _ = CloseAsync(opening, stop, slot);
        }
    }

    /// <summary>At once after a failure; when it ends after all, where nobody waits for it any more.</summary>
    private static async Task CloseAsync(Task<IRowCursor>? opening, QueryStop stop, IDisposable slot)
    {
        try
        {
            if (opening is not null)
                await (await opening).DisposeAsync();
        }
        catch (Exception e) when (e is SourceException or OperationCanceledException)
        {
            // Said already to who asked, or nobody asks any more.
        }
        finally
        {
            stop.Dispose();
            slot.Dispose();
        }
    }
}
