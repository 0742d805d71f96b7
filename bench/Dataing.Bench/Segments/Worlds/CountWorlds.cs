using Dataing.Analysis.Localisation;
using Dataing.Analysis.Statistics;

namespace Dataing.Bench.Segments.Worlds;

/// <summary>Counts as a warehouse has them: skewed values, thin leaves, days that vary, a common growth, and one to three causes.</summary>
internal static class CountWorlds
{
    private const int Periods = 6;

    public static SegmentWorld Make(int seed, int causes = -1, double common = 1)
    {
        var chance = new Chance(seed);
        int[] sizes = [chance.Whole(3, 7), chance.Whole(4, 12), chance.Whole(5, 25), chance.Whole(2, 6), chance.Whole(3, 9)];
        var (dimensions, codes, leaves) = Grid.Of(sizes);
        var means = Means(chance, sizes, codes, leaves);
        var relative = chance.Uniform(0, 0.12);
        var bunch = chance.Uniform(1, 2.5);
        var growth = Math.Exp(0.08 * chance.Normal()) * common;
        var baseline = Enumerable
            .Range(0, Periods)
            .Select(_ => Day(chance, means, Math.Exp(0.05 * chance.Normal()), relative, bunch))
            .ToArray();
        var truth = new List<IReadOnlyList<(int, int)>>();
        var factor = new double[leaves];
        Array.Fill(factor, 1);
        var count = causes < 0 ? chance.Whole(1, 4) : causes;
        for (var attempt = 0; truth.Count < count && attempt < 60; attempt++)
            Hurt(chance, sizes, codes, means, factor, truth, relative, bunch);
        var incident = Day(chance, [.. means.Select((m, i) => m * factor[i])], growth, relative, bunch);
        var table = new LeafTable(dimensions, codes, incident, baseline);
        return new SegmentWorld(
            Grid.Only(table, i => incident.Numerator[i] > 0 || baseline.Any(b => b.Numerator[i] > 0)),
            MetricForm.Count,
            truth
        );
    }

    private static double[] Means(Chance chance, int[] sizes, int[][] codes, int leaves)
    {
        var weights = sizes.Select(s => chance.Zipf(s, chance.Uniform(0.3, 1.3))).ToArray();
        var rows = Math.Exp(chance.Uniform(Math.Log(10_000), Math.Log(200_000)));
        return
        [
            .. Enumerable
                .Range(0, leaves)
                .Select(i => rows * sizes.Select((_, d) => weights[d][codes[d][i]]).Aggregate((a, b) => a * b) * chance.Gamma(2) / 2),
        ];
    }

    private static LeafMeasures Day(Chance chance, double[] means, double level, double relative, double bunch)
    {
        var counts = new double[means.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            var mean = Math.Max(0, means[i] * level * (1 + relative * chance.Normal()));
            counts[i] = bunch < 1.05 ? chance.Poisson(mean) : chance.Poisson(mean > 0 ? chance.Gamma(mean / (bunch - 1)) * (bunch - 1) : 0);
        }
        return new LeafMeasures(counts, counts);
    }

    /// <summary>A cause that an oracle who knows it would see clearly, and that does not overlap another.</summary>
    private static void Hurt(
        Chance chance,
        int[] sizes,
        int[][] codes,
        double[] means,
        double[] factor,
        List<IReadOnlyList<(int, int)>> truth,
        double relative,
        double bunch
    )
    {
        var dimensions = chance.Distinct(chance.Whole(1, 4), sizes.Length);
        (int Dimension, int Code)[] element = [.. dimensions.Select(d => (d, chance.Whole(0, sizes[d])))];
        var by = chance.Flip(0.7) ? chance.Uniform(0, 0.6) : chance.Uniform(1.6, 3.5);
        int[] hit = [.. Enumerable.Range(0, means.Length).Where(i => element.All(x => codes[x.Dimension][i] == x.Code))];
        var mean = hit.Sum(i => means[i]);
        var variance = hit.Sum(i => bunch * means[i] + relative * relative * means[i] * means[i]);
        var seen = LogLikelihood.Poisson(mean * by, mean) * mean / Math.Max(variance, 1e-9);
        if (hit.Any(i => factor[i] != 1) || seen < 30 || mean > 0.4 * means.Sum())
            return;
        truth.Add(element);
        foreach (var i in hit)
            factor[i] = by;
    }
}
