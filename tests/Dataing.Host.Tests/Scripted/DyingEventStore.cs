using Dataing.Core.Investigations;

namespace Dataing.Host.Tests.Scripted;

/// <summary>A store that throws instead of appending a chosen event, as a process that dies just then.</summary>
internal sealed class DyingEventStore(IEventStore inner) : IEventStore
{
    private bool _isDead;

    /// <summary>The event that is never written; null: none.</summary>
    public int? DiesAt { get; set; }

    public Task<IReadOnlyList<Recorded>> ReadAsync(string investigationId, CancellationToken cancellationToken) =>
        inner.ReadAsync(investigationId, cancellationToken);

    public Task AppendAsync(
        string investigationId,
        int expectedVersion,
        IReadOnlyList<Recorded> events,
        CancellationToken cancellationToken
    )
    {
        // A dead process writes nothing more, whatever its other branches try.
        _isDead |= events.Any(e => e.Sequence >= DiesAt);
        if (_isDead)
            throw new ProcessDiedException();
        return inner.AppendAsync(investigationId, expectedVersion, events, cancellationToken);
    }
}

internal sealed class ProcessDiedException : Exception;
