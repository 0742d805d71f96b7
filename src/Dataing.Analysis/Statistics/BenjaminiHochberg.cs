namespace Dataing.Analysis.Statistics;

/// <summary>Keeps the expected share of false ones among what is reported below a bar.</summary>
internal static class BenjaminiHochberg
{
    /// <summary>The q value of each p value, when <paramref name="tests"/> things were tested (at least as many as given).</summary>
    public static double[] Adjust(ReadOnlySpan<double> pValues, int tests = 0)
    {
        var count = Math.Max(tests, pValues.Length);
        var order = new int[pValues.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(pValues.ToArray(), order);
        var adjusted = new double[pValues.Length];
        var smallest = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            smallest = Math.Min(smallest, pValues[order[rank - 1]] * count / rank);
            adjusted[order[rank - 1]] = smallest;
        }
        return adjusted;
    }
}
