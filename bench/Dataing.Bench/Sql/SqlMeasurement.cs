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
    Latencies Loop,
    double VerdictsPerSecond,
    double BytesPerVerdict,
    Latencies Again,
    LargeQuery Conditions,
    LargeQuery List
)
{
    /// <summary>Rates are by processor time, so that neighbours on the machine do not count; the slowest are by the clock, and do.</summary>
    public static SqlMeasurement Run(string file, TimeSpan duration)
    {
        var statements = File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var characters = statements.Average(s => s.Length);
        var canonical = statements.Select(WrittenBack).ToArray();
        // What is written back letter for letter is not read a second time; a line break sees to it that all of these are.
        statements = [.. statements.Select(s => s + "\n")];
        var parse = Rate(statements, duration, Read);
        var verdict = Rate(statements, duration, Judge);
        var slow = Latencies.Of(statements, duration, Judge);
        return new(
            parse.PerSecond,
            parse.PerSecond * characters / 1e6,
            parse.Bytes,
            Latencies.Of(statements, duration, Read),
            slow,
            Latencies.OfLoop(slow.Median, duration),
            verdict.PerSecond,
            verdict.Bytes,
            Latencies.Of(canonical, duration, Judge),
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
            by the clock: parse {Parse.Describe()}; verdict {Verdict.Describe()}; a loop as long as that verdict, without memory {Loop.Describe()}
            the same as the guard itself writes them, which are read once and not twice: verdict {Again.Describe()}
            100,000 conditions: {Conditions.Describe()}
            a list of 100,000: {List.Describe()}
            """
        );

    private static void Read(string sql)
    {
        if (SqlParser.ParseQuery(sql, SqlDialect.Postgres) is ParseOutcome.Failed failed)
            throw new InvalidOperationException(failed.Error.ToString());
    }

    private static void Judge(string sql) => WrittenBack(sql);

    private static string WrittenBack(string sql) =>
        QueryGuard.Check(sql, SqlDialect.Postgres, null, QueryPolicy.Default) switch
        {
            QueryVerdict.Allowed allowed => allowed.Query.Text,
            QueryVerdict.Refused refused => throw new InvalidOperationException(refused.Message),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };

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
