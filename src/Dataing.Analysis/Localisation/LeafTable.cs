namespace Dataing.Analysis.Localisation;

/// <summary>The finest cut of the rows: per combination of dimension values, what was measured in the incident and in past periods.</summary>
internal sealed class LeafTable
{
    public LeafTable(
        IReadOnlyList<SegmentDimension> dimensions,
        int[][] codes,
        LeafMeasures incident,
        IReadOnlyList<LeafMeasures> baseline,
        double exposure = 1,
        bool movesByAmount = false
    )
    {
        if (codes.Length != dimensions.Count)
            throw new ArgumentException("Give one array of codes per dimension.", nameof(codes));
        if (baseline.Count == 0)
            throw new ArgumentException("Give at least one baseline period.", nameof(baseline));
        if (!(exposure > 0))
            throw new ArgumentException("Exposure must be positive.", nameof(exposure));
        Dimensions = dimensions;
        Codes = codes;
        Incident = incident;
        Baseline = baseline;
        Exposure = exposure;
        MovesByAmount = movesByAmount;
        RequireLengths();
    }

    public IReadOnlyList<SegmentDimension> Dimensions { get; }

    /// <summary>By dimension, then by leaf.</summary>
    public int[][] Codes { get; }

    public LeafMeasures Incident { get; }

    /// <summary>One entry per past period of equal length; three or more let the noise be measured.</summary>
    public IReadOnlyList<LeafMeasures> Baseline { get; }

    /// <summary>How many baseline periods long the incident window is.</summary>
    public double Exposure { get; }

    /// <summary>True for means that move by an amount, not by a factor: zero means nothing to them.</summary>
    public bool MovesByAmount { get; }

    public int Count => Incident.Numerator.Length;

    private void RequireLengths()
    {
        var arrays = Baseline
            .Append(Incident)
            .SelectMany(m => m.Squares is null ? [m.Numerator, m.Denominator] : new[] { m.Numerator, m.Denominator, m.Squares });
        if (arrays.Any(a => a.Length != Count) || Codes.Any(c => c.Length != Count))
            throw new ArgumentException("Every array must have one slot per leaf.");
        for (var d = 0; d < Codes.Length; d++)
        {
            var size = Dimensions[d].Values.Count;
            foreach (var code in Codes[d])
                if ((uint)code >= (uint)size)
                    throw new ArgumentException($"Dimension '{Dimensions[d].Name}' has a leaf with code {code}, beyond its {size} values.");
        }
    }
}
