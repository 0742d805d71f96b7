using System.Diagnostics;
using System.Globalization;
using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Bench.Sql;

/// <summary>
/// What each query of a broad corpus needs by itself, in microseconds: its median over many verdicts, which neighbours on the machine and the collector move
/// little. The p99 is over the queries, so it tells of dear queries and not of unlucky moments. The collector's part is given apart.
/// </summary>
internal sealed record OwnTimes(
    int Queries,
    double Median,
    double P99,
    double Most,
    string Dearest,
    double CollectionsPerThousand,
    double PausePerCollection
)
{
    private const int Rounds = 40;
    private const int Times = 101;

    public static OwnTimes Measure(Corpora corpora)
    {
        // With a line break none is what the guard writes back, so all are read twice.
        var queries = SqlDialect
            .All.SelectMany(d => corpora.Queries[d.Name].Distinct().Where(q => IsAllowed(q, d)).Select(q => (Dialect: d, Sql: q + "\n")))
            .ToArray();
        for (var i = 0; i < Rounds; i++)
        {
            foreach (var (dialect, sql) in queries)
                QueryGuard.Check(sql, dialect, null, QueryPolicy.Default);
        }
        var (collections, pause) = (GC.CollectionCount(0), GC.GetTotalPauseDuration());
        var own = queries.Select(q => (q.Sql, Time: MedianOf(q.Sql, q.Dialect))).OrderBy(t => t.Time).ToArray();
        collections = GC.CollectionCount(0) - collections;
        return new(
            own.Length,
            own[own.Length / 2].Time,
            own[(int)(own.Length * 0.99)].Time,
            own[^1].Time,
            own[^1].Sql,
            collections * 1_000.0 / (own.Length * Times),
            (GC.GetTotalPauseDuration() - pause).TotalMicroseconds / Math.Max(1, collections)
        );
    }

    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Queries:N0} allowed queries of all dialects, each one's own median of {Times} verdicts: p50 {Median:F1} µs, p99 {P99:F1} µs, most {Most:F1} µs ({Dearest.Length} characters: {Dearest.ReplaceLineEndings(
                " "
            )[..Math.Min(80, Dearest.Length)]}…)
            the collector: {CollectionsPerThousand:F2} collections per 1,000 verdicts, {PausePerCollection:F0} µs each by the clock
            """
        );

    private static bool IsAllowed(string sql, SqlDialect dialect) =>
        QueryGuard.Check(sql, dialect, null, QueryPolicy.Default) is QueryVerdict.Allowed;

    private static double MedianOf(string sql, SqlDialect dialect)
    {
        var times = new double[Times];
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            QueryGuard.Check(sql, dialect, null, QueryPolicy.Default);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return times[Times / 2];
    }
}
