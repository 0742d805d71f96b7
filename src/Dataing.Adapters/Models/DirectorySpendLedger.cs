using System.Globalization;
using System.Text;
using System.Text.Json;
using Dataing.Core.Json;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models;

/// <summary>
/// A file for each day (UTC) in a directory that all processes of a user share. It is open for one process at a time, and only appended to: the
/// last line of a call says what it took, or what is set aside for it while it runs, or after a crash.
/// </summary>
public sealed class DirectorySpendLedger(string directory, TimeProvider clock) : ISpendLedger
{
    private const byte LineEnd = (byte)'\n';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    public async Task<SpendEntry?> ReserveAsync(DateTimeOffset at, Func<ModelSpend, SpendEntry?> grant, CancellationToken cancellationToken)
    {
        await using var file = await OpenAsync(at, cancellationToken);
        var granted = grant(Sum(await ReadAsync(file, cancellationToken)));
        if (granted is not null)
            await AppendAsync(file, granted);
        return granted;
    }

    public async Task SettleAsync(SpendEntry entry, CancellationToken cancellationToken)
    {
        await using var file = await OpenAsync(entry.At, cancellationToken);
        await AppendAsync(file, entry);
    }

    private static ModelSpend Sum(IEnumerable<SpendEntry> entries)
    {
        var last = entries.GroupBy(e => e.Id, StringComparer.Ordinal).Select(calls => calls.Last()).ToList();
        return new ModelSpend(last.Count, last.Sum(e => e.Tokens), last.Sum(e => e.Money));
    }

    /// <summary>Waits while another process has the file, which takes it a moment only.</summary>
    private async Task<FileStream> OpenAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, $"models-{at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.jsonl");
        var until = clock.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(directory);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (UnauthorizedAccessException e)
            {
                throw Unkept(e);
            }
            catch (IOException e)
            {
                if (!File.Exists(path) || clock.GetUtcNow() >= until)
                    throw Unkept(e);
            }
            await Task.Delay(Glance, clock, cancellationToken);
        }
    }

    /// <summary>Every whole line; one that a crash cut off says nothing.</summary>
    private async Task<List<SpendEntry>> ReadAsync(FileStream file, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
            var text = await reader.ReadToEndAsync(cancellationToken);
            return [.. text.Split('\n').Select(EntryOf).OfType<SpendEntry>()];
        }
        catch (IOException e)
        {
            throw Unkept(e);
        }
    }

    private static SpendEntry? EntryOf(string line)
    {
        try
        {
            var entry = line.Length == 0 ? null : JsonSerializer.Deserialize<SpendEntry>(line, DataingJson.Log);
            return entry is { Tokens: >= 0, Money: >= 0 } ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>On a line of its own, also after one that was cut off; written whole, whoever cancels.</summary>
    private async Task AppendAsync(FileStream file, SpendEntry entry)
    {
        try
        {
            byte[] line = [LineEnd, .. JsonSerializer.SerializeToUtf8Bytes(entry, DataingJson.Log), LineEnd];
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(line, CancellationToken.None);
            file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw Unkept(e);
        }
    }

    private SpendLedgerException Unkept(Exception e) =>
        new(
            $"What models cost today cannot be kept in {directory} ({e.Message}); let DATAING_STATE_DIR name a directory that may be written.",
            e
        );
}
