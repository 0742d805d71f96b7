using Dataing.Analysis.Localisation.Search;

namespace Dataing.Analysis.Localisation.Noise;

/// <summary>
/// Averages: each leaf's past average drawn towards the whole's, with the rows' own variance. A shift is a factor when the
/// averages stay clear of zero, otherwise it is counted in standard deviations.
/// </summary>
internal sealed class MeanExpectation : Expectation
{
    private const double Pull = 5;

    /// <summary>
    /// Standard deviations that a leaf counts for at most: as many as if each of its rows had gone this far, or had doubled. A few large
    /// values of a long tail make a mean of few rows stray by any number of them.
    /// </summary>
    private const double SayOfRow = 1.5;

    private const double LeastSay = 3;
    private readonly double[] _average;
    private readonly double[] _rowVariance;
    private readonly double[] _pastRows;
    private readonly double[] _expected;
    private readonly double _scale;
    private readonly bool _factor;
    private readonly double _relative2;
    private double _common;

    public MeanExpectation(LeafTable table)
        : base(table, ShiftFamily.Normal)
    {
        var (sums, rows) = Past(table);
        _pastRows = rows;
        var (allSum, allRows) = (sums.Sum(), rows.Sum());
        var overall = allRows > 0 ? allSum / allRows : 0;
        _factor = !table.MovesByAmount && Math.Abs(allSum) > 0.6 * sums.Sum(Math.Abs) && allSum != 0;
        var prior = Prior(table, sums, rows, overall);
        _average = [.. prior.Select((p, i) => (sums[i] + Pull * p) / (rows[i] + Pull))];
        _rowVariance = MeanNoise.RowVariance(table, _average, _factor);
        _scale = Math.Sqrt(Math.Max(1e-300, Enumerable.Range(0, rows.Length).Sum(i => rows[i] * _rowVariance[i]) / Math.Max(1, allRows)));
        _relative2 = MeanNoise.Relative2(table, _average, _rowVariance, _factor ? null : _scale);
        _expected = new double[table.Count];
        Noise = new NoiseModel(
            1,
            Math.Sqrt(_relative2),
            false,
            table.Baseline.Count >= 3 ? NoiseSource.PastPeriods : NoiseSource.CleanSide
        );
        SetCommon(1);
    }

    public override NoiseModel Noise { get; }

    public override double[] Observed => Table.Incident.Numerator;

    public override double[] Expected => _expected;

    public override double Common => _common;

    public override double LevelOf(int period) => 1;

    /// <summary>The expected average of a leaf before any common move.</summary>
    public double AverageBefore(int leaf) => _average[leaf];

    public override void MoveAll(double shift) => SetCommon(_factor ? _common * shift : _common + shift - 1);

    public override void Fill(double[] observed, double[] expected, double[] trials)
    {
        var rows = Table.Incident.Denominator;
        for (var i = 0; i < observed.Length; i++)
        {
            var widened = 1 + rows[i] / (_pastRows[i] + Pull);
            (observed[i], expected[i]) = Evidence(Observed[i], _expected[i], rows[i], i, widened);
        }
    }

    public override void FillPeriod(int period, double[] observed, double[] expected, double[] trials)
    {
        var past = Table.Baseline[period];
        for (var i = 0; i < observed.Length; i++)
            (observed[i], expected[i]) = Evidence(past.Numerator[i], _average[i] * past.Denominator[i], past.Denominator[i], i, 1);
    }

    private (double Observed, double Expected) Evidence(double value, double expected, double rows, int leaf, double widened)
    {
        var reference = _factor ? expected : rows * _scale;
        var variance = rows * _rowVariance[leaf] * widened + _relative2 * reference * reference;
        if (!(variance > 0) || reference == 0)
            return (0, 0);
        var information = reference * reference / variance;
        var sigma = Math.Sqrt(variance);
        var bound = Math.Max(Math.Max(LeastSay, SayOfRow * Math.Sqrt(rows)), Math.Abs(reference) / sigma);
        var say = Math.Clamp((value - expected) / sigma, -bound, bound);
        return (information + say * reference / sigma, information);
    }

    private void SetCommon(double common)
    {
        _common = common;
        for (var i = 0; i < _expected.Length; i++)
        {
            var average = _factor ? _average[i] * common : _average[i] + (common - 1) * _scale;
            _expected[i] = average * Table.Incident.Denominator[i];
        }
    }

    private static double[] Prior(LeafTable table, double[] sums, double[] rows, double overall)
    {
        if (table.MovesByAmount)
            return MainEffects.Added(table, sums, rows);
        if (sums.All(s => s >= 0))
            return MainEffects.Fit(table, sums, rows, double.MaxValue);
        var prior = new double[sums.Length];
        Array.Fill(prior, overall);
        return prior;
    }

    private static (double[] Sums, double[] Rows) Past(LeafTable table)
    {
        var sums = new double[table.Count];
        var rows = new double[table.Count];
        foreach (var period in table.Baseline)
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += period.Numerator[i];
                rows[i] += period.Denominator[i];
            }
        return (sums, rows);
    }
}
