using System.Text.Json;
using Dataing.Core.Investigations;
using Dataing.Core.Json;

namespace Dataing.Adapters.Storage;

/// <summary>The lines of a log: one event each, whole or not at all.</summary>
internal static class EventLines
{
    public const byte End = (byte)'\n';

    /// <summary>All whole events, and how many bytes they take; what a crash left half-written at the end is not among them.</summary>
    public static (IReadOnlyList<Recorded> Events, int Whole) Read(byte[] bytes, string path)
    {
        var events = new List<Recorded>();
        var (start, whole, kept) = (0, 0, 0);
        while (Array.IndexOf(bytes, End, start) is var end and >= 0)
        {
            var line = LineOf(bytes.AsSpan(start, end - start), events.Count + 1, path);
            events.Add(line.Recorded);
            start = end + 1;
            // The events of one append stand or fall together.
            if (!line.More)
                (whole, kept) = (start, events.Count);
        }
        return (events[..kept], whole);
    }

    private static EventLine LineOf(ReadOnlySpan<byte> json, int sequence, string path)
    {
        try
        {
            var line = JsonSerializer.Deserialize<EventLine>(json, DataingJson.Log);
            if (line?.Recorded.Sequence == sequence)
                return line;
            throw new EventStoreException(
                $"Event {sequence} is missing in {path}; the log was changed by hand. Move the directory away to start anew."
            );
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException)
        {
            throw new EventStoreException($"Line {sequence} of {path} is damaged ({e.Message}). Move the directory away to start anew.", e);
        }
    }
}

/// <param name="Recorded">The event with its place.</param>
/// <param name="More">True when the next line belongs to the same append.</param>
internal sealed record EventLine(Recorded Recorded, bool More);
