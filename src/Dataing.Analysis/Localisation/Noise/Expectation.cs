using Dataing.Analysis.Localisation.Search;

namespace Dataing.Analysis.Localisation.Noise;

/// <summary>What every leaf should have shown in the incident window, and how far it may stray from that.</summary>
internal abstract class Expectation(LeafTable table, ShiftFamily family)
{
    public LeafTable Table { get; } = table;
    public ShiftFamily Family { get; } = family;

    public abstract NoiseModel Noise { get; }

    /// <summary>Measured in the incident, in the metric's unit.</summary>
    public abstract double[] Observed { get; }

    /// <summary>Expected in the incident after the common move is divided out, in the metric's unit.</summary>
    public abstract double[] Expected { get; }

    /// <summary>How much everything moved by, as divided out so far.</summary>
    public abstract double Common { get; }

    /// <summary>Moves every expectation by a further common shift, robustly estimated around the one proposed.</summary>
    public abstract void MoveAll(double shift);

    /// <summary>Writes the incident's evidence, noise divided out.</summary>
    public abstract void Fill(double[] observed, double[] expected, double[] trials);

    /// <summary>Writes a past period's evidence the same way, with that period's own level divided out for counts.</summary>
    public abstract void FillPeriod(int period, double[] observed, double[] expected, double[] trials);

    /// <summary>The factor the whole of a past period stood above the mean of all; 1 where levels are not divided out.</summary>
    public abstract double LevelOf(int period);
}
