using System.Text.Json;

namespace Dataing.Demo.Writing;

/// <summary>A folder in the making: it takes its place when complete, and leaves nothing behind when not.</summary>
internal sealed class PendingFolder(string target) : IAsyncDisposable
{
    // Beside the target, so that taking its place is one rename; the process id keeps two runs apart.
    private readonly string _pending = $"{target}.{Environment.ProcessId}.partial";
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private bool _completed;

    public async Task AddAsync(EncodedFile file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_pending, file.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _pending);
        await File.WriteAllBytesAsync(path, file.Bytes, cancellationToken);
        _hashes[file.Name] = file.Hash;
    }

    public async Task CompleteAsync(string incident, int seed, CancellationToken cancellationToken)
    {
        var stamp = new DemoStamp(incident, seed, DemoWorld.Version, _hashes);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(stamp, IncidentManifest.Json);
        await File.WriteAllBytesAsync(Path.Combine(_pending, DemoStamp.FileName), bytes, cancellationToken);
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        Directory.Move(_pending, target);
        _completed = true;
    }

    public ValueTask DisposeAsync()
    {
        if (!_completed && Directory.Exists(_pending))
            Directory.Delete(_pending, recursive: true);
        return ValueTask.CompletedTask;
    }
}
