namespace Dataing.Bench.Sql.Mutations.Observing;

/// <summary>A scratch database without any protection of ours, in which texts are run to see what they do.</summary>
internal interface IObserved : IAsyncDisposable
{
    /// <summary>Runs a text as it stands, with every right, but for ten seconds and half a gigabyte at most.</summary>
    Task<ObservedAnswer> RunAsync(string sql, CancellationToken cancellationToken);

    /// <summary>All that a query must not change: tables and their rows, files, settings, locks, sequences.</summary>
    Task<string> StateAsync(CancellationToken cancellationToken);
}
