using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Running;

/// <summary>Ends a query when its caller cancels or its time is over, and remembers which of them it was.</summary>
internal sealed class QueryStop : IDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _stop;

    public QueryStop(TimeSpan time, CancellationToken caller)
    {
        _time = time;
        _caller = caller;
        _deadline = new CancellationTokenSource(time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>The reader has lost interest.</summary>
    public Task AbandonAsync() => _stop.CancelAsync();

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
        if (_stop.IsCancellationRequested)
            return new OperationCanceledException("The query was abandoned.", inner, _stop.Token);
        return new SourceException(SourceErrorKind.Cancelled, "The source itself stopped the query.", inner);
    }

    public void Dispose()
    {
        _stop.Dispose();
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
