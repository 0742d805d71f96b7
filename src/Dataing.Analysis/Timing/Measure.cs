using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Timing;

/// <summary>Reads a metric's value and its natural scatter from a bucket's additive measures.</summary>
internal static class Measure
{
    /// <summary>Counts and sums are added up; rates and means are divided at the last step.</summary>
    public static bool IsAdditive(this MetricForm form) => form is MetricForm.Count or MetricForm.Sum;

    /// <summary>The metric; null where there is nothing to divide by.</summary>
    public static double? Value(this MetricForm form, Bucket bucket)
    {
        if (form.IsAdditive())
            return bucket.Numerator;
        return bucket.Denominator > 0 ? bucket.Numerator / bucket.Denominator : null;
    }

    /// <summary>The standard deviation that chance alone gives a bucket around what is expected of it.</summary>
    public static double Scatter(this MetricForm form, Bucket bucket, double expected, double within) =>
        form switch
        {
            MetricForm.Count => Math.Sqrt(Math.Max(expected, 0.5)),
            MetricForm.Sum => Math.Sqrt(Math.Max(bucket.Denominator, 1)) * within,
            MetricForm.Rate => RateScatter(expected, bucket.Denominator),
            _ => within / Math.Sqrt(Math.Max(bucket.Denominator, 1)),
        };

    private static double RateScatter(double expected, double rows)
    {
        var n = Math.Max(rows, 1);
        var p = Math.Clamp(expected, 0.4 / n, 1 - 0.4 / n);
        return Math.Sqrt(p * (1 - p) / n);
    }
}
