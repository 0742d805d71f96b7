using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Running;

/// <summary>Runs a statement of our own under caps.</summary>
internal delegate Task<IQueryRun> RunQuery(string sql, QueryCaps caps, CancellationToken cancellationToken);

/// <summary>Reads whole results of statements of our own: a catalogue is never cut short by an investigator's caps.</summary>
internal static class CatalogueRows
{
    private static readonly QueryCaps Caps = new() { Rows = 10_000_000, Bytes = 1L << 30 };

    public static async Task<List<IReadOnlyList<object?>>> RowsAsync(this RunQuery run, string sql, CancellationToken cancellationToken)
    {
        await using var query = await run(sql, Caps, cancellationToken);
        var rows = new List<IReadOnlyList<object?>>();
        await foreach (var batch in query.BatchesAsync(cancellationToken))
            rows.AddRange(batch);
        return rows;
    }
}
