using Dataing.Core.Investigations;

namespace Dataing.Core.Tests.Scripted;

/// <summary>An event store in memory that can be told to die after so many events.</summary>
internal sealed class InMemoryEventStore : IEventStore
{
    private readonly Dictionary<string, List<Recorded>> _logs = [];

    /// <summary>Appending this event throws, as a process that dies before the append.</summary>
    public int? DiesAt { get; set; }

    public Task<IReadOnlyList<Recorded>> ReadAsync(string investigationId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Recorded>>([.. _logs.GetValueOrDefault(investigationId) ?? []]);

    public Task AppendAsync(
        string investigationId,
        int expectedVersion,
        IReadOnlyList<Recorded> events,
        CancellationToken cancellationToken
    )
    {
        if (events.Any(e => e.Sequence >= DiesAt))
            throw new ProcessDiedException();
        if (!_logs.TryGetValue(investigationId, out var log))
            _logs[investigationId] = log = [];
        if (log.Count != expectedVersion)
            throw new ConcurrentAppendException(investigationId, expectedVersion);
        log.AddRange(events);
        return Task.CompletedTask;
    }
}

internal sealed class ProcessDiedException : Exception;
