using Dataing.Analysis.Localisation.Cube;
using Dataing.Analysis.Statistics;

namespace Dataing.Analysis.Localisation.Noise;

/// <summary>
/// The factor the unaffected rest grew by: the mode of cell ratios at the finest level that carries counts.
/// A median over coarse cells is dragged along when the incident covers a third of the table.
/// </summary>
internal static class CommonGrowth
{
    private const double CarriesCounts = 25;
    private const int MostCells = 6000;

    /// <summary>The overall mode, and the mode among ratios near <paramref name="usual"/> when enough of the table is there.</summary>
    public static (double Mode, double? NearUsual) Find(
        CuboidLattice lattice,
        double[][] observed,
        double[][] expected,
        double usual,
        double window,
        double unit
    )
    {
        var (ratios, weights) = CellRatios(lattice, observed, expected, unit);
        if (ratios.Length == 0)
            return (expected[0][0] > 0 ? observed[0][0] / expected[0][0] : 1, null);
        var total = weights.Sum();
        var near = Enumerable.Range(0, ratios.Length).Where(i => Math.Abs(Math.Log(Math.Max(1e-9, ratios[i]) / usual)) <= window).ToArray();
        double[] nearRatios = [.. near.Select(i => ratios[i])];
        double[] nearWeights = [.. near.Select(i => weights[i])];
        var enough = nearWeights.Sum() >= 0.1 * total;
        return (Refined(ratios, weights), enough ? Refined(nearRatios, nearWeights) : null);
    }

    private static double Refined(double[] ratios, double[] weights)
    {
        var mode = HalfSampleMode.Find(ratios, weights);
        var reach = Math.Max(0.02, 6 * NearestFifth(ratios, mode)) * Math.Max(mode, 1e-9);
        for (var round = 0; round < 4; round++)
        {
            var (sum, weight) = (0.0, 0.0);
            for (var i = 0; i < ratios.Length; i++)
            {
                var u = (ratios[i] - mode) / reach;
                if (Math.Abs(u) >= 1)
                    continue;
                var w = weights[i] * (1 - u * u) * (1 - u * u);
                sum += w * ratios[i];
                weight += w;
            }
            mode = weight > 0 ? sum / weight : mode;
        }
        return mode;
    }

    /// <summary>The distance within which the nearest fifth lies: the width of the peak, whatever lies elsewhere.</summary>
    private static double NearestFifth(double[] ratios, double mode)
    {
        var distances = new double[ratios.Length];
        for (var i = 0; i < distances.Length; i++)
            distances[i] = Math.Abs(ratios[i] - mode) / Math.Max(mode, 1e-9);
        Array.Sort(distances);
        return Robust.OfSorted(distances, 0.2);
    }

    private static (double[] Ratios, double[] Weights) CellRatios(
        CuboidLattice lattice,
        double[][] observed,
        double[][] expected,
        double unit
    )
    {
        var bar = CarriesCounts * unit;
        var total = expected[0][0];
        var deepest = lattice.Cuboids[^1].Dimensions.Length;
        for (var size = deepest; size > 0; size--)
        {
            var level = Enumerable.Range(0, lattice.Cuboids.Count).Where(c => lattice.Cuboids[c].Dimensions.Length == size).ToArray();
            var cells = level.Sum(c => expected[c].Count(e => e > bar));
            var carried = level.Sum(c => expected[c].Where(e => e > bar).Sum());
            if (cells >= 12 && carried > 0.5 * total * level.Length || size == 1 && cells > 0)
                return Sample(level, observed, expected, bar, cells);
        }
        return ([], []);
    }

    private static (double[] Ratios, double[] Weights) Sample(int[] level, double[][] observed, double[][] expected, double bar, int cells)
    {
        var step = Math.Max(1, cells / MostCells);
        var ratios = new List<double>();
        var weights = new List<double>();
        var seen = 0;
        foreach (var c in level)
            for (var i = 0; i < expected[c].Length; i++)
            {
                if (expected[c][i] <= bar || seen++ % step != 0)
                    continue;
                ratios.Add(observed[c][i] / expected[c][i]);
                weights.Add(expected[c][i]);
            }
        return ([.. ratios], [.. weights]);
    }
}
