using Dataing.Analysis.Mechanisms.Anatomy;

namespace Dataing.Analysis.Cases;

/// <summary>What a single value says about whether it was written before or after a change: the logarithm of how much likelier it is after.</summary>
internal static class ValueScores
{
    private const int Bins = 14;
    private const double Prior = 0.4;

    /// <summary>Upper bounds with the score of the values below them, ascending; the last has no bound.</summary>
    public static IReadOnlyList<(double? Below, double Score)> Of(NumberAnatomy numbers)
    {
        double[] pooled = [.. numbers.Before.Concat(numbers.After).Order()];
        var bounds = Enumerable
            .Range(1, Bins - 1)
            .Select(i => pooled.Length * i / Bins)
            // Between two ranks, so that a value that many rows share is on one side of it.
            .Select(i => (pooled[i - 1] + pooled[i]) / 2)
            .Distinct()
            .ToList();
        double[] edges = [double.NegativeInfinity, .. bounds, double.PositiveInfinity];
        var total = numbers.Before.Length + Prior * (edges.Length - 1);
        double Share(double[] ranks, int bin) => (ranks.Count(r => edges[bin] <= r && r < edges[bin + 1]) + Prior) / total;
        return
        [
            .. Enumerable
                .Range(0, edges.Length - 1)
                .Select(bin =>
                    (
                        Below: double.IsPositiveInfinity(edges[bin + 1]) ? (double?)null : edges[bin + 1],
                        Score: Math.Round(Math.Log(Share(numbers.After, bin) / Share(numbers.Before, bin)), 3)
                    )
                ),
        ];
    }
}
