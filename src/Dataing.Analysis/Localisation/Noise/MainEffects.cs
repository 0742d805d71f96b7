namespace Dataing.Analysis.Localisation.Noise;

/// <summary>
/// A leaf's average as a product of one effect per dimension value, fitted by raking: what to expect of a leaf too thin
/// to have an average of its own.
/// </summary>
internal static class MainEffects
{
    private const int Rounds = 5;
    private const double Cautious = 2;

    /// <param name="table">Gives dimensions and codes.</param>
    /// <param name="hits">Past numerators per leaf, not negative.</param>
    /// <param name="rows">Past denominators per leaf.</param>
    /// <param name="most">The largest average possible: 1 for shares.</param>
    public static double[] Fit(LeafTable table, double[] hits, double[] rows, double most)
    {
        var (allHits, allRows) = (hits.Sum(), rows.Sum());
        var unit = most <= 1 ? 1 : Math.Max(allHits / Math.Max(allRows, 1), 1e-12);
        var overall = (allHits + 0.5 * unit) / (allRows + 1);
        var average = new double[hits.Length];
        Array.Fill(average, Math.Min(overall, most));
        for (var round = 0; round < Rounds; round++)
        for (var d = 0; d < table.Codes.Length; d++)
            Rake(table.Codes[d], table.Dimensions[d].Values.Count, hits, rows, average, most, unit);
        return average;
    }

    /// <summary>The same as a sum of effects, for averages that lie on either side of zero.</summary>
    public static double[] Added(LeafTable table, double[] sums, double[] rows)
    {
        var average = new double[sums.Length];
        Array.Fill(average, sums.Sum() / Math.Max(rows.Sum(), 1e-9));
        for (var round = 0; round < Rounds; round++)
        for (var d = 0; d < table.Codes.Length; d++)
        {
            var codes = table.Codes[d];
            var size = table.Dimensions[d].Values.Count;
            var (left, weight) = (new double[size], new double[size]);
            for (var i = 0; i < codes.Length; i++)
            {
                left[codes[i]] += sums[i] - rows[i] * average[i];
                weight[codes[i]] += rows[i];
            }
            for (var i = 0; i < codes.Length; i++)
                average[i] += left[codes[i]] / (weight[codes[i]] + Cautious);
        }
        return average;
    }

    private static void Rake(int[] codes, int size, double[] hits, double[] rows, double[] average, double most, double unit)
    {
        var seen = new double[size];
        var fitted = new double[size];
        for (var i = 0; i < codes.Length; i++)
        {
            seen[codes[i]] += hits[i];
            fitted[codes[i]] += rows[i] * average[i];
        }
        for (var c = 0; c < size; c++)
            seen[c] = (seen[c] + Cautious * unit) / (fitted[c] + Cautious * unit);
        for (var i = 0; i < codes.Length; i++)
            average[i] = Math.Min(most, average[i] * seen[codes[i]]);
    }
}
