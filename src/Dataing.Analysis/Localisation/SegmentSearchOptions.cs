namespace Dataing.Analysis.Localisation;

/// <summary>Knobs of the segment search.</summary>
internal sealed record SegmentSearchOptions
{
    public static readonly SegmentSearchOptions Default = new();

    /// <summary>Most causes reported (default 10).</summary>
    public int MaximumCauses { get; init; } = 10;

    /// <summary>Most conditions in one cause (default 5; 3 when the table is too large for a dense cube).</summary>
    public int MaximumConditions { get; init; } = 5;

    /// <summary>Smallest relative shift of a count, sum or mean worth naming (default 0.12).</summary>
    public double MinimumEffect { get; init; } = 0.12;

    /// <summary>Smallest change of a rate worth naming, in points (default 0.002).</summary>
    public double MinimumRateChange { get; init; } = 0.002;

    /// <summary>Evidence in nats, after penalties, below which nothing is accused (default 9).</summary>
    public double EvidenceBar { get; init; } = 9;

    /// <summary>Expected share of false causes among the reported (default 0.01).</summary>
    public double FalseDiscoveryRate { get; init; } = 0.01;

    /// <summary>Candidates scored exactly per round (default 40).</summary>
    public int Candidates { get; init; } = 40;

    /// <summary>A cause must move at least this share of the largest cause's excess (default 0.003).</summary>
    public double MinimumShare { get; init; } = 0.003;
}
