using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Timing;

/// <summary>
/// Finds the runs of steps that stray from their baseline, strongest first, by likelihood ratio over every run: a step, a spike, a gap
/// and a ramp are all runs. Each is then grown over neighbours that stray the same way, so that a half-affected first day belongs to it.
/// </summary>
internal static class EpisodeScan
{
    private const double Cap = 25;
    private const double FewRows = 10;

    /// <summary>A volume that strays for most of the series strays from nothing: the baseline was learned from it.</summary>
    private const double LongestShare = 0.6;

    /// <summary>A volume that is off by less is no incident, however many steps agree on it.</summary>
    private const double LeastEffect = 0.01;

    /// <summary>Of what hardly ever happens two or three are far more than usual, and still two or three rows.</summary>
    private const double LeastRows = 5;

    public static IReadOnlyList<Episode> Find(Series series, Baseline baseline, MetricForm form, double bar, int atMost, int usableEnd)
    {
        var n = Math.Min(series.Count, usableEnd);
        var z = new double[n];
        var weight = new double[n];
        var stray = new double[n];
        for (var i = 0; i < n; i++)
        {
            z[i] = Math.Clamp(Trust(form, series.Buckets[i]) * baseline.Deviation(i, form.Value(series.Buckets[i])), -Cap, Cap);
            weight[i] = Weight(form, baseline, i);
            stray[i] = form == MetricForm.Rate ? Rare(series.Buckets[i], baseline, i, z[i]) : z[i];
        }
        var longest = form.IsAdditive() ? Math.Max(7, (int)(LongestShare * n)) : n;
        var taken = new bool[n];
        var found = new List<Episode>();
        while (found.Count < atMost && Best(z, weight, taken, longest) is var (start, end, score) && Math.Abs(score) >= bar)
        {
            (start, end) = Grow(stray, taken, start, end, Math.Sign(score));
            for (var i = start; i < end; i++)
                taken[i] = true;
            var episode = Describe(series, baseline, form, start, end, score, end == n);
            if (Matters(form, episode, series.Sum(start, end).Denominator))
                found.Add(episode);
        }
        return found;
    }

    private static bool Matters(MetricForm form, Episode episode, double rows) =>
        form switch
        {
            MetricForm.Count or MetricForm.Sum => Math.Abs(episode.Observed - episode.Expected) >= LeastEffect * Math.Abs(episode.Expected),
            MetricForm.Rate => Math.Abs(episode.Observed - episode.Expected) * rows >= LeastRows,
            _ => true,
        };

    public static Episode Describe(Series series, Baseline baseline, MetricForm form, int start, int end, double z, bool open)
    {
        var sum = series.Sum(start, end);
        var (expected, weights) = (0.0, 0.0);
        for (var i = start; i < end; i++)
        {
            var w = form.IsAdditive() ? 1 : series.Buckets[i].Denominator;
            expected += baseline.Expected[i] * w;
            weights += w;
        }
        if (!form.IsAdditive())
            expected = weights > 0 ? expected / weights : 0;
        return new Episode(start, end, z, form.Value(sum) ?? double.NaN, expected, open);
    }

    /// <summary>One value of a few makes their mean: amounts have longer tails than the scatter of means allows for.</summary>
    private static double Trust(MetricForm form, Bucket bucket) =>
        form == MetricForm.Mean ? Math.Sqrt(bucket.Denominator / (bucket.Denominator + FewRows)) : 1;

    /// <summary>
    /// One or two of what hardly ever happens are many standard deviations and still chance: on the scale on which all rates scatter alike (Anscombe)
    /// they are few.
    /// </summary>
    private static double Rare(Bucket bucket, Baseline baseline, int i, double z)
    {
        if (bucket.Denominator <= 0 || baseline.Sigma[i] <= 0)
            return z;
        double Angle(double hits) => Math.Asin(Math.Sqrt((Math.Clamp(hits, 0, bucket.Denominator) + 0.375) / (bucket.Denominator + 0.75)));
        var expected = baseline.Expected[i];
        var chance = MetricForm.Rate.Scatter(bucket, expected, 0);
        var even =
            2
            * Math.Sqrt(bucket.Denominator)
            * (Angle(bucket.Numerator) - Angle(expected * bucket.Denominator))
            * chance
            / baseline.Sigma[i];
        return Math.Abs(even) < Math.Abs(z) ? even : z;
    }

    /// <summary>How sharply a step tells: the information that its bucket carries about a common shift.</summary>
    private static double Weight(MetricForm form, Baseline baseline, int i)
    {
        if (baseline.Sigma[i] <= 0)
            return 0;
        var unit = form.IsAdditive() ? Math.Max(baseline.Expected[i], 1e-9) : 1;
        return unit / baseline.Sigma[i];
    }

    private static (int Start, int End, double Score) Best(double[] z, double[] weight, bool[] taken, int longest)
    {
        var best = (Start: 0, End: 0, Score: 0.0);
        for (var start = 0; start < z.Length; start++)
        {
            var (a, b) = (0.0, 0.0);
            for (var end = start + 1; end <= Math.Min(z.Length, start + longest) && !taken[end - 1]; end++)
            {
                a += z[end - 1] * weight[end - 1];
                b += weight[end - 1] * weight[end - 1];
                if (b > 0 && Math.Abs(a) / Math.Sqrt(b) > Math.Abs(best.Score))
                    best = (start, end, a / Math.Sqrt(b));
            }
        }
        return best;
    }

    private static (int Start, int End) Grow(double[] z, bool[] taken, int start, int end, int sign)
    {
        while (start > 0 && !taken[start - 1] && sign * z[start - 1] > 2.6)
            start--;
        while (end < z.Length && !taken[end] && sign * z[end] > 2.6)
            end++;
        return (start, end);
    }
}
