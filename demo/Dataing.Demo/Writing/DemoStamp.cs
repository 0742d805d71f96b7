using System.Security.Cryptography;
using System.Text.Json;

namespace Dataing.Demo.Writing;

/// <summary>Says which seed and version made a folder, and which bytes it must hold; the mark that a folder is the demo's own.</summary>
internal sealed record DemoStamp(string Incident, int Seed, int Version, IReadOnlyDictionary<string, string> Hashes)
{
    public const string FileName = "stamp.json";

    public static async Task<DemoStamp?> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return null;

        try
        {
            await using var stream = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<DemoStamp>(stream, IncidentManifest.Json, cancellationToken);
        }
        catch (JsonException)
        {
            // A stamp nobody can read proves nothing.
            return null;
        }
    }

    /// <summary>Whether the folder holds exactly what this stamp says.</summary>
    public async Task<bool> HoldsAsync(string directory, CancellationToken cancellationToken)
    {
        foreach (var (name, hash) in Hashes)
        {
            var path = Path.Combine(directory, name);
            if (!File.Exists(path) || hash != await HashAsync(path, cancellationToken))
                return false;
        }

        return !StrangersIn(directory).Any();
    }

    /// <summary>Files in the folder that the demo did not put there.</summary>
    public IEnumerable<string> StrangersIn(string directory) =>
        Directory
            .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'))
            .Where(name => name != FileName && !Hashes.ContainsKey(name));

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
