using Dataing.Core.Findings;

namespace Dataing.Core.Analysts;

/// <summary>What the data says of the alert, before any cause is looked for.</summary>
public sealed record AlertConfirmation
{
    /// <summary>Whether the metric shows an anomaly that is worth an investigation.</summary>
    public required bool BorneOut { get; init; }

    /// <summary>One sentence: what was measured, and how it stands against its baseline.</summary>
    public required string Statement { get; init; }

    /// <summary>The metric as understood, in words: "share of NULL in orders.user_id by day of created_at".</summary>
    public required string MetricDefinition { get; init; }

    public MetricChange? Metric { get; init; }

    public Onset? Onset { get; init; }

    /// <summary>What the alert did not name and the analyst chose, one sentence each.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
