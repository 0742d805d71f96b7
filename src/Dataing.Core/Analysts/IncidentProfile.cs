using Dataing.Core.Findings;

namespace Dataing.Core.Analysts;

/// <summary>The analyst's facts: where the incident is, what changed with it, how the upstream fares. A model starts from these.</summary>
public sealed record IncidentProfile
{
    /// <summary>The rows accused by the segment search; null when it could not be run.</summary>
    public Scope? Scope { get; init; }

    public IReadOnlyList<SegmentContribution> Contributions { get; init; } = [];

    /// <summary>Columns whose profile changed in the accused rows against the rest, one sentence each, most telling first.</summary>
    public IReadOnlyList<string> ChangedColumns { get; init; } = [];

    /// <summary>How the parents by lineage and foreign key fare, one sentence each.</summary>
    public IReadOnlyList<string> Upstream { get; init; } = [];

    /// <summary>Change events near the onset, nearest first, one sentence each.</summary>
    public IReadOnlyList<string> ChangesNearOnset { get; init; } = [];
}
