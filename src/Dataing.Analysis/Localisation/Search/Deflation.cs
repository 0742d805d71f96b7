using Dataing.Analysis.Localisation.Cube;
using Dataing.Analysis.Localisation.Noise;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>
/// How much more each cuboid's cells stray on clean days than independent leaves would: rows of a segment move together, so
/// evidence is divided by what past periods show. This is the placebo of the search.
/// </summary>
internal sealed class Deflation
{
    private const int PeriodsNeeded = 3;
    private const int MostPeriods = 8;
    private const double Trim = 0.1;

    /// <summary>Mean of a chi square with its largest tenth cut off, over the untrimmed mean.</summary>
    private const double TrimmedMean = 0.623;
    private readonly double[] _factors;

    private Deflation(double[] factors, double whole)
    {
        _factors = factors;
        Whole = whole;
    }

    /// <summary>How much more the whole table's level strays than its rows would: what a common move must beat.</summary>
    public double Whole { get; }

    public double this[int cuboid] => _factors[cuboid];

    public static Deflation Measure(CuboidLattice lattice, ElementScan scan, Expectation expectation)
    {
        var factors = new double[lattice.Cuboids.Count];
        Array.Fill(factors, 1.0);
        var periods = Math.Min(expectation.Table.Baseline.Count, MostPeriods);
        if (expectation.Table.Baseline.Count < PeriodsNeeded)
            return new Deflation(factors, 1);
        var squares = factors.Select(_ => new List<double>()).ToArray();
        var whole = new List<double>();
        var (observed, expected, trials) = (
            new double[expectation.Table.Count],
            new double[expectation.Table.Count],
            new double[expectation.Table.Count]
        );
        for (var p = 0; p < periods; p++)
        {
            expectation.FillPeriod(p, observed, expected, trials);
            scan.RollUp(observed, expected, trials, expectation.Family);
            for (var c = 0; c < factors.Length; c++)
                Add(squares[c], scan.Gains(c, expectation.Family), scan.Expected(c));
            var all = scan.Expected(0)[0];
            whole.Add(2 * expectation.Family.Gain(new Sums(all * expectation.LevelOf(p), all, 0)));
        }
        var correction = (double)expectation.Table.Baseline.Count / (expectation.Table.Baseline.Count - 1);
        for (var c = 0; c < factors.Length; c++)
            factors[c] = Factor(squares[c], correction);
        var level = expectation.Family == ShiftFamily.Count ? Math.Max(1, whole.Average() * correction) : factors[0];
        factors[0] = 1;
        return new Deflation(factors, level);
    }

    private static void Add(List<double> squares, ReadOnlySpan<double> gains, ReadOnlySpan<double> expected)
    {
        var step = Math.Max(1, gains.Length / 2000);
        for (var i = 0; i < gains.Length; i += step)
            if (expected[i] >= 1)
                squares.Add(2 * gains[i]);
    }

    private static double Factor(List<double> squares, double correction)
    {
        if (squares.Count == 0)
            return 1;
        squares.Sort();
        var kept = Math.Max(1, squares.Count - (int)Math.Ceiling(Trim * squares.Count));
        var trimmed = squares.Take(kept).Average() / (squares.Count > kept ? TrimmedMean : 1);
        const double prior = 5;
        return Math.Max(1, (trimmed * kept * correction + prior) / (kept + prior));
    }
}
