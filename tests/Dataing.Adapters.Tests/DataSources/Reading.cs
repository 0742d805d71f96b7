using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources;

/// <summary>Reads whole results in tests.</summary>
internal static class Reading
{
    public static async Task<(IReadOnlyList<ResultColumn> Columns, List<IReadOnlyList<object?>> Rows, QueryOutcome Outcome)> AllAsync(
        this Task<IQueryRun> start
    )
    {
        await using var run = await start;
        var rows = new List<IReadOnlyList<object?>>();
        await foreach (var batch in run.BatchesAsync(TestContext.Current.CancellationToken))
        {
            batch.Count.ShouldBeInRange(1, 1_024);
            rows.AddRange(batch);
        }
        return (run.Columns, rows, run.Outcome.ShouldNotBeNull());
    }

    /// <summary>One row of one query on a source of the embedded engine.</summary>
    public static async Task<IReadOnlyList<object?>> RowAsync(this IDataSource source, string sql) =>
        (await ((DuckDbSource)source).RunAsync(sql, new QueryCaps(), TestContext.Current.CancellationToken).AllAsync()).Rows[0];

    public static async Task<List<IReadOnlyList<object?>>> RowsAsync(this IDataSource source, string sql) =>
        (await ((DuckDbSource)source).RunAsync(sql, new QueryCaps(), TestContext.Current.CancellationToken).AllAsync()).Rows;
}
