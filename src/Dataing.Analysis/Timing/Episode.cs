namespace Dataing.Analysis.Timing;

/// <summary>A run of steps [Start, End) in which a series strays from its baseline.</summary>
/// <param name="Z">Standard deviations by which the whole run strays; its sign says which way.</param>
/// <param name="Observed">The metric over the run.</param>
/// <param name="Expected">What the baseline expected of the run.</param>
/// <param name="Open">True when the run reaches the end of the data.</param>
internal sealed record Episode(int Start, int End, double Z, double Observed, double Expected, bool Open)
{
    public int Length => End - Start;

    /// <summary>Relative change; infinite when something came from nothing.</summary>
    public double Change =>
        Expected != 0 ? Observed / Expected - 1
        : Observed == 0 ? 0
        : double.PositiveInfinity;
}
