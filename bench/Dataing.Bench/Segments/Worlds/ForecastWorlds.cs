using Dataing.Analysis.Localisation;

namespace Dataing.Bench.Segments.Worlds;

/// <summary>Thick leaves with relative noise, actual against forecast: one to nine elements moved by a common severity per cause.</summary>
internal static class ForecastWorlds
{
    public static readonly int[] Sizes = [10, 12, 10, 8, 5];

    public static SegmentWorld Make(int seed, bool singleLeaves = false, double? noise = null, int? causes = null)
    {
        var chance = new Chance(seed);
        var (dimensions, codes, leaves) = Grid.Of(Sizes);
        var (actual, forecast) = Clean(chance, leaves, noise ?? chance.Uniform(0, 0.25));
        var truth = new List<IReadOnlyList<(int, int)>>();
        var drop = chance.Flip(0.5);
        var taken = new bool[leaves];
        for (var c = causes ?? chance.Whole(1, 4); c > 0; c--)
            Hurt(chance, codes, actual, forecast, truth, taken, drop, singleLeaves);
        var rows = new double[leaves];
        Array.Fill(rows, 1);
        var table = new LeafTable(dimensions, codes, new LeafMeasures(actual, rows), [new LeafMeasures(forecast, rows)]);
        return new SegmentWorld(table, MetricForm.Sum, truth);
    }

    private static (double[] Actual, double[] Forecast) Clean(Chance chance, int leaves, double noise)
    {
        var shape = chance.Uniform(0.5, 1);
        var zeros = chance.Uniform(0, 0.1);
        var actual = new double[leaves];
        var forecast = new double[leaves];
        for (var i = 0; i < leaves; i++)
        {
            var value = chance.Flip(zeros) ? 0 : 100 * chance.Weibull(shape);
            actual[i] = value;
            forecast[i] = value * Math.Max(0.01, 1 + noise * chance.Normal());
        }
        return (actual, forecast);
    }

    private static void Hurt(
        Chance chance,
        int[][] codes,
        double[] actual,
        double[] forecast,
        List<IReadOnlyList<(int, int)>> truth,
        bool[] taken,
        bool drop,
        bool singleLeaves
    )
    {
        var depth = singleLeaves ? Sizes.Length : chance.Whole(1, Sizes.Length);
        var dimensions = chance.Distinct(depth, Sizes.Length);
        var severity = chance.Uniform(singleLeaves ? 0.5 : 0.2, 1);
        var deviation = chance.Uniform(0, 0.1);
        for (var e = chance.Whole(1, 4); e > 0; e--)
        {
            (int Dimension, int Code)[] element = [.. dimensions.Select(d => (d, chance.Whole(0, Sizes[d])))];
            int[] hit = [.. Enumerable.Range(0, actual.Length).Where(i => element.All(x => codes[x.Dimension][i] == x.Code))];
            if (hit.Any(i => taken[i]) || hit.All(i => actual[i] == 0))
                continue;
            truth.Add(element);
            foreach (var i in hit)
            {
                taken[i] = true;
                var factor = Math.Max(0, 1 - severity - deviation * chance.Normal());
                if (drop)
                    actual[i] = forecast[i] * factor;
                else
                    (actual[i], forecast[i]) = (forecast[i], forecast[i] * factor);
            }
        }
    }
}
