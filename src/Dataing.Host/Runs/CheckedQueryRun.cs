using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Guard;

namespace Dataing.Host.Runs;

/// <summary>Runs one query of a person, on the same guarded road as every query of an investigation.</summary>
internal static class CheckedQueryRun
{
    public static async Task<QueryResult> RunAsync(IDataSource source, string sql, int rowCap, CancellationToken cancellationToken)
    {
        var schema = await source.DiscoverAsync(cancellationToken);
        // One row more than asked for tells whether there would have been more.
        var verdict = QueryGuard.Check(sql, source.Dialect, schema.ToCatalog(), QueryPolicy.Default with { RowCap = rowCap + 1 });
        if (verdict is not QueryVerdict.Allowed allowed)
            throw new SourceException(SourceErrorKind.PolicyViolation, RefusalOf(verdict));
        await using var run = await source.ExecuteAsync(allowed.Query, new QueryCaps { Rows = rowCap }, cancellationToken);
        var rows = new List<IReadOnlyList<object?>>();
        await foreach (var batch in run.BatchesAsync(cancellationToken))
            rows.AddRange(batch);
        var outcome = run.Outcome ?? throw new SourceException(SourceErrorKind.Internal, "The result ended without an outcome.");
        return new QueryResult(run.Columns, rows, outcome);
    }

    private static string RefusalOf(QueryVerdict verdict) =>
        verdict is QueryVerdict.Refused refused ? $"The query was refused: {refused.Message}" : "The query was refused.";
}
