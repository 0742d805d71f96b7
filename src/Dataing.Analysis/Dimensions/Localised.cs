using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.Findings;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>A segment as a condition on rows and in the words of a finding.</summary>
internal sealed record Segment(
    SegmentCause Cause,
    IReadOnlyList<(Dimension Dimension, IReadOnlyList<string?> Values)> Parts,
    Expression Condition
)
{
    public IReadOnlyList<ScopeCondition> Described => [.. Parts.SelectMany(p => p.Dimension.Conditions(p.Values))];

    public IReadOnlyList<ParentJoin> Parents =>
        [.. Parts.Select(p => p.Dimension.Parent).OfType<ParentJoin>().SelectMany(p => p.Chain).DistinctBy(p => p.Alias)];

    public TableSource Rows(TableSource from) => Parents.Aggregate(from, (rows, parent) => parent.To(rows));
}

/// <summary>What the segment search said, with the question it was answered from.</summary>
internal sealed record Localised
{
    public required Periods Periods { get; init; }

    /// <summary>What the segments were searched by; null when nothing was searched.</summary>
    public Metric? Measure { get; init; }

    /// <summary>Null when nothing could be cut.</summary>
    public SegmentFindings? Findings { get; init; }

    /// <summary>What the table's own columns could be cut by; null when that was not looked at.</summary>
    public OwnDimensions? Own { get; init; }

    /// <summary>The dimensions of the leaf table.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    /// <summary>Every dimension looked at, and its values in the window and before.</summary>
    public IReadOnlyList<Marginal> Marginals { get; init; } = [];

    /// <summary>The segments found, strongest first.</summary>
    public IReadOnlyList<Segment> Segments { get; init; } = [];

    public bool WholeTable { get; init; }

    public string? EvidenceId { get; init; }

    public Segment? Main => Segments.Count > 0 ? Segments[0] : null;
}

/// <summary>One value of one dimension: its measures in the incident window and summed over the past stretches.</summary>
internal sealed record MarginalValue(string? Value, Timing.Bucket Incident, Timing.Bucket Past)
{
    /// <summary>What was counted in each past stretch, the latest first; empty where that is not known.</summary>
    public IReadOnlyList<double> Stretches { get; init; } = [];
}

/// <summary>A dimension with its values.</summary>
internal sealed record Marginal(Dimension Dimension, IReadOnlyList<MarginalValue> Values, double Evidence);
