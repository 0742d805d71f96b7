using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Cases;

/// <summary>Everything that is established about one alert so far; it only grows.</summary>
internal sealed record CaseFile
{
    public required Inquiry Inquiry { get; init; }
    public required Interview Interview { get; init; }
    public required TableSchema Table { get; init; }
    public required TableOverview Overview { get; init; }
    public required TimeColumns Times { get; init; }
    public required Metric Metric { get; init; }

    /// <summary>Null when the table has no time column, or no rows.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>The id of the evidence that the series was read from.</summary>
    public string? SeriesEvidence { get; init; }

    public AlertPeriod? Period { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Where it is; null until it was looked for.</summary>
    public Localised? Where { get; init; }

    /// <summary>True when the whole table hardly moved and a segment on the alert's own days opened the case.</summary>
    public bool BySegment { get; init; }

    /// <summary>The block of history that was written again on the alert's days; null where none was.</summary>
    public RewrittenBlock? Block { get; init; }

    /// <summary>The case as the alert tells it, where another metric turned out to be behind it; null where it is this one.</summary>
    public CaseFile? Alerted { get; init; }

    /// <summary>The case whose figures are quoted: the monitor's metric, whatever is behind it.</summary>
    public CaseFile Told => Alerted ?? this;

    public AnomalyAlert Alert => Inquiry.Alert;

    /// <summary>A measure of the time column itself: who looks at other hours sees another value, so segments say nothing about it.</summary>
    public bool IsMadeOfHours =>
        Metric.Subject == Subject.Custom && Times.Event is { } happened && Metric.Columns.Contains(happened.Column);

    public bool Borne => Timeline is { Borne: true };
}
