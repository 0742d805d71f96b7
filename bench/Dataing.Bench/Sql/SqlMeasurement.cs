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
    double ParseP99,
    double VerdictP99,
    double Conditions,
    double List
)
{
    /// <summary>Rates are by processor time, so that neighbours on the machine do not count; the slowest are by the clock, and do.</summary>
    public static SqlMeasurement Run(string file, TimeSpan duration)
    {
        var statements = File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var characters = statements.Sum(s => s.Length);
        for (var i = 0; i < 5_000; i++)
            foreach (var sql in statements)
                Parse(sql);

        using var process = Process.GetCurrentProcess();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var processor = process.TotalProcessorTime;
        var rounds = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration; rounds++)
            foreach (var sql in statements)
                Parse(sql);
        process.Refresh();
        var spent = (process.TotalProcessorTime - processor).TotalSeconds;
        var count = (double)rounds * statements.Length;
        return new(
            count / spent,
            rounds * (double)characters / spent / 1e6,
            (GC.GetAllocatedBytesForCurrentThread() - allocated) / count,
            Slowest(statements, duration, Parse),
            Slowest(statements, duration, sql => QueryGuard.Check(sql, SqlDialect.Postgres, null, QueryPolicy.Default)),
            Fastest("SELECT a FROM t WHERE " + string.Join(" AND ", Enumerable.Range(0, 100_000).Select(i => $"a = {i}"))),
            Fastest($"SELECT a FROM t WHERE a IN ({string.Join(", ", Enumerable.Range(0, 100_000))})")
        );
    }

    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            parse: {StatementsPerSecond:N0} statements/s of processor time, {MegabytesPerSecond:F1} MB/s, {BytesPerStatement:N0} bytes allocated per statement
            p99 by the clock: parse {ParseP99:F1} µs, verdict {VerdictP99:F1} µs
            100,000 conditions: {Conditions:F1} ms; a list of 100,000: {List:F1} ms
            """
        );

    private static void Parse(string sql)
    {
        if (SqlParser.ParseQuery(sql, SqlDialect.Postgres) is ParseOutcome.Failed failed)
            throw new InvalidOperationException(failed.Error.ToString());
    }

    private static double Slowest(string[] statements, TimeSpan duration, Action<string> act)
    {
        for (var i = 0; i < 2_000; i++)
            foreach (var sql in statements)
                act(sql);
        var times = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration; )
            foreach (var sql in statements)
            {
                var start = Stopwatch.GetTimestamp();
                act(sql);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        times.Sort();
        return times[(int)(times.Count * 0.99)];
    }

    private static double Fastest(string sql)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Parse(sql);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return best;
    }
}
