namespace Dataing.Analysis.Timing;

/// <summary>What a series was expected to be, step by step, and how far it ordinarily strays.</summary>
/// <param name="Expected">The seasonal expectation.</param>
/// <param name="Sigma">One standard deviation of the ordinary scatter.</param>
/// <param name="Weekly">True when days of the week differ and are allowed for.</param>
/// <param name="Slope">The relative trend per day, for counts and sums; else 0.</param>
internal sealed record Baseline(double[] Expected, double[] Sigma, bool Weekly, double Slope)
{
    /// <summary>Standardised deviation of what was observed; 0 where nothing was.</summary>
    public double Deviation(int i, double? observed) => observed is { } value && Sigma[i] > 0 ? (value - Expected[i]) / Sigma[i] : 0;
}
