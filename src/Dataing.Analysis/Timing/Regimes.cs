using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Timing;

/// <summary>How much better a step fits the new regime of a metric than the old one, in nats.</summary>
/// <param name="Form">How the metric is made up.</param>
/// <param name="Baseline">The old regime.</param>
/// <param name="Ratio">The new regime of a count or sum, as a factor of the old.</param>
/// <param name="Level">The new regime of a rate or mean.</param>
internal sealed record Regimes(MetricForm Form, Baseline Baseline, double Ratio, double Level)
{
    /// <summary>How a mean that has hours of its own moved: to one level, by an amount, or by a factor.</summary>
    public MeanMove Move { get; init; } = new(0, 0);

    // Any minute is as likely as any other, but for the full hour, at which jobs and releases begin.
    private static readonly double[] Shares = [0.02, 0.06, 0.2, 0.4, 0.6, 0.8, 1];
    private static readonly double[] Prior = [0.04, 0.08, 0.16, 0.16, 0.16, 0.14, 0.26];

    /// <summary>The step is hit all through.</summary>
    public double Whole(Bucket bucket, int i) => Likelihood(bucket, i, 1);

    /// <summary>A share of the step's rows is hit, or all of them by a share of the change; what ordinary days scatter beyond chance is no evidence.</summary>
    public double Told(Bucket bucket, int i, double share)
    {
        if (Form != MetricForm.Rate || bucket.Denominator <= 0)
            return Likelihood(bucket, i, share);
        var chance = Form.Scatter(bucket, Baseline.Expected[i], 0);
        return Likelihood(bucket, i, share) / Math.Max(1, chance > 0 ? Math.Pow(Baseline.Sigma[i] / chance, 2) : 1);
    }

    /// <summary>The change set in at some moment of the step, nobody knows which.</summary>
    public double InPart(Bucket bucket, int i)
    {
        double[] each = [.. Shares.Select(share => Likelihood(bucket, i, share))];
        var most = each.Max();
        return most + Math.Log(each.Zip(Prior, (e, p) => p * Math.Exp(e - most)).Sum());
    }

    /// <summary>How much of the step is hit, as far as can be told.</summary>
    public double ShareHit(Bucket bucket, int i)
    {
        double[] each = [.. Shares.Select(share => Likelihood(bucket, i, share))];
        var most = each.Max();
        double[] weights = [.. each.Zip(Prior, (e, p) => p * Math.Exp(e - most))];
        return weights.Zip(Shares, (w, s) => w * s).Sum() / weights.Sum();
    }

    /// <summary>False for a step that both regimes fit alike, for want of rows.</summary>
    public bool Tells(Bucket bucket, int i) =>
        Form switch
        {
            MetricForm.Count or MetricForm.Sum => bucket.Rows > 0 || Baseline.Expected[i] > 0.01,
            _ => bucket.Denominator > 0,
        };

    /// <summary>The step is hit all through, and the last minutes of the one before may have been hit as well for all that its rows show.</summary>
    public bool MayHaveBegunBefore(Series series, int step)
    {
        var bucket = series.Buckets[step];
        return Likelihood(bucket, step, 1) >= Likelihood(bucket, step, Shares[^2])
            && Likelihood(series.Buckets[step - 1], step - 1, Shares[0]) > -3;
    }

    private double Likelihood(Bucket bucket, int i, double share)
    {
        var expected = Baseline.Expected[i];
        switch (Form)
        {
            case MetricForm.Count:
                var e = Math.Max(expected, 1e-3);
                var dispersion = Math.Max(1, Baseline.Sigma[i] * Baseline.Sigma[i] / e);
                var factor = Math.Clamp(1 + share * (Ratio - 1), 1e-3, 1e4);
                return (bucket.Numerator * Math.Log(factor) - e * (factor - 1)) / dispersion;
            case MetricForm.Rate:
                if (bucket.Denominator <= 0)
                    return 0;
                var (p0, p1) = (Probability(expected), Probability(expected + share * (Level - expected)));
                var hits = Math.Clamp(bucket.Numerator, 0, bucket.Denominator);
                return hits * Math.Log(p1 / p0) + (bucket.Denominator - hits) * Math.Log((1 - p1) / (1 - p0));
            default:
                var value = Form.Value(bucket);
                if (value is null || Baseline.Sigma[i] <= 0)
                    return 0;
                var target = Form == MetricForm.Sum ? expected * Ratio : Move.Of(expected, Level);
                var old = (value.Value - expected) / Baseline.Sigma[i];
                var now = (value.Value - expected - share * (target - expected)) / Baseline.Sigma[i];
                return Math.Clamp((old * old - now * now) / 2, -20, 20);
        }
    }

    private static double Probability(double p) => Math.Clamp(p, 1e-4, 1 - 1e-4);
}
