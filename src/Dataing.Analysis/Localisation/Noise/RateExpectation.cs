using Dataing.Analysis.Localisation.Search;

namespace Dataing.Analysis.Localisation.Noise;

/// <summary>
/// Shares of rows: each leaf's past share, drawn towards the product of its dimensions' effects as far as the leaves'
/// own scatter says, with binomial noise widened by how little of the past a leaf has seen.
/// </summary>
internal sealed class RateExpectation : Expectation
{
    private const double LargestRate = 0.98;
    private readonly double[] _share;
    private readonly double[] _pastRows;
    private readonly double[] _observed;
    private readonly double[] _expected;
    private readonly double _pull;
    private readonly double _clustering;
    private double _common;

    public RateExpectation(LeafTable table)
        : base(table, ShiftFamily.Rate)
    {
        var (hits, rows) = Past(table);
        Flipped = hits.Sum() > 0.5 * rows.Sum();
        if (Flipped)
            hits = [.. hits.Select((h, i) => rows[i] - h)];
        _pastRows = rows;
        var prior = MainEffects.Fit(table, hits, rows, LargestRate);
        _pull = Pull(hits, rows, prior);
        _share = [.. prior.Select((p, i) => Math.Min(LargestRate, (hits[i] + _pull * p) / (rows[i] + _pull)))];
        _observed = new double[table.Count];
        for (var i = 0; i < _observed.Length; i++)
            _observed[i] = Hits(table.Incident, i);
        _expected = new double[table.Count];
        _clustering = table.Baseline.Count >= 3 ? Clustering() : 0;
        Noise = new NoiseModel(
            1,
            Math.Sqrt(_clustering),
            false,
            table.Baseline.Count >= 3 ? NoiseSource.PastPeriods : NoiseSource.CleanSide
        );
        SetCommon(0);
    }

    /// <summary>True when hits are the majority, so that misses are searched instead.</summary>
    public bool Flipped { get; }

    public override NoiseModel Noise { get; }

    public override double[] Observed => _observed;

    public override double[] Expected => _expected;

    public override double Common => _common;

    public override double LevelOf(int period) => 1;

    public override void MoveAll(double shift)
    {
        var rows = Math.Max(1e-300, Table.Incident.Denominator.Sum());
        var start = Math.Clamp(_share.Select((s, i) => s * Table.Incident.Denominator[i]).Sum() / rows, 1e-6, 1 - 1e-6);
        var now = Moved(start, _common);
        var target = Moved(now, shift);
        SetCommon(target >= start ? (target - start) / (1 - start) : (target - start) / start);
    }

    public override void Fill(double[] observed, double[] expected, double[] trials)
    {
        var rows = Table.Incident.Denominator;
        for (var i = 0; i < observed.Length; i++)
        {
            var weight = 1 / ((1 + rows[i] / (_pastRows[i] + _pull + 1)) * Clustered(rows[i]));
            observed[i] = Math.Min(_observed[i], rows[i]) * weight;
            expected[i] = _expected[i] * weight;
            trials[i] = rows[i] * weight;
        }
    }

    public override void FillPeriod(int period, double[] observed, double[] expected, double[] trials)
    {
        var rows = Table.Baseline[period].Denominator;
        for (var i = 0; i < observed.Length; i++)
        {
            var weight = 1 / Clustered(rows[i]);
            observed[i] = Math.Min(Hits(Table.Baseline[period], i), rows[i]) * weight;
            expected[i] = _share[i] * rows[i] * weight;
            trials[i] = rows[i] * weight;
        }
    }

    /// <summary>The expected share of a leaf before any common move.</summary>
    public double ShareBefore(int leaf) => _share[leaf];

    /// <summary>A share of the good rows turned bad, or of the bad ones good.</summary>
    private static double Moved(double share, double shift) => shift >= 0 ? share + shift * (1 - share) : share * (1 + shift);

    private double Clustered(double rows) => 1 + Math.Max(0, rows - 1) * _clustering;

    private double Hits(LeafMeasures measures, int leaf) =>
        Flipped ? measures.Denominator[leaf] - measures.Numerator[leaf] : measures.Numerator[leaf];

    private void SetCommon(double common)
    {
        _common = Math.Clamp(common, -1, 1);
        for (var i = 0; i < _expected.Length; i++)
        {
            _expected[i] = Moved(_share[i], _common) * Table.Incident.Denominator[i];
        }
    }

    private static (double[] Hits, double[] Rows) Past(LeafTable table)
    {
        var hits = new double[table.Count];
        var rows = new double[table.Count];
        foreach (var period in table.Baseline)
            for (var i = 0; i < hits.Length; i++)
            {
                hits[i] += period.Numerator[i];
                rows[i] += period.Denominator[i];
            }
        return (hits, rows);
    }

    /// <summary>How many rows the prior is worth: few when leaves truly differ from the product of effects, many when they do not.</summary>
    private static double Pull(double[] hits, double[] rows, double[] prior)
    {
        var (excess, weight) = (0.0, 0.0);
        for (var i = 0; i < hits.Length; i++)
        {
            var variance = prior[i] * (1 - prior[i]);
            if (rows[i] < 2 || rows[i] * variance < 0.05)
                continue;
            var residual = hits[i] - rows[i] * prior[i];
            excess += Math.Min(residual * residual / (rows[i] * variance), 50 * rows[i]) - 1;
            weight += rows[i] - 1;
        }
        var correlation = weight > 0 ? excess / weight : 0;
        return correlation <= 1e-3 ? 1000 : Math.Clamp(1 / correlation - 1, 4, 1000);
    }

    /// <summary>Correlation of rows inside a leaf and period, beyond binomial: bad rows come in bunches.</summary>
    private double Clustering()
    {
        var (excess, weight) = (0.0, 0.0);
        foreach (var period in Table.Baseline)
            for (var i = 0; i < _share.Length; i++)
            {
                var rows = period.Denominator[i];
                var variance = _share[i] * (1 - _share[i]);
                if (rows < 2 || rows * variance < 0.2)
                    continue;
                var residual = Hits(period, i) - rows * _share[i];
                excess += Math.Min(residual * residual / (rows * variance), 30) - 1;
                weight += rows - 1;
            }
        return weight > 0 ? Math.Clamp(excess / weight, 0, 0.2) : 0;
    }
}
