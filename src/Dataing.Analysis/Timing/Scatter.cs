using Dataing.Analysis.Statistics;

namespace Dataing.Analysis.Timing;

/// <summary>How far single values lie apart, for the scatter of their sums and means.</summary>
internal static class Scatter
{
    /// <summary>The usual standard deviation of single values within a step; null for a quotient of sums, whose single values have none.</summary>
    public static double? Within(Series series, bool[] usable)
    {
        if (series.Buckets.All(b => b.Squares == 0) && series.Buckets.Any(b => b.Numerator != 0))
            return null;
        var deviations = new List<double>();
        for (var i = 0; i < series.Count; i++)
        {
            var bucket = series.Buckets[i];
            if (!usable[i] || bucket.Denominator < 2)
                continue;
            var mean = bucket.Numerator / bucket.Denominator;
            deviations.Add(Math.Sqrt(Math.Max(0, bucket.Squares / bucket.Denominator - mean * mean)));
        }
        return deviations.Count == 0 ? 0 : Robust.Median(deviations.ToArray());
    }
}
