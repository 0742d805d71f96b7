using System.Buffers;
using System.Text.Json;
using Dataing.Core.Investigations;
using Dataing.Core.Json;

namespace Dataing.Adapters.Storage;

/// <summary>The file of one investigation's events, open for this process alone.</summary>
internal sealed class EventFile : IAsyncDisposable
{
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
        var (events, whole) = EventLines.Read(bytes, _path);
        if (whole < bytes.Length)
            _log.SetLength(whole);
        _version = events.Count;
        return events;
    }

    public async Task AppendAsync(IReadOnlyList<Recorded> events, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        for (var i = 0; i < events.Count; i++)
        {
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DataingJson.Log.Encoder }))
                JsonSerializer.Serialize(writer, new EventLine(events[i], i < events.Count - 1), DataingJson.Log);
            buffer.Write([EventLines.End]);
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
}
