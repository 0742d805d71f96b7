using System.Diagnostics;
using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Parsing;

namespace Dataing.Bench.Sql;

/// <summary>What our own reader and guard needed for the statements of a file.</summary>
internal sealed record SqlMeasurement(
    double StatementsPerSecond,
    double MegabytesPerSecond,
    double BytesPerStatement,
    Latencies Parse,
    Latencies Verdict,
    double VerdictsPerSecond,
    double BytesPerVerdict,
    LargeQuery Conditions,
    LargeQuery List
)
{
    /// <summary>Rates are by processor time, so that neighbours on the machine do not count; the slowest are by the clock, and do.</summary>
    public static SqlMeasurement Run(string file, TimeSpan duration)
    {
        var statements = File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var characters = statements.Average(s => s.Length);
        var parse = Rate(statements, duration, Read);
        var verdict = Rate(statements, duration, Judge);
        return new(
            parse.PerSecond,
            parse.PerSecond * characters / 1e6,
            parse.Bytes,
            Latencies.Of(statements, duration, Read),
            Latencies.Of(statements, duration, Judge),
            verdict.PerSecond,
            verdict.Bytes,
            LargeQuery.Measure("SELECT a FROM t WHERE " + string.Join(" AND ", Enumerable.Range(0, 100_000).Select(i => $"a = {i}"))),
            LargeQuery.Measure($"SELECT a FROM t WHERE a IN ({string.Join(", ", Enumerable.Range(0, 100_000))})")
        );
    }

    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            parse: {StatementsPerSecond:N0} statements/s of processor time, {MegabytesPerSecond:F1} MB/s, {BytesPerStatement:N0} bytes allocated per statement
            verdict: {VerdictsPerSecond:N0} statements/s of processor time, {BytesPerVerdict:N0} bytes allocated per statement
            by the clock: parse {Parse.Describe()}; verdict {Verdict.Describe()}
            100,000 conditions: {Conditions.Describe()}
            a list of 100,000: {List.Describe()}
            """
        );

    private static void Read(string sql)
    {
        if (SqlParser.ParseQuery(sql, SqlDialect.Postgres) is ParseOutcome.Failed failed)
            throw new InvalidOperationException(failed.Error.ToString());
    }

    private static void Judge(string sql)
    {
        if (QueryGuard.Check(sql, SqlDialect.Postgres, null, QueryPolicy.Default) is QueryVerdict.Refused refused)
            throw new InvalidOperationException(refused.Message);
    }

    private static (double PerSecond, double Bytes) Rate(string[] statements, TimeSpan duration, Action<string> act)
    {
        for (var i = 0; i < 5_000; i++)
            foreach (var sql in statements)
                act(sql);
        using var process = Process.GetCurrentProcess();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var processor = process.TotalProcessorTime;
        var rounds = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration; rounds++)
            foreach (var sql in statements)
                act(sql);
        process.Refresh();
        var count = (double)rounds * statements.Length;
        return (
            count / (process.TotalProcessorTime - processor).TotalSeconds,
            (GC.GetAllocatedBytesForCurrentThread() - allocated) / count
        );
    }
}
