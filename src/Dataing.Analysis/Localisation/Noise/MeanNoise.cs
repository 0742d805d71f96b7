namespace Dataing.Analysis.Localisation.Noise;

/// <summary>Measures how the rows behind an average stray.</summary>
internal static class MeanNoise
{
    private const double Pull = 10;

    /// <summary>Variance of one row per leaf: from sums of squares when given, otherwise from how past averages stray.</summary>
    public static double[] RowVariance(LeafTable table, double[] average, bool factor)
    {
        var within = new double[average.Length];
        var freedom = new double[average.Length];
        foreach (var period in table.Baseline)
            for (var i = 0; i < within.Length; i++)
            {
                var n = period.Denominator[i];
                if (!(n > 0))
                    continue;
                var residual = period.Numerator[i] - n * average[i];
                within[i] += period.Squares is { } squares
                    ? Math.Max(0, squares[i] - 2 * average[i] * period.Numerator[i] + n * average[i] * average[i])
                    : residual * residual / n;
                freedom[i] += period.Squares is null ? 1 : n;
            }
        var unit = Enumerable.Range(0, within.Length).Select(i => factor ? average[i] * average[i] : 1).ToArray();
        var (spread, weight) = (0.0, 0.0);
        for (var i = 0; i < within.Length; i++)
        {
            spread += within[i];
            weight += freedom[i] * unit[i];
        }
        var common = weight > 0 ? spread / weight : 1;
        return [.. within.Select((w, i) => Math.Max(Floor(average[i]), (w + Pull * common * unit[i]) / (freedom[i] + Pull)))];
    }

    /// <summary>Values that never differed may: by a ten-thousandth, or whatever moves is infinitely far off and nothing can be compared.</summary>
    private static double Floor(double average) => Math.Max(1e-12, 1e-8 * average * average);

    /// <summary>Relative variance of a leaf's average between periods that the rows' own variance does not explain.</summary>
    public static double Relative2(LeafTable table, double[] average, double[] rowVariance, double? scale)
    {
        if (table.Baseline.Count < 3)
            return 0;
        var (excess, weight) = (0.0, 0.0);
        foreach (var period in table.Baseline)
            for (var i = 0; i < average.Length; i++)
            {
                var n = period.Denominator[i];
                var reference = n * (scale ?? Math.Abs(average[i]));
                var variance = n * rowVariance[i];
                if (n < 2 || !(variance > 0))
                    continue;
                var residual = period.Numerator[i] - n * average[i];
                excess += Math.Min(residual * residual / variance, 30) - 1;
                weight += reference * reference / variance;
            }
        return weight > 0 ? Math.Max(0, excess / weight) : 0;
    }
}
