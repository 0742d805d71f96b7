using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Timing;

/// <summary>
/// How a mean moved that is not the same at all hours: every hour by the same amount or by the same factor. Without either, all hours came to
/// have one level.
/// </summary>
/// <param name="Amount">What was added.</param>
/// <param name="Factor">What it was multiplied by; 0 where it was not.</param>
internal sealed record MeanMove(double Amount, double Factor)
{
    public double Of(double expected, double level) =>
        Factor != 0 ? expected * Factor
        : Amount != 0 ? expected + Amount
        : level;

    /// <summary>The way that the steps of the new regime fit best.</summary>
    public static MeanMove Of(Series series, Baseline baseline, MetricForm form, int from, int to, double observed, double expected)
    {
        MeanMove[] ways =
        [
            new(0, 0),
            new(observed - expected, 0),
            new(0, Math.Sign(observed) == Math.Sign(expected) ? observed / expected : 0),
        ];
        return form == MetricForm.Mean ? ways.MinBy(Misfit) ?? ways[0] : ways[0];

        double Misfit(MeanMove way)
        {
            var sum = 0.0;
            for (var i = Math.Max(0, from); i < Math.Min(to, series.Count); i++)
                if (form.Value(series.Buckets[i]) is { } value && baseline.Sigma[i] > 0)
                    sum += Math.Min(25, Math.Pow((value - way.Of(baseline.Expected[i], observed)) / baseline.Sigma[i], 2));
            return sum;
        }
    }
}
