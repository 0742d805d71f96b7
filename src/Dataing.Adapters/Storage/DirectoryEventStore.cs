using Dataing.Core.Investigations;

namespace Dataing.Adapters.Storage;

/// <summary>
/// Keeps each investigation in a directory of its own, as lines of JSON that are on the disk before an append returns. A line cut off by a
/// crash is taken away at the next start; a lock file keeps a second process out, and is free again as soon as its owner is gone.
/// </summary>
public sealed class DirectoryEventStore(string directory) : IEventStore, IAsyncDisposable
{
    private readonly Dictionary<string, EventFile> _open = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The directory of an investigation.</summary>
    public string PathOf(string investigationId) => Path.Combine(directory, SafeName(investigationId));

    public async Task<IReadOnlyList<Recorded>> ReadAsync(string investigationId, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Reading a log that was never written must leave nothing behind.
            if (!_open.ContainsKey(investigationId) && !File.Exists(EventFile.LogIn(PathOf(investigationId))))
                return [];
            return await Open(investigationId).ReadAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task AppendAsync(
        string investigationId,
        int expectedVersion,
        IReadOnlyList<Recorded> events,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var file = Open(investigationId);
            if (await file.VersionAsync(cancellationToken) != expectedVersion)
                throw new ConcurrentAppendException(investigationId, expectedVersion);
            EventSequence.Require(expectedVersion, events);
            // From here on the append is not given up half-way: a cancelled investigation still owns a whole log.
            await file.AppendAsync(events, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _open.Values)
            await file.DisposeAsync();
        _open.Clear();
        _turn.Dispose();
    }

    private EventFile Open(string investigationId)
    {
        if (_open.TryGetValue(investigationId, out var file))
            return file;
        return _open[investigationId] = EventFile.Open(PathOf(investigationId));
    }

    private static string SafeName(string investigationId) =>
        investigationId.Length is > 0 and <= 100 && investigationId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? investigationId
            : throw new ArgumentException("An investigation's id is made of letters, digits, - and _.", nameof(investigationId));
}
