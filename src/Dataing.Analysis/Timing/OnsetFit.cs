using Dataing.Analysis.Localisation;
using Dataing.Analysis.Statistics;

namespace Dataing.Analysis.Timing;

/// <summary>Where within a stretch of fine steps a change set in: the two steps that most likely hold it, and how sure that is.</summary>
/// <param name="Step">The most likely first step of the new regime.</param>
/// <param name="From">The first of the one or two steps that hold the onset.</param>
/// <param name="Width">How many steps that is: 1 or 2.</param>
/// <param name="Certainty">Posterior mass of those steps.</param>
internal sealed record OnsetFit(int Step, int From, int Width, double Certainty)
{
    private const double Sure = 0.75;
    private const int Widest = 46;

    /// <summary>
    /// Compares, for every possible first step, the likelihood of the steps before it under the old regime and from it on under the new.
    /// With <paramref name="ending"/> the regimes are the other way round: the step found is the first one back to normal.
    /// </summary>
    public static OnsetFit Find(
        Series series,
        Baseline baseline,
        MetricForm form,
        int from,
        int to,
        double ratio,
        double level,
        bool ending
    )
    {
        from = Math.Max(0, from);
        to = Math.Min(series.Count, to);
        var gain = new double[to - from + 1];
        for (var i = to - 1; i >= from; i--)
        {
            var altered = Likelihood(series.Buckets[i], baseline, i, form, ratio, level);
            gain[i - from] = gain[i - from + 1] + (ending ? -altered : altered);
        }
        var best = 0;
        for (var i = 1; i < gain.Length; i++)
            if (gain[i] > gain[best] + 1e-9)
                best = i;
        var earliest = best;
        // Steps without a row fit both regimes alike: what is known is the first step with rows of the new one.
        while (best + 1 < gain.Length && Math.Abs(gain[best + 1] - gain[best]) <= 1e-9)
            best++;
        double[] mass = [.. gain.Select((g, i) => i >= earliest && i < best ? 0 : Math.Exp(g - gain[best]))];
        var total = mass.Sum();
        if (mass[best] / total > 0.97)
            return new OnsetFit(from + best, from + best, 1, mass[best] / total);
        var before = best > 0 ? mass[best - 1] : 0;
        var after = best + 1 < mass.Length ? mass[best + 1] : 0;
        var first = before > 0 && before >= after ? best - 1 : best;
        var certainty = (mass[best] + Math.Max(before, after)) / total;
        return certainty >= Sure ? new OnsetFit(from + best, from + first, 2, certainty) : Wide(from, best, mass, total);
    }

    /// <summary>Where two steps do not hold it, the run of steps that does with nine chances in ten.</summary>
    private static OnsetFit Wide(int from, int best, double[] mass, double total)
    {
        var (low, high, held) = (best, best, mass[best]);
        while (held < 0.9 * total && high - low + 1 < mass.Length)
        {
            var below = low > 0 ? mass[low - 1] : -1;
            var above = high + 1 < mass.Length ? mass[high + 1] : -1;
            held += below >= above ? mass[--low] : mass[++high];
        }
        low = Math.Max(0, low - 1);
        return new OnsetFit(from + best, from + low, Math.Min(high - low + 1, Widest), held / total);
    }

    /// <summary>How much better a step fits the new regime than the old one, in nats.</summary>
    private static double Likelihood(Bucket bucket, Baseline baseline, int i, MetricForm form, double ratio, double level)
    {
        var expected = baseline.Expected[i];
        switch (form)
        {
            case MetricForm.Count:
                var e = Math.Max(expected, 1e-3);
                var dispersion = Math.Max(1, baseline.Sigma[i] * baseline.Sigma[i] / e);
                var factor = Math.Clamp(ratio, 1e-3, 1e4);
                return (bucket.Numerator * Math.Log(factor) - e * (factor - 1)) / dispersion;
            case MetricForm.Rate:
                if (bucket.Denominator <= 0)
                    return 0;
                var (p0, p1) = (Probability(expected), Probability(level));
                var hits = Math.Clamp(bucket.Numerator, 0, bucket.Denominator);
                return hits * Math.Log(p1 / p0) + (bucket.Denominator - hits) * Math.Log((1 - p1) / (1 - p0));
            default:
                var value = form.Value(bucket);
                if (value is null || baseline.Sigma[i] <= 0)
                    return 0;
                var target = form == MetricForm.Sum ? expected * ratio : level;
                var old = (value.Value - expected) / baseline.Sigma[i];
                var now = (value.Value - target) / baseline.Sigma[i];
                return Math.Clamp((old * old - now * now) / 2, -20, 20);
        }
    }

    private static double Probability(double p) => Math.Clamp(p, 1e-4, 1 - 1e-4);
}
