using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Running;

/// <summary>A query under its caps: it hands out no more than they allow, and says so when there was more.</summary>
internal sealed class CappedRun(IRowCursor cursor, QueryCaps caps, QueryStop stop, long startedAt, IDisposable slot) : IQueryRun
{
    private const int BatchRows = 1_024;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private bool _disposed;

    public IReadOnlyList<ResultColumn> Columns => cursor.Columns;

    public QueryOutcome? Outcome { get; private set; }

    public async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> BatchesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var registration = cancellationToken.Register(stop.Abandon);
        var taken = new Taken(caps);
        while (await NextAsync(cancellationToken) is { } rows)
        {
            var kept = taken.Keep(rows);
            for (var from = 0; from < kept; from += BatchRows)
                yield return new ArraySegment<object?[]>([.. rows], from, Math.Min(BatchRows, kept - from));
            if (taken.IsFull)
                break;
        }
        // A query that was stopped half-way has no full account of what it read.
        var scanned = taken.IsFull ? default : await ScannedAsync(cancellationToken);
        Outcome = new QueryOutcome(taken.Rows, taken.Bytes, taken.Truncation, Stopwatch.GetElapsedTime(startedAt))
        {
            RowsScanned = scanned.Rows,
            BytesScanned = scanned.Bytes,
        };
    }

    /// <summary>Leaves a source that hangs to end by itself; its place stays taken until then.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        stop.Abandon();
        var closing = CloseAsync();
        if (await QueryStop.EndsSoonAsync(closing))
            await closing;
    }

    private Task<IReadOnlyList<object?[]>?> NextAsync(CancellationToken cancellationToken) =>
        OneAtATimeAsync(cursor.NextAsync, cancellationToken);

    private Task<Scanned> ScannedAsync(CancellationToken cancellationToken) => OneAtATimeAsync(cursor.ScannedAsync, cancellationToken);

    private async Task<T> OneAtATimeAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            var reading = InTurnAsync(read);
            if (await stop.EndsInTimeAsync(reading))
                return await reading;
            cancellationToken.ThrowIfCancellationRequested();
            throw stop.Unanswered();
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw stop.Reason(e);
        }
    }

    private async Task<T> InTurnAsync<T>(Func<CancellationToken, Task<T>> read)
    {
        await _reading.WaitAsync(CancellationToken.None);
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            return await read(stop.Token);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task CloseAsync()
    {
        await _reading.WaitAsync(CancellationToken.None);
        await cursor.DisposeAsync();
        stop.Dispose();
        slot.Dispose();
        _reading.Dispose();
    }
}
