namespace Dataing.Analysis.Statistics;

/// <summary>Comparing shares of rows, with an honest number of independent rows.</summary>
internal static class Proportions
{
    /// <summary>Two-sided p value that both samples share one proportion (G test, one degree of freedom).</summary>
    public static double Compare(double hits1, double trials1, double hits2, double trials2)
    {
        var pooled = (hits1 + hits2) / Math.Max(1e-300, trials1 + trials2);
        var g = LogLikelihood.Binomial(hits1, pooled * trials1, trials1) + LogLikelihood.Binomial(hits2, pooled * trials2, trials2);
        return Tails.ChiSquare(2 * g, 1);
    }

    /// <summary>The Wilson interval of a proportion at the given number of standard deviations.</summary>
    public static (double Low, double High) Interval(double hits, double trials, double deviations = 1.96)
    {
        if (trials <= 0)
            return (0, 1);
        var share = hits / trials;
        var z2 = deviations * deviations;
        var centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
        var half = deviations / (1 + z2 / trials) * Math.Sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>How many independent rows clustered rows are worth: n / (1 + (size - 1) correlation), size weighted by rows.</summary>
    public static double EffectiveSampleSize(ReadOnlySpan<double> clusterSizes, double correlation)
    {
        var (rows, squares) = (0.0, 0.0);
        foreach (var size in clusterSizes)
        {
            rows += size;
            squares += size * size;
        }
        return rows <= 0 ? 0 : rows / (1 + Math.Max(0, squares / rows - 1) * Math.Clamp(correlation, 0, 1));
    }

    /// <summary>How many equal weights a set of unequal weights is worth (Kish).</summary>
    public static double EffectiveWeights(ReadOnlySpan<double> weights)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights)
        {
            sum += weight;
            squares += weight * weight;
        }
        return squares <= 0 ? 0 : sum * sum / squares;
    }
}
