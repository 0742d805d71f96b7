namespace Dataing.Bench.Incidents.Scoring;

/// <summary>How one answer compares with the truth. Parts are null where the case does not ask for them.</summary>
internal sealed record CaseScore
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    public required string Family { get; init; }

    public required string AlertForm { get; init; }

    public required bool Negative { get; init; }

    public required bool VerdictRight { get; init; }

    public bool? When { get; init; }

    public bool? Where { get; init; }

    public bool? What { get; init; }

    public bool? Why { get; init; }

    /// <summary>Null when the evidence could not be run again.</summary>
    public bool? EvidenceHolds { get; init; }

    public double? OnsetErrorHours { get; init; }

    public double? Jaccard { get; init; }

    public bool? MechanismRight { get; init; }

    public bool FullyCorrect { get; init; }

    public bool FalseAccusation { get; init; }

    public double Confidence { get; init; }

    public double Seconds { get; init; }

    public double Queries { get; init; }

    public double Bytes { get; init; }

    public string? Failure { get; init; }

    /// <summary>Truth against answer in words, for whoever looks into a miss.</summary>
    public required string Comparison { get; init; }
}
