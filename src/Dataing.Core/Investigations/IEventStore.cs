namespace Dataing.Core.Investigations;

/// <summary>Keeps the events of investigations, append-only.</summary>
public interface IEventStore
{
    /// <summary>All events of an investigation in order; empty when it is unknown.</summary>
    Task<IReadOnlyList<Recorded>> ReadAsync(string investigationId, CancellationToken cancellationToken);

    /// <summary>Appends durably, all or nothing; throws <see cref="ConcurrentAppendException"/> when the log is no longer at the expected version.</summary>
    Task AppendAsync(string investigationId, int expectedVersion, IReadOnlyList<Recorded> events, CancellationToken cancellationToken);
}

/// <summary>Another writer was faster; read again and decide anew.</summary>
public sealed class ConcurrentAppendException(string investigationId, int expectedVersion)
    : Exception($"Investigation {investigationId} has moved past version {expectedVersion}: another process is writing it.");
