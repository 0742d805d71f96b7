namespace Dataing.Core.Investigations;

/// <summary>The single writer of an investigation: decides, appends and folds under one lock, so that parallel branches cannot overspend.</summary>
public sealed class InvestigationLog : IDisposable
{
    private readonly IEventStore _store;
    private readonly IInvestigationFeed? _feed;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile InvestigationState _state;

    private InvestigationLog(string id, IEventStore store, IInvestigationFeed? feed, TimeProvider clock, InvestigationState state)
    {
        Id = id;
        _store = store;
        _feed = feed;
        _clock = clock;
        _state = state;
    }

    public string Id { get; }

    /// <summary>The fold of all that is recorded so far.</summary>
    public InvestigationState State => _state;

    /// <summary>Reads what is recorded of the investigation, which may be nothing.</summary>
    public static async Task<InvestigationLog> OpenAsync(
        string id,
        IEventStore store,
        IInvestigationFeed? feed,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var recorded = await store.ReadAsync(id, cancellationToken);
        var state = recorded.Aggregate(InvestigationState.Empty, InvestigationState.Evolve);
        foreach (var e in recorded)
            feed?.Publish(id, e);
        return new InvestigationLog(id, store, feed, clock, state);
    }

    /// <summary>Asks a rule and records what it accepts, as one step.</summary>
    public async Task<Decision> RecordAsync(Func<InvestigationState, DateTimeOffset, Decision> decide, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = _clock.GetUtcNow();
            var decision = decide(_state, now);
            if (decision is not Decision.Accepted { Events: { Count: > 0 } events })
                return decision;
            var version = _state.Version;
            Recorded[] recorded = [.. events.Select((e, i) => new Recorded(version + 1 + i, now, e))];
            await _store.AppendAsync(Id, version, recorded, cancellationToken);
            foreach (var e in recorded)
            {
                _state = InvestigationState.Evolve(_state, e);
                _feed?.Publish(Id, e);
            }
            return decision;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Records a fact that no rule can refuse.</summary>
    public Task RecordAsync(InvestigationEvent e, CancellationToken cancellationToken) => RecordAsync((_, _) => e, cancellationToken);

    public void Dispose() => _turn.Dispose();
}
