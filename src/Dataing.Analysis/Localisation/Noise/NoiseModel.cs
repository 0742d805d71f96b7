namespace Dataing.Analysis.Localisation.Noise;

/// <summary>How far values stray when nothing is wrong: variance = Phi * expected + Relative^2 * expected^2.</summary>
/// <param name="Phi">Variance per expected unit; 1 for independent counts, more for clustered ones.</param>
/// <param name="Relative">Relative standard deviation that does not shrink with size.</param>
/// <param name="Thick">True when most leaves are large enough that their relative noise is what counts.</param>
/// <param name="Source">What the noise was measured on.</param>
internal sealed record NoiseModel(double Phi, double Relative, bool Thick, NoiseSource Source)
{
    public double Variance(double expected) => Phi * expected + Relative * Relative * expected * expected;
}

/// <summary>What the noise was measured on.</summary>
internal enum NoiseSource
{
    /// <summary>How past periods differ from each other.</summary>
    PastPeriods,

    /// <summary>The quieter side of the incident's own residuals: too few past periods were given.</summary>
    CleanSide,
}
