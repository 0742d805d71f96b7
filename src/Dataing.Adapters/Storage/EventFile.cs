using System.Buffers;
using System.Text.Json;
using Dataing.Core.Investigations;
using Dataing.Core.Json;

namespace Dataing.Adapters.Storage;

/// <summary>The file of one investigation's events, open for this process alone.</summary>
internal sealed class EventFile : IAsyncDisposable
{
    private const byte LineEnd = (byte)'\n';

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly FileStream _log;
    private int? _version;

    private EventFile(string path, FileStream @lock, FileStream log)
    {
        _path = path;
        _lock = @lock;
        _log = log;
    }

    public static string LogIn(string directory) => Path.Combine(directory, "events.jsonl");

    public static EventFile Open(string directory)
    {
        var path = LogIn(directory);
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(directory);
            held = Lock(Path.Combine(directory, "lock"));
            return new EventFile(path, held, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new EventStoreException(
                $"The log cannot be opened in {directory} ({e.Message}); give --save a directory that may be written.",
                e
            );
        }
    }

    public async Task<int> VersionAsync(CancellationToken cancellationToken) => _version ??= (await ReadAsync(cancellationToken)).Count;

    /// <summary>All whole events; what a crash left half-written at the end is cut off.</summary>
    public async Task<IReadOnlyList<Recorded>> ReadAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[_log.Length];
        _log.Position = 0;
        await _log.ReadExactlyAsync(bytes, cancellationToken);
        var events = new List<Recorded>();
        var (start, whole, kept) = (0, 0, 0);
        while (Array.IndexOf(bytes, LineEnd, start) is var end and >= 0)
        {
            var line = LineOf(bytes.AsSpan(start, end - start), events.Count + 1);
            events.Add(line.Recorded);
            start = end + 1;
            // The events of one append stand or fall together.
            if (!line.More)
                (whole, kept) = (start, events.Count);
        }
        if (whole < bytes.Length)
            _log.SetLength(whole);
        _version = kept;
        return events[..kept];
    }

    public async Task AppendAsync(IReadOnlyList<Recorded> events, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        for (var i = 0; i < events.Count; i++)
        {
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DataingJson.Log.Encoder }))
                JsonSerializer.Serialize(writer, new Line(events[i], i < events.Count - 1), DataingJson.Log);
            buffer.Write([LineEnd]);
        }
        var whole = _log.Length;
        try
        {
            _log.Position = whole;
            await _log.WriteAsync(buffer.WrittenMemory, cancellationToken);
            _log.Flush(flushToDisk: true);
            _version += events.Count;
        }
        catch (IOException e)
        {
            _version = null;
            throw new EventStoreException(
                $"The log {_path} cannot be written ({e.Message}); make room on the disk and run the same command again.",
                e
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        await _lock.DisposeAsync();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new EventStoreException(
                $"Another process is working on this investigation ({Path.GetDirectoryName(path)}); wait for it, or give --save another directory.",
                e
            );
        }
    }

    private Line LineOf(ReadOnlySpan<byte> json, int sequence)
    {
        try
        {
            var line = JsonSerializer.Deserialize<Line>(json, DataingJson.Log);
            if (line?.Recorded.Sequence == sequence)
                return line;
            throw new EventStoreException(
                $"Event {sequence} is missing in {_path}; the log was changed by hand. Move the directory away to start anew."
            );
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException)
        {
            throw new EventStoreException(
                $"Line {sequence} of {_path} is damaged ({e.Message}). Move the directory away to start anew.",
                e
            );
        }
    }

    /// <param name="Recorded">The event with its place.</param>
    /// <param name="More">True when the next line belongs to the same append.</param>
    private sealed record Line(Recorded Recorded, bool More);
}
