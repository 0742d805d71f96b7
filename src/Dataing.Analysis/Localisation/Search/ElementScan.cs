using System.Numerics;
using System.Runtime.InteropServices;
using Dataing.Analysis.Localisation.Cube;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>Looks at every element of every cuboid and keeps the most surprising ones, by the approximate gain.</summary>
internal sealed class ElementScan
{
    private readonly CuboidLattice _lattice;
    private readonly double[][] _observed;
    private readonly double[][] _expected;
    private readonly double[][] _trials;
    private readonly double[] _gains;
    private readonly int _deepest;

    public ElementScan(CuboidLattice lattice, ShiftFamily family, int deepest)
    {
        _lattice = lattice;
        _deepest = deepest;
        _observed = lattice.NewCells();
        _expected = lattice.NewCells();
        _trials = family == ShiftFamily.Rate ? lattice.NewCells() : [];
        _gains = new double[lattice.Cuboids.Max(c => c.Cells)];
    }

    /// <summary>The best elements, best first; ties keep the coarser and earlier one first.</summary>
    public List<Candidate> Best(LeafEvidence evidence, Deflation deflation, int count)
    {
        RollUp(evidence.ScanObserved, evidence.ScanExpected, evidence.ScanTrials, evidence.ScanFamily);
        var best = new PriorityQueue<Candidate, double>(count + 1);
        for (var c = 0; c < _lattice.Cuboids.Count; c++)
            if (_lattice.Cuboids[c].Dimensions.Length <= _deepest)
                Collect(c, evidence.ScanFamily, deflation[c], best, count);
        return [.. best.UnorderedItems.Select(i => i.Element).OrderByDescending(c => c.Score).ThenBy(c => c.Cuboid).ThenBy(c => c.Cell)];
    }

    public void RollUp(double[] observed, double[] expected, double[] trials, ShiftFamily family)
    {
        _lattice.RollUp(observed, _observed);
        _lattice.RollUp(expected, _expected);
        if (family == ShiftFamily.Rate)
            _lattice.RollUp(trials, _trials);
    }

    /// <summary>Approximate gains of all cells of a cuboid, valid until the next call.</summary>
    public ReadOnlySpan<double> Gains(int cuboid, ShiftFamily family)
    {
        var gains = _gains.AsSpan(0, _lattice.Cuboids[cuboid].Cells);
        if (family == ShiftFamily.Rate)
            RateGains(_observed[cuboid], _expected[cuboid], _trials[cuboid], gains);
        else
            CountGains(
                _observed[cuboid],
                _expected[cuboid],
                gains,
                family == ShiftFamily.Count ? 1.0 / 3 : 0,
                family == ShiftFamily.Count ? 0.25 : 1e-12
            );
        return gains;
    }

    public ReadOnlySpan<double> Expected(int cuboid) => _expected[cuboid];

    /// <summary>The sums of a cell as of the latest roll-up.</summary>
    public Sums At(int cuboid, long cell) =>
        new(_observed[cuboid][cell], _expected[cuboid][cell], _trials.Length > 0 ? _trials[cuboid][cell] : 0);

    private void Collect(int cuboid, ShiftFamily family, double deflation, PriorityQueue<Candidate, double> best, int count)
    {
        var gains = Gains(cuboid, family);
        var price = Price(_lattice.Cuboids[cuboid]);
        var bar = Raw(best, count, price, deflation);
        var wide = MemoryMarshal.Cast<double, Vector<double>>(gains);
        for (var block = 0; block * Vector<double>.Count < gains.Length; block++)
        {
            if (block < wide.Length && !Vector.GreaterThanAny(wide[block], new Vector<double>(bar)))
                continue;
            var end = Math.Min(gains.Length, (block + 1) * Vector<double>.Count);
            for (var cell = block * Vector<double>.Count; cell < end; cell++)
            {
                if (gains[cell] <= bar)
                    continue;
                var score = gains[cell] / deflation - price;
                best.Enqueue(new Candidate(cuboid, cell, score), score);
                if (best.Count > count)
                    best.Dequeue();
                bar = Raw(best, count, price, deflation);
            }
        }
    }

    public static double Price(Cuboid cuboid) => cuboid.Price + 2 * Math.Max(0, cuboid.Dimensions.Length - 1);

    /// <summary>The raw gain that would still get in.</summary>
    private static double Raw(PriorityQueue<Candidate, double> best, int count, double price, double deflation)
    {
        var floor = best.Count >= count && best.TryPeek(out _, out var least) ? Math.Max(0, least) : 0;
        return (floor + price) * deflation;
    }

    private static void CountGains(double[] observed, double[] expected, Span<double> gains, double skew, double least)
    {
        var o = MemoryMarshal.Cast<double, Vector<double>>(observed);
        var e = MemoryMarshal.Cast<double, Vector<double>>(expected);
        var g = MemoryMarshal.Cast<double, Vector<double>>(gains);
        var floor = new Vector<double>(least);
        for (var i = 0; i < g.Length; i++)
        {
            var surplus = o[i] - e[i];
            var spread = Vector.Max(e[i] + surplus * skew, floor);
            g[i] = surplus * surplus / (spread + spread);
        }
        for (var i = g.Length * Vector<double>.Count; i < gains.Length; i++)
        {
            var surplus = observed[i] - expected[i];
            gains[i] = surplus * surplus / (2 * Math.Max(expected[i] + surplus * skew, least));
        }
    }

    private static void RateGains(double[] observed, double[] expected, double[] trials, Span<double> gains)
    {
        for (var i = 0; i < gains.Length; i++)
        {
            var sums = new Sums(observed[i], expected[i], trials[i]);
            gains[i] = sums.Surplus * sums.Surplus / (2 * ShiftFamily.Rate.Spread(sums));
        }
    }
}

/// <summary>An element found by the scan.</summary>
internal readonly record struct Candidate(int Cuboid, int Cell, double Score);
