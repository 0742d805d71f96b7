using Dataing.Core.Intake;
using Dataing.Core.Investigations;

namespace Dataing.Adapters.Storage;

/// <summary>Reads the investigations that a directory keeps and changes nothing there, also while one of them is being written.</summary>
public sealed class SavedInvestigations(string directory)
{
    public string Directory => directory;

    /// <summary>The ids of all, in order of their names; throws <see cref="UnreadableInputException"/> when there is no such directory.</summary>
    public IReadOnlyList<string> Ids()
    {
        if (!System.IO.Directory.Exists(directory))
            throw new UnreadableInputException($"There is no directory {directory}; give --save the one that was given to investigate.");
        return
        [
            .. System
                .IO.Directory.EnumerateDirectories(directory)
                .Where(path => File.Exists(EventFile.LogIn(path)))
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The whole id of which this is the beginning; throws <see cref="UnreadableInputException"/> when it is none or several.</summary>
    public string Find(string beginning)
    {
        var ids = Ids();
        if (ids.Contains(beginning))
            return beginning;
        var alike = ids.Where(id => beginning.Length > 0 && id.StartsWith(beginning, StringComparison.Ordinal)).ToList();
        return alike switch
        {
            [var only] => only,
            [] when ids.Count == 0 => throw new UnreadableInputException($"{directory} keeps no investigation."),
            [] => throw new UnreadableInputException(
                $"{directory} keeps no investigation {beginning}; \"dataing investigations list --save {directory}\" shows those it keeps."
            ),
            _ => throw new UnreadableInputException(
                $"Several investigations begin with {beginning}: {string.Join(", ", alike.Take(5))}; give more of the id."
            ),
        };
    }

    /// <summary>All whole events of an investigation; throws <see cref="EventStoreException"/> when the log is damaged or cannot be read.</summary>
    public async Task<IReadOnlyList<Recorded>> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var path = EventFile.LogIn(Path.Combine(directory, id));
        try
        {
            await using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[log.Length];
            await log.ReadExactlyAsync(bytes, cancellationToken);
            return EventLines.Read(bytes, path).Events;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EventStoreException($"The log {path} cannot be read ({e.Message}); check its permissions.", e);
        }
    }
}
