using System.Collections.Concurrent;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>
/// The connections that queries run on, one at a time each. They are made before the engine is locked: later none could be told to count
/// what it reads. A query can leave nothing behind in one, because all it can be is a SELECT.
/// </summary>
internal sealed class DuckDbSessions : IDisposable
{
    /// <summary>How many queries may run at the same time.</summary>
    public const int Count = 4;

    private readonly ConcurrentBag<DuckDbConnection> _free = [];

    public DuckDbSessions(DuckDbDatabase database)
    {
        for (var i = 0; i < Count; i++)
        {
            var connection = database.Connect();
            _free.Add(connection);
            connection.CountRowsScanned();
        }
    }

    public DuckDbConnection Take() =>
        _free.TryTake(out var connection) ? connection : throw new InvalidOperationException("More queries run than there are places for.");

    public void GiveBack(DuckDbConnection connection) => _free.Add(connection);

    public void Dispose()
    {
        while (_free.TryTake(out var connection))
            connection.Dispose();
    }
}
