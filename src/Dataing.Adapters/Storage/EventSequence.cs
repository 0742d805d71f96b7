using Dataing.Core.Investigations;

namespace Dataing.Adapters.Storage;

/// <summary>Sequences start at 1 and have no gaps.</summary>
internal static class EventSequence
{
    /// <summary>A caller that numbers its events otherwise has a bug.</summary>
    public static void Require(int expectedVersion, IReadOnlyList<Recorded> events)
    {
        for (var i = 0; i < events.Count; i++)
            if (events[i].Sequence != expectedVersion + 1 + i)
                throw new ArgumentException($"Event {events[i].Sequence} cannot follow event {expectedVersion + i}.", nameof(events));
    }
}
