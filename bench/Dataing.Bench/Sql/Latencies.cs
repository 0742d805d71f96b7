using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Dataing.Bench.Sql;

/// <summary>How long single statements took by the clock, in microseconds; the p99 is over all calls, whatever held them up.</summary>
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

    /// <summary>What the machine does to a loop that touches no memory and takes about as long: a p99 cannot be expected to be lower.</summary>
    public static Latencies OfLoop(double microseconds, TimeSpan duration)
    {
        const int tried = 2_000_000;
        Spin(tried);
        var start = Stopwatch.GetTimestamp();
        Spin(tried);
        var turns = (int)(microseconds * tried / Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        return Of([""], duration, _ => Spin(turns));
    }

    // Otherwise its first and longest run would be the slow one that everything is told by.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spin(int turns)
    {
        var number = 1ul;
        for (var i = 0; i < turns; i++)
            number = number * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407;
        GC.KeepAlive(number == 0 ? "" : null);
    }

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"p50 {Median:F1} µs, p99 {P99:F1} µs");
}
