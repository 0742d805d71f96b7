using Dataing.Analysis.Localisation;
using Dataing.Analysis.Statistics;

namespace Dataing.Bench.Segments.Worlds;

/// <summary>Shares of bad rows with one to three conditions, uneven clean shares, bunches, and optionally a common move or a shift of mix.</summary>
internal static class RateWorlds
{
    private const int Periods = 6;

    public static SegmentWorld Make(int seed, int causes = 1, double common = 0, double mix = 1)
    {
        var chance = new Chance(seed);
        int[] sizes = [chance.Whole(2, 6), chance.Whole(3, 10), chance.Whole(4, 20), chance.Whole(2, 8)];
        var (dimensions, codes, leaves) = Grid.Of(sizes);
        var weights = sizes.Select(s => chance.Zipf(s, chance.Uniform(0.3, 1.2))).ToArray();
        var rows = Math.Exp(chance.Uniform(Math.Log(5_000), Math.Log(100_000)));
        double[] means =
        [
            .. Enumerable.Range(0, leaves).Select(i => rows * sizes.Select((_, d) => weights[d][codes[d][i]]).Aggregate((a, b) => a * b)),
        ];
        var shares = Shares(chance, sizes, codes, leaves);
        var bunch = chance.Uniform(0, 0.01);
        var baseline = Enumerable.Range(0, Periods).Select(_ => Day(chance, means, shares, bunch)).ToArray();
        var truth = new List<IReadOnlyList<(int, int)>>();
        double[] hurt = [.. shares.Select(s => s + common * (1 - s))];
        for (var attempt = 0; truth.Count < causes && attempt < 80; attempt++)
            Hurt(chance, sizes, codes, means, shares, hurt, truth);
        if (mix != 1)
            means = [.. means.Select((m, i) => codes[0][i] == 0 ? m * mix : m)];
        var incident = Day(chance, means, hurt, bunch);
        var table = new LeafTable(dimensions, codes, incident, baseline);
        return new SegmentWorld(
            Grid.Only(table, i => incident.Denominator[i] > 0 || baseline.Any(b => b.Denominator[i] > 0)),
            MetricForm.Rate,
            truth
        );
    }

    /// <summary>Clean shares differ by segment: one value of the first dimension is always much worse.</summary>
    private static double[] Shares(Chance chance, int[] sizes, int[][] codes, int leaves)
    {
        var overall = Math.Exp(chance.Uniform(Math.Log(0.001), Math.Log(0.08)));
        var effects = sizes.Select(s => Enumerable.Range(0, s).Select(_ => Math.Exp(0.4 * chance.Normal())).ToArray()).ToArray();
        effects[0][0] *= 4;
        return
        [
            .. Enumerable
                .Range(0, leaves)
                .Select(i => Math.Min(0.6, overall * effects.Select((e, d) => e[codes[d][i]]).Aggregate((a, b) => a * b))),
        ];
    }

    private static LeafMeasures Day(Chance chance, double[] means, double[] shares, double bunch)
    {
        var hits = new double[means.Length];
        var rows = new double[means.Length];
        for (var i = 0; i < hits.Length; i++)
        {
            var count = chance.Poisson(means[i]);
            rows[i] = count;
            hits[i] = chance.Binomial(count, Bunched(chance, shares[i], bunch));
        }
        return new LeafMeasures(hits, rows);
    }

    private static double Bunched(Chance chance, double share, double bunch)
    {
        if (bunch < 0.001 || share is <= 0 or >= 1)
            return share;
        var worth = 1 / bunch - 1;
        var (a, b) = (chance.Gamma(share * worth), chance.Gamma((1 - share) * worth));
        return a / (a + b);
    }

    private static void Hurt(
        Chance chance,
        int[] sizes,
        int[][] codes,
        double[] means,
        double[] shares,
        double[] hurt,
        List<IReadOnlyList<(int, int)>> truth
    )
    {
        var dimensions = chance.Distinct(chance.Whole(1, 4), sizes.Length);
        (int Dimension, int Code)[] element = [.. dimensions.Select(d => (d, chance.Whole(0, sizes[d])))];
        var turned = chance.Uniform(0.05, 0.9);
        int[] hit = [.. Enumerable.Range(0, means.Length).Where(i => element.All(x => codes[x.Dimension][i] == x.Code))];
        var rows = hit.Sum(i => means[i]);
        var before = hit.Sum(i => means[i] * shares[i]);
        var after = before + turned * (rows - before);
        if (hit.Any(i => hurt[i] != shares[i]) || LogLikelihood.Binomial(after, before, rows) < 30 || rows > 0.5 * means.Sum())
            return;
        truth.Add(element);
        foreach (var i in hit)
            hurt[i] = shares[i] + turned * (1 - shares[i]);
    }
}
