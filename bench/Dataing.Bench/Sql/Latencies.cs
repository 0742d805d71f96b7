using System.Diagnostics;
using System.Globalization;

namespace Dataing.Bench.Sql;

/// <summary>How long single statements took by the clock, in microseconds.</summary>
internal sealed record Latencies(double Median, double P99)
{
    public static Latencies Of(string[] statements, TimeSpan duration, Action<string> act)
    {
        // Room for all of it beforehand: a list that grows would be measured along.
        var times = new double[20_000_000];
        var count = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration && count + statements.Length < times.Length; )
            foreach (var sql in statements)
            {
                var start = Stopwatch.GetTimestamp();
                act(sql);
                times[count++] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        Array.Sort(times, 0, count);
        return new(times[count / 2], times[(int)(count * 0.99)]);
    }

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"p50 {Median:F1} µs, p99 {P99:F1} µs");
}
