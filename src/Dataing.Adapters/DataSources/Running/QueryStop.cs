using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Running;

/// <summary>Ends a query when its caller cancels or its time is over, and remembers which of them it was.</summary>
internal sealed class QueryStop : IDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a source may take to answer a stop; one that hangs does not answer it at all.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _asked;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _passedOn;

    public QueryStop(TimeSpan time, CancellationToken caller)
    {
        _time = time;
        _caller = caller;
        _deadline = new CancellationTokenSource(time);
        _asked = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
        // What a driver does when it is told to stop may block; the one who asked does not wait for it.
        _passedOn = _asked.Token.Register(() => _ = _stop.CancelAsync());
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>The reader has lost interest.</summary>
    public void Abandon() => _asked.Cancel();

    /// <summary>
    /// Until the returned scope is closed, a stop calls <paramref name="interrupt"/> again and again: an engine forgets an interrupt that
    /// comes a moment before its query begins.
    /// </summary>
    public IDisposable Interrupting(Action interrupt) => Interrupting(interrupt, Token);

    /// <summary>The same for work that is no investigator's query.</summary>
    public static IDisposable Interrupting(Action interrupt, CancellationToken cancellationToken) =>
        new Scope(interrupt, cancellationToken);

    /// <summary>What to throw when the engine says that the query was stopped.</summary>
    public Exception Reason(Exception inner)
    {
        if (_caller.IsCancellationRequested)
            return new OperationCanceledException("The query was cancelled.", inner, _caller);
        if (_deadline.IsCancellationRequested)
            return new SourceException(
                SourceErrorKind.Timeout,
                $"The query took longer than {_time.TotalSeconds:0.#} s and was stopped; narrow the time range or the columns, or raise the limit.",
                inner
            );
        if (_asked.IsCancellationRequested)
            return new OperationCanceledException("The query was abandoned.", inner, _asked.Token);
        return new SourceException(SourceErrorKind.Cancelled, "The source itself stopped the query.", inner);
    }

    /// <summary>
    /// Waits for work, after a stop only for a moment more. False: the work goes on and nobody waits for it, so what it uses is
    /// closed when it ends.
    /// </summary>
    public async Task<bool> EndsInTimeAsync(Task work)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (_asked.Token.Register(stopped.SetResult))
            await Task.WhenAny(work, stopped.Task);
        return await EndsSoonAsync(work);
    }

    /// <summary>The same where the stop was asked for already.</summary>
    public static async Task<bool> EndsSoonAsync(Task work) => work.IsCompleted || await Task.WhenAny(work, Task.Delay(Grace)) == work;

    /// <summary>What to throw when the source does not even answer the stop.</summary>
    public Exception Unanswered() =>
        _caller.IsCancellationRequested
            ? Reason(new TimeoutException("The source does not answer."))
            : new SourceException(
                SourceErrorKind.Unavailable,
                "The source has stopped answering in the middle of a query, even to being told to stop; check that it runs, and try again."
            );

    public void Dispose()
    {
        _passedOn.Dispose();
        _stop.Dispose();
        _asked.Dispose();
        _deadline.Dispose();
    }

    private sealed class Scope : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly Action _interrupt;
        private readonly CancellationTokenRegistration _registration;
        private Timer? _timer;
        private bool _closed;

        public Scope(Action interrupt, CancellationToken token)
        {
            _interrupt = interrupt;
            _registration = token.Register(Begin);
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _closed = true;
                _timer?.Dispose();
            }
            _registration.Dispose();
        }

        private void Begin()
        {
            lock (_gate)
            {
                if (!_closed)
                    _timer = new Timer(_ => Beat(), null, TimeSpan.Zero, Pulse);
            }
        }

        private void Beat()
        {
            lock (_gate)
            {
                if (!_closed)
                    _interrupt();
            }
        }
    }
}
