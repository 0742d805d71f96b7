using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>What a right answer says.</summary>
internal sealed record Truth
{
    /// <summary>root_cause, or the verdict that clears everybody.</summary>
    public required string Verdict { get; init; }

    /// <summary>Verdicts that count as right.</summary>
    public required IReadOnlyList<string> AcceptedVerdicts { get; init; }

    public required IReadOnlyList<string> AcceptedMechanisms { get; init; }

    public required Injection Injection { get; init; }

    /// <summary>The onset as far as the data can tell: after the last clean row, not after the first hit one.</summary>
    public required DateTime OnsetFrom { get; init; }

    public required DateTime OnsetTo { get; init; }

    public required TimeSpan Grain { get; init; }

    /// <summary>Rows of the incident window, those that are missing included: the universe of the Jaccard index.</summary>
    public required IReadOnlyList<Row> Universe { get; init; }

    /// <summary>Row sets that name the affected rows: those hit, and all that could be.</summary>
    public required IReadOnlyList<HashSet<Row>> AcceptedRows { get; init; }

    public required IReadOnlyList<MetricReading> Metrics { get; init; }

    /// <summary>How many standard deviations the metric moved in the segment, and in the whole table.</summary>
    public required double SegmentShift { get; init; }

    public required double TableShift { get; init; }

    public bool IsNegative => Verdict != "root_cause";
}

/// <summary>One reading of the metric: what it may rightly be said to have been, and to have become.</summary>
internal sealed record MetricReading(IReadOnlyList<double> Before, IReadOnlyList<double> After, bool Additive);
