namespace Dataing.Core.Alerts;

/// <summary>What was measured. Nothing but <see cref="Kind"/> need be given; the rest is chosen from the alert's type and the data.</summary>
public sealed record MetricSpecification
{
    public MetricKind Kind { get; init; } = MetricKind.Column;

    /// <summary>The columns measured; several for a compound key.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>An aggregate SQL expression ("avg(price)", "sum(case when ok then 1 end) * 1.0 / count(*)"), a dbt metric's name, or a description.</summary>
    public string? Expression { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>sum, mean, min, max, median, quantile, stddev, distinct_count, share, length, lateness …; null: by the alert's type.</summary>
    public string? Aggregate { get; init; }

    /// <summary>0 to 1, for a quantile.</summary>
    public double? Quantile { get; init; }

    /// <summary>The values a column may take, for validity; or the one whose share is measured.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>The regular expression values must match, for validity.</summary>
    public string? Pattern { get; init; }

    /// <summary>Bounds of single values, for validity.</summary>
    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    /// <summary>The referenced "table.column", for referential integrity.</summary>
    public string? References { get; init; }

    /// <summary>A row condition (SQL) that the monitor filters by.</summary>
    public string? Filter { get; init; }

    /// <summary>The bound that the check compares with: lateness in seconds, a share, a count.</summary>
    public double? Threshold { get; init; }
}

public enum MetricKind
{
    Column,
    SqlExpression,
    DbtMetric,
    Description,
}
