using System.Globalization;
using System.Text.Json;
using Dataing.Adapters.DataSources;
using Dataing.Bench.Incidents.Scoring;
using Dataing.Core.DataSources;
using Dataing.Core.Json;
using Dataing.Sql.Guard;

namespace Dataing.Bench.Incidents.Running;

/// <summary>EVIDENCE: the quoted queries, run again on the data, give the quoted figures.</summary>
internal static class EvidenceCheck
{
    private const int Queries = 3;
    private const int QuotedRows = 50;

    private static readonly ConnectorCatalog Connectors = new(DataSourceRegistration.Connectors());

    /// <summary>Runs the first few queries again; false when one is refused, fails or gives other rows.</summary>
    public static async Task<bool> HoldsAsync(Answer answer, string data, CancellationToken cancellationToken)
    {
        var quoted = answer.Evidence.Where(e => e.Sql.Length > 0).Take(Queries).ToList();
        if (quoted.Count == 0)
            return false;
        await using var source = await Connectors.OpenAsync(
            data,
            new SourceOptions { MemoryLimit = 1L << 30, Threads = 1 },
            cancellationToken
        );
        foreach (var evidence in quoted)
        {
            if (
                QueryGuard.Check(evidence.Sql, source.Dialect, null, QueryPolicy.Default with { RowCap = 1_000_000 })
                is not QueryVerdict.Allowed allowed
            )
                return false;
            if (!await SameRowsAsync(source, allowed.Query, evidence, cancellationToken))
                return false;
        }
        return true;
    }

    private static async Task<bool> SameRowsAsync(
        IDataSource source,
        CheckedQuery query,
        AnswerEvidence evidence,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<string>();
        try
        {
            await using var run = await source.ExecuteAsync(query, new QueryCaps { Rows = 1_000_000 }, cancellationToken);
            await foreach (var batch in run.BatchesAsync(cancellationToken))
                rows.AddRange(batch.Select(row => Canonical(JsonSerializer.SerializeToElement(row, DataingJson.Wire))));
        }
        catch (SourceException)
        {
            return false;
        }
        if (rows.Count < evidence.RowCount)
            return false;
        // Without an order the engine may give other rows first: the quoted ones need only be among them.
        var known = rows.ToHashSet();
        return evidence.Rows.Take(QuotedRows).All(row => known.Contains(Canonical(row)));
    }

    /// <summary>A row as text, with numbers to nine digits: parallel sums differ in the last ones.</summary>
    private static string Canonical(JsonElement row) =>
        row.ValueKind switch
        {
            JsonValueKind.Array => string.Join('|', row.EnumerateArray().Select(Canonical)),
            JsonValueKind.Number => row.GetDouble().ToString("G9", CultureInfo.InvariantCulture),
            _ => row.ToString(),
        };
}
