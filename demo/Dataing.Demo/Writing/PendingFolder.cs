using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Dataing.Demo.Writing;

/// <summary>A folder in the making: it takes its place when complete, and leaves nothing behind when not.</summary>
internal sealed class PendingFolder : IAsyncDisposable
{
    private const string Suffix = ".partial";

    private readonly string _target;
    private readonly string _pending;
    private readonly IReadOnlyList<string> _missing;
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private bool _completed;

    public PendingFolder(string target)
    {
        _target = target;
        // Beside the target, so that taking its place is one rename; the process id keeps two runs apart.
        _pending = $"{target}.{Environment.ProcessId}{Suffix}";
        _missing = [.. Above(target).TakeWhile(folder => !Directory.Exists(folder))];
    }

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
        if (Directory.Exists(_target))
            Directory.Delete(_target, recursive: true);
        Directory.Move(_pending, _target);
        _completed = true;
    }

    public ValueTask DisposeAsync()
    {
        if (_completed)
            return ValueTask.CompletedTask;
        if (Directory.Exists(_pending))
            Directory.Delete(_pending, recursive: true);
        foreach (var folder in _missing.TakeWhile(IsEmpty))
            Directory.Delete(folder);
        return ValueTask.CompletedTask;
    }

    /// <summary>The folders that it lies in, the nearest first.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }

    private static bool IsEmpty(string folder) => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any();

    /// <summary>Deletes what a process that was killed had begun.</summary>
    public static void DeleteAbandoned(string target)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(target));
        if (!Directory.Exists(parent))
            return;
        foreach (var folder in Directory.EnumerateDirectories(parent, $"{Path.GetFileName(target)}.*{Suffix}"))
        {
            var id = Path.GetExtension(folder[..^Suffix.Length]).TrimStart('.');
            if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var process) && !IsRunning(process))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
