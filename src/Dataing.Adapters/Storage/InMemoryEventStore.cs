using Dataing.Core.Investigations;

namespace Dataing.Adapters.Storage;

/// <summary>Keeps events for as long as the process lives.</summary>
public sealed class InMemoryEventStore : IEventStore
{
    private readonly Dictionary<string, List<Recorded>> _logs = [];
    private readonly Lock _gate = new();

    public Task<IReadOnlyList<Recorded>> ReadAsync(string investigationId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult<IReadOnlyList<Recorded>>([.. _logs.GetValueOrDefault(investigationId) ?? []]);
    }

    public Task AppendAsync(
        string investigationId,
        int expectedVersion,
        IReadOnlyList<Recorded> events,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var log = _logs.GetValueOrDefault(investigationId) ?? [];
            if (log.Count != expectedVersion)
                throw new ConcurrentAppendException(investigationId, expectedVersion);
            EventSequence.Require(expectedVersion, events);
            log.AddRange(events);
            _logs[investigationId] = log;
            return Task.CompletedTask;
        }
    }
}
