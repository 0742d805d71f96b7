using Dataing.Analysis.Localisation.Cube;
using Dataing.Analysis.Localisation.Search;

namespace Dataing.Analysis.Localisation.Noise;

/// <summary>
/// Counts and sums: the mean of past periods times the growth of the unaffected rest. A sum with a single past period is
/// read as a forecast, which has the growth in it already.
/// </summary>
internal sealed class CountExpectation : Expectation
{
    private const double OrdinaryGrowth = 0.3;
    private const int PeriodsToMeasureNoise = 3;
    private readonly double[] _mean;
    private readonly double[] _levels;
    private readonly double[] _expected;
    private readonly double _mode;
    private double _common;

    public CountExpectation(LeafTable table, CuboidLattice lattice, int[] order, MetricForm form)
        : base(table, ShiftFamily.Count)
    {
        _mean = MeanOf(table);
        _levels = Levels(table, _mean);
        _expected = new double[table.Count];
        var isForecast = form == MetricForm.Sum && table.Baseline.Count == 1;
        var unit =
            form == MetricForm.Count ? 1
            : isForecast ? _mean.Sum() / Math.Max(1, 100.0 * _mean.Length)
            : Unit(table);
        unit = unit > 0 ? unit : 1;
        (_mode, var growth) = isForecast ? (double.NaN, table.Exposure) : Growth(lattice, unit);
        SetCommon(growth);
        Noise = CountNoise.Measure(table, order, _mean, _levels, _expected, unit, form);
    }

    public override NoiseModel Noise { get; }

    public override double[] Observed => Table.Incident.Numerator;

    public override double[] Expected => _expected;

    public override double Common => _common;

    public override double LevelOf(int period) => _levels[period];

    public override void MoveAll(double shift)
    {
        var target = Common * shift;
        SetCommon(Math.Abs(Math.Log(Math.Max(_mode, 1e-9) / target)) < 0.25 ? _mode : target);
    }

    /// <summary>The mode of all, and the growth to start from: the mode when it is ordinary, else what lies near the ordinary.</summary>
    private (double Mode, double Start) Growth(CuboidLattice lattice, double unit)
    {
        var usual = Table.Exposure;
        var spread = OrdinarySpread();
        var (mode, near) = CommonGrowth.Find(lattice, lattice.RollUp(Observed), lattice.RollUp(_mean), usual, spread, unit);
        return (mode, Math.Abs(Math.Log(Math.Max(mode, 1e-9) / usual)) <= spread ? mode : near ?? usual);
    }

    public override void Fill(double[] observed, double[] expected, double[] trials)
    {
        var certainty = 1 + 1.0 / Table.Baseline.Count;
        for (var i = 0; i < observed.Length; i++)
        {
            var weight = Weight(_expected[i]) / (Noise.Source == NoiseSource.PastPeriods ? certainty : 1);
            observed[i] = Math.Max(0, Observed[i]) * weight;
            expected[i] = _expected[i] * weight;
        }
    }

    public override void FillPeriod(int period, double[] observed, double[] expected, double[] trials)
    {
        var values = Table.Baseline[period].Numerator;
        for (var i = 0; i < observed.Length; i++)
        {
            var weight = Weight(_mean[i]);
            observed[i] = Math.Max(0, values[i]) / _levels[period] * weight;
            expected[i] = _mean[i] * weight;
        }
    }

    private double Weight(double expected) => 1 / (Noise.Phi + Noise.Relative * Noise.Relative * expected);

    private void SetCommon(double common)
    {
        _common = common;
        for (var i = 0; i < _expected.Length; i++)
            _expected[i] = _mean[i] * common;
    }

    private static double[] MeanOf(LeafTable table)
    {
        var mean = new double[table.Count];
        foreach (var period in table.Baseline)
            for (var i = 0; i < mean.Length; i++)
                mean[i] += Math.Max(0, period.Numerator[i]) / table.Baseline.Count;
        return mean;
    }

    private static double[] Levels(LeafTable table, double[] mean)
    {
        var total = mean.Sum();
        return [.. table.Baseline.Select(p => total > 0 ? Math.Max(1e-9, p.Numerator.Sum() / total) : 1)];
    }

    /// <summary>How far, on the log scale, the whole table's level strays without anything being wrong.</summary>
    private double OrdinarySpread()
    {
        if (_levels.Length < PeriodsToMeasureNoise)
            return OrdinaryGrowth;
        var square = _levels.Sum(l => Math.Log(l) * Math.Log(l)) / (_levels.Length - 1);
        return Math.Clamp(3 * Math.Sqrt(square), 0.05, OrdinaryGrowth);
    }

    /// <summary>The typical size of one thing summed, so that "enough counts" means the same for amounts.</summary>
    private static double Unit(LeafTable table)
    {
        var rows = table.Baseline.Sum(p => p.Denominator.Sum());
        return rows > 0 ? table.Baseline.Sum(p => p.Numerator.Sum(Math.Abs)) / rows : 1;
    }
}
