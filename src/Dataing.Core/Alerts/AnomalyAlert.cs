namespace Dataing.Core.Alerts;

/// <summary>What a monitor says is wrong. Most monitors send no number: whatever is missing is computed from the data.</summary>
public sealed record AnomalyAlert
{
    /// <summary>The dataset as the monitor spells it: "orders", "shop.public.orders".</summary>
    public required string Dataset { get; init; }

    public AnomalyType Type { get; init; } = AnomalyType.Unknown;

    public MetricSpecification Metric { get; init; } = new();

    public ExpectedRange? Expected { get; init; }

    /// <summary>The value the monitor saw; null when it did not say.</summary>
    public double? Actual { get; init; }

    /// <summary>"percent" when expected and actual are percentages rather than fractions; else null.</summary>
    public string? Unit { get; init; }

    /// <summary>The time the anomaly was seen or refers to (a date, an hour, an instant) as written; null when the alert names none.</summary>
    public AlertWindow? Window { get; init; }

    /// <summary>The time column to use; null: chosen from the data.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The grain to use; null: chosen from the data.</summary>
    public Grain? Grain { get; init; }

    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Untrusted text of the monitor: shown, never obeyed.</summary>
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Which monitor sent it: "generic", "dbt", "soda" …</summary>
    public string Source { get; init; } = "generic";

    public string? SourceAlertId { get; init; }

    public string? SourceUrl { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>How the metric was expected to be; every part is optional.</summary>
public sealed record ExpectedRange(double? Value, double? Lower, double? Upper, string? Operator, string? Text);

/// <summary>The interval an alert speaks of; only one end may be known. A date alone means that whole day.</summary>
public sealed record AlertWindow(DateTimeOffset? Start, DateTimeOffset? End, DateTimeOffset? ObservedAt, string? TimeZone);

public enum Severity
{
    Info,
    Warning,
    Error,
    Critical,
}

/// <summary>The step of a time series.</summary>
public enum Grain
{
    Minute,
    Hour,
    Day,
    Week,
    Month,
}
