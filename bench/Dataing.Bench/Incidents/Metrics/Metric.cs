using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Metrics;

/// <summary>What the alert of a case measures: how a monitor would word it, and its exact value over rows in memory.</summary>
internal sealed record Metric
{
    /// <summary>The kind, for the report: row_count, null_rate, duplicates …</summary>
    public required string Kind { get; init; }

    /// <summary>The alert's type on the wire.</summary>
    public required string AnomalyType { get; init; }

    public IReadOnlyList<string> Columns { get; init; } = [];

    public string? Aggregate { get; init; }

    public double? Quantile { get; init; }

    public string? Expression { get; init; }

    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    public string? Pattern { get; init; }

    public string? References { get; init; }

    public double? Threshold { get; init; }

    public string Unit { get; init; } = "";

    /// <summary>"null rate of trips.driver_id".</summary>
    public required string Phrase { get; init; }

    /// <summary>Whether twice the rows give twice the value, so that a total and a per-period value both make sense.</summary>
    public bool Additive { get; init; }

    /// <summary>The exact values a right answer may quote: the first is the metric itself, others are equal readings of it.</summary>
    public required IReadOnlyList<Func<IReadOnlyCollection<Row>, double>> Readings { get; init; }

    public double Of(IReadOnlyCollection<Row> rows) => Readings[0](rows);
}
