using Dataing.Demo.Writing;

namespace Dataing.Demo;

/// <summary>Writes incidents as folders: whole or not at all, and not again when the folder is already right.</summary>
public sealed class DemoWriter(DemoWorld world)
{
    private readonly EncodedTables _tables = new(world.Ordinary);

    /// <summary>Writes the incident into a folder of its name below the directory, or keeps the one that is there.</summary>
    public async Task<DemoFolder> WriteAsync(DemoIncident incident, string directory, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(Path.Combine(directory, incident.Name));
        try
        {
            return await WriteFolderAsync(incident, target, cancellationToken);
        }
        catch (IOException e)
        {
            throw CannotWrite(target, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw CannotWrite(target, e);
        }
    }

    /// <summary>Writes all incidents, at most two at a time.</summary>
    public async Task<IReadOnlyList<DemoFolder>> WriteAllAsync(string directory, CancellationToken cancellationToken)
    {
        var folders = new DemoFolder[DemoIncidents.All.Count];
        await Parallel.ForAsync(
            0,
            folders.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken },
            async (i, token) => folders[i] = await WriteAsync(DemoIncidents.All[i], directory, token)
        );
        return folders;
    }

    private async Task<DemoFolder> WriteFolderAsync(DemoIncident incident, string target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PendingFolder.DeleteAbandoned(target);
        var existing = await DemoStamp.ReadAsync(target, cancellationToken);
        if (existing is { } stamp && IsOurs(stamp, incident) && await stamp.HoldsAsync(target, cancellationToken))
            return new DemoFolder(incident, target, Reused: true);

        RefuseStrangers(target, existing);
        await using var pending = new PendingFolder(target);
        foreach (var file in StoryFiles.Of(incident.Tell(world), _tables, cancellationToken))
            await pending.AddAsync(file, cancellationToken);
        await pending.CompleteAsync(incident.Name, world.Seed, cancellationToken);
        return new DemoFolder(incident, target, Reused: false);
    }

    private bool IsOurs(DemoStamp stamp, DemoIncident incident) =>
        stamp.Incident == incident.Name && stamp.Seed == world.Seed && stamp.Version == DemoWorld.Version;

    // An old demo folder is replaced, but nobody's own files are ever thrown away with it.
    private static void RefuseStrangers(string target, DemoStamp? stamp)
    {
        if (!Directory.Exists(target))
            return;

        var strangers = stamp is null
            ? Directory.EnumerateFileSystemEntries(target).Select(path => Path.GetFileName(path))
            : stamp.StrangersIn(target);
        if (strangers.FirstOrDefault() is { } stranger)
            throw new DemoFolderException(
                $"{target} holds {stranger}, which is not the demo's. Move it away, or name another directory with --dir."
            );
    }

    private static DemoFolderException CannotWrite(string target, Exception e) =>
        new($"The demo cannot write to {target}: {e.Message} Name a directory you may write to with --dir.", e);
}
