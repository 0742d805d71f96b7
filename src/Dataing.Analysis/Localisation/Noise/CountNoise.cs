namespace Dataing.Analysis.Localisation.Noise;

/// <summary>Measures how counts and sums stray, on past periods where there are enough of them.</summary>
internal static class CountNoise
{
    private const int PeriodsNeeded = 3;
    private const double SmallestCountPhi = 0.5;
    private const double SmallestRelative = 0.01;

    /// <summary>A leaf whose own noise is below this relative size tells by itself whether it moved.</summary>
    private const double ThickLeaf = 0.4;

    /// <summary>So many leaves tell the noise as well as all.</summary>
    private const int LeavesNeeded = 8000;

    public static NoiseModel Measure(
        LeafTable table,
        int[] order,
        double[] mean,
        double[] levels,
        double[] expected,
        double unit,
        MetricForm form
    )
    {
        var past = table.Baseline.Count >= PeriodsNeeded;
        var smallest = form == MetricForm.Count ? SmallestCountPhi : 0;
        var (phi, relative2) = past
            ? FromPast(table, order, mean, levels, unit, smallest)
            : FromResiduals(table, order, expected, unit, smallest);
        if (form != MetricForm.Count)
            relative2 = Math.Max(relative2, SmallestRelative * SmallestRelative);
        var thick = IsThick(expected, phi, relative2);
        return new NoiseModel(phi, Math.Sqrt(relative2), thick, past ? NoiseSource.PastPeriods : NoiseSource.CleanSide);
    }

    private static (double, double) FromPast(LeafTable table, int[] order, double[] mean, double[] levels, double unit, double smallest)
    {
        var fit = new VarianceFit(unit);
        var periods = table.Baseline.Count;
        for (var place = 0; place < order.Length; place += Step(order))
        {
            var i = order[place];
            var squares = 0.0;
            for (var p = 0; p < periods; p++)
            {
                var residual = table.Baseline[p].Numerator[i] / levels[p] - mean[i];
                squares += residual * residual;
            }
            fit.Add(mean[i], Math.Sqrt(squares / (periods - 1)), above: false);
        }
        return fit.Solve(smallest, averaged: true);
    }

    private static (double, double) FromResiduals(LeafTable table, int[] order, double[] expected, double unit, double smallest)
    {
        var fit = new VarianceFit(unit);
        for (var place = 0; place < order.Length; place += Step(order))
        {
            var i = order[place];
            var residual = table.Incident.Numerator[i] - expected[i];
            fit.Add(expected[i], residual, residual > 0);
        }
        return fit.Solve(smallest, averaged: false);
    }

    private static int Step(int[] order) => Math.Max(1, order.Length / LeavesNeeded);

    /// <summary>Thick when relative noise rules most leaves that carry anything, and each is precise enough to speak for itself.</summary>
    private static bool IsThick(double[] expected, double phi, double relative2)
    {
        var (leaves, thick, relative) = (0, 0, 0);
        foreach (var e in expected)
        {
            if (!(e > 0))
                continue;
            leaves++;
            if (phi / e + relative2 <= ThickLeaf * ThickLeaf)
                thick++;
            if (relative2 * e >= phi)
                relative++;
        }
        return leaves >= 30 && thick >= 0.7 * leaves && relative >= 0.5 * leaves;
    }
}
