using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Bench.Scale;

/// <summary>A Parquet file of ten million events with twenty columns and one incident, made from arithmetic alone.</summary>
internal static class LargeTable
{
    public const long Rows = 10_000_000;

    public const string Name = "page_events";

    /// <summary>Android visitors of one region lose their payment reference from this hour on.</summary>
    public const string Onset = "2026-03-22 09:00:00";

    public const string Alert = "null rate of page_events.payment_ref jumped on 2026-03-24";

    /// <summary>Writes the file unless it is there.</summary>
    public static string Ensure(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name + ".parquet");
        if (File.Exists(path))
            return path;
        var half = path + ".half";
        using (var database = DuckDbDatabase.Open(DuckDbDatabase.InMemory, new Dictionary<string, string> { ["memory_limit"] = "3GB" }))
        using (var connection = database.Connect())
            connection.Execute(
                $"COPY ({Query}) TO '{half.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd)"
            );
        File.Move(half, path);
        return path;
    }

    // 90 days; a cosine of the hour thins the nights out; every value is a hash of the row's number.
    private static readonly string Query = $"""
        WITH numbered AS (
            SELECT i, TIMESTAMP '2026-01-01' + to_microseconds(CAST(i * 518400 AS BIGINT)) AS occurred_at FROM range(15000000) t(i)
        ), kept AS (
            SELECT i, occurred_at FROM numbered
            WHERE hash(i * 31) % 1000 < 680 + 300 * cos((extract(hour FROM occurred_at) - 15) * pi() / 12)
            LIMIT {Rows}
        ), dims AS (
            SELECT i, occurred_at,
                'r' || CAST(floor(12 * pow((hash(i) % 10000) / 10000.0, 1.7)) AS INTEGER) AS region,
                ['android', 'ios', 'web', 'tv'][1 + CAST(floor(4 * pow((hash(i + 7) % 1000) / 1000.0, 1.4)) AS INTEGER)] AS device
            FROM kept
        )
        SELECT
            i AS event_id, occurred_at, occurred_at + to_seconds(CAST(30 + hash(i + 1) % 600 AS BIGINT)) AS loaded_at,
            strftime(occurred_at, 'b%Y%m%d%H') AS batch_id, region, device,
            device || '-' || ['4.1', '4.2', '4.3'][1 + CAST(hash(i + 2) % 3 AS INTEGER)] AS app_version,
            ['search', 'direct', 'mail', 'ads', 'social'][1 + CAST(hash(i + 3) % 5 AS INTEGER)] AS channel,
            ['free', 'plus', 'pro'][1 + CAST(hash(i + 4) % 3 AS INTEGER)] AS plan,
            'country_' || CAST(hash(i + 5) % 40 AS VARCHAR) AS country, CAST(hash(i + 6) % 400000 AS BIGINT) AS visitor_id,
            to_base(CAST(hash(i + 8) % 4294967296 AS BIGINT), 16) AS session_ref,
            round(12 * exp(((hash(i + 9) % 1000) / 1000.0 - 0.5) * 3), 2) AS amount, CAST(1 + hash(i + 10) % 5 AS INTEGER) AS quantity,
            round((hash(i + 11) % 3000) / 10000.0, 3) AS discount, CAST(40 + hash(i + 12) % 4000 AS INTEGER) AS duration_ms,
            ['done', 'open', 'failed'][1 + CAST(floor(3 * pow((hash(i + 13) % 1000) / 1000.0, 3)) AS INTEGER)] AS state,
            hash(i + 14) % 100 < 3 AS is_retry, 'ref_' || CAST(hash(i + 15) % 200 AS VARCHAR) AS referrer,
            CASE WHEN (region = 'r3' AND device = 'android' AND occurred_at >= TIMESTAMP '{Onset}' AND hash(i + 16) % 100 < 95) OR hash(i + 17) % 1000 < 4
                THEN NULL ELSE 'P' || CAST(hash(i + 18) % 100000000 AS VARCHAR) END AS payment_ref
        FROM dims
        """;
}
