using Dataing.Core.Alerts;

namespace Dataing.Core.Findings;

/// <summary>The answer of an investigation; its JSON form is a contract (docs/finding.schema.json).</summary>
public sealed record Finding
{
    /// <summary>How the investigation ended: completed, inconclusive, failed, cancelled.</summary>
    public required FindingStatus Status { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The cause; null unless the verdict is a root cause (an expected variance names its reason here as well).</summary>
    public RootCause? RootCause { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>When it began; null when nothing began.</summary>
    public Onset? Onset { get; init; }

    public Scope? Scope { get; init; }

    public MetricChange? Metric { get; init; }

    /// <summary>Trigger → mechanism → symptom, in order.</summary>
    public IReadOnlyList<CausalStep> CausalChain { get; init; } = [];

    public IReadOnlyList<HypothesisOutcome> Hypotheses { get; init; } = [];

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Tables and columns downstream of the damage.</summary>
    public IReadOnlyList<string> BlastRadius { get; init; } = [];

    public IReadOnlyList<Recommendation> Recommendations { get; init; } = [];

    public QualityScore? Quality { get; init; }

    public required Cost Cost { get; init; }

    /// <summary>What the reader should know: what was chosen, what was sampled, what the data cannot tell.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

public enum FindingStatus
{
    Completed,
    Inconclusive,
    Failed,
    Cancelled,
}

public enum Verdict
{
    RootCause,
    ExpectedVariance,
    FalseAlarm,
    Inconclusive,
}

/// <param name="Statement">The cause in one sentence.</param>
/// <param name="Mechanism">A stable id of the mechanism table, or "unknown".</param>
/// <param name="Category">upstream_dependency, transformation_bug, data_quality, infrastructure or expected_variance.</param>
/// <param name="Culprit">The object to blame, where there is one.</param>
public sealed record RootCause(string Statement, string Mechanism, HypothesisCategory Category, Culprit? Culprit);

/// <param name="Kind">table, column, batch, value, release, job, or change.</param>
/// <param name="Table">The table it lives in or is.</param>
/// <param name="Column">The column, where there is one.</param>
/// <param name="Value">The value, batch, release or job, where there is one.</param>
public sealed record Culprit(string Kind, string? Table, string? Column, string? Value);

/// <summary>0 to 1, by rules on the proof ladder; every factor says what it added or took.</summary>
public sealed record Confidence(double Value, IReadOnlyList<ConfidenceFactor> Factors);

public sealed record ConfidenceFactor(string Name, double Effect, string Explanation);

/// <summary>The interval in which it began: [Start, End), at most two grains wide.</summary>
public sealed record Onset(DateTimeOffset Start, DateTimeOffset End, Grain Grain);

/// <summary>Which rows: a conjunction of conditions, or the whole table.</summary>
public sealed record Scope
{
    /// <summary>The table whose rows the predicate selects.</summary>
    public string? Table { get; init; }

    public IReadOnlyList<ScopeCondition> Predicate { get; init; } = [];

    public bool WholeTable { get; init; }

    /// <summary>Rows harmed within the incident window.</summary>
    public long? AffectedRows { get; init; }

    /// <summary>Other conditions that name (nearly) the same rows.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>One condition. <see cref="Op"/> is =, !=, &lt;, &lt;=, &gt;, &gt;=, in, between, is_null, is_not_null or like; the value is a scalar, a list for in and between, null for the null tests.</summary>
public sealed record ScopeCondition(string Column, string Op, object? Value);

/// <param name="Before">In the baseline.</param>
/// <param name="After">In the incident window.</param>
/// <param name="Unit">rows, fraction, seconds, or the column's own.</param>
public sealed record MetricChange(double? Before, double? After, string Unit)
{
    /// <summary>What was measured, in words.</summary>
    public string? Name { get; init; }

    /// <summary>The metric over time, for the chart; empty where there is no time column.</summary>
    public IReadOnlyList<MetricPoint> Series { get; init; } = [];

    /// <summary>What the series shows where that is not the metric itself, as the share of rows beyond a quantile's usual bound; else null.</summary>
    public string? SeriesName { get; init; }

    /// <summary>The unit of the series where it is not the metric's; else null.</summary>
    public string? SeriesUnit { get; init; }

    /// <summary>What the contributions are of where the segments were searched by something else than the metric, as a total by its rows; else null.</summary>
    public string? ContributionsName { get; init; }

    /// <summary>The unit of the contributions where it is not the metric's; else null.</summary>
    public string? ContributionsUnit { get; init; }

    /// <summary>Its parts at the top level, for the chart of contributions.</summary>
    public IReadOnlyList<SegmentContribution> Contributions { get; init; } = [];
}

/// <param name="At">The bucket's start.</param>
/// <param name="Value">Null for a bucket without rows.</param>
/// <param name="Expected">The seasonal baseline; null where it is not known.</param>
public sealed record MetricPoint(DateTimeOffset At, double? Value, double? Expected);

/// <param name="Segment">The condition in words.</param>
/// <param name="Before">The metric of the segment in the baseline.</param>
/// <param name="After">The metric of the segment in the incident window.</param>
/// <param name="Share">Share of the whole change that the segment explains.</param>
public sealed record SegmentContribution(string Segment, double? Before, double? After, double Share);

/// <param name="Role">trigger, mechanism or symptom.</param>
/// <param name="Statement">What happened.</param>
/// <param name="At">When, where it is known.</param>
/// <param name="EvidenceId">The query that shows it.</param>
public sealed record CausalStep(string Role, string Statement, DateTimeOffset? At, string? EvidenceId);

/// <param name="Title">What to do.</param>
/// <param name="Command">A command, query or runbook step to copy; null where words are all there is.</param>
public sealed record Recommendation(string Title, string? Command);

/// <summary>Causal depth 0.5, specificity 0.3, actionability 0.2; pass at 0.6 unless configured. By rules.</summary>
public sealed record QualityScore(double CausalDepth, double Specificity, double Actionability, double Composite, bool Passed)
{
    /// <summary>What a model said of the same words; null where none judged them.</summary>
    public JudgedQuality? Judge { get; init; }
}

/// <summary>A model's opinion of a finding's words, on the same dimensions. It moves neither verdict nor confidence.</summary>
/// <param name="Weakness">What it would better, in a sentence.</param>
public sealed record JudgedQuality(
    string Model,
    double CausalDepth,
    double Specificity,
    double Actionability,
    double Composite,
    bool Passed,
    string? Weakness
);

/// <param name="Queries">Queries run on the source.</param>
/// <param name="Seconds">Wall clock.</param>
/// <param name="RowsScanned">Rows that the source says it read for the recorded answers; null where it does not say so of each.</param>
/// <param name="BytesScanned">Bytes that the source says it read from its files for the recorded answers; null where it does not say so of each.</param>
public sealed record Cost(int Queries, double Seconds, long? RowsScanned, long? BytesScanned)
{
    /// <summary>Questions sent to a language model, those asked again included.</summary>
    public int ModelCalls { get; init; }

    /// <summary>Tokens in and out, as the model's vendor counted them.</summary>
    public long ModelTokens { get; init; }

    /// <summary>US dollars by the configured prices; null where the model's prices are not known.</summary>
    public decimal? ModelMoney { get; init; } = 0;
}
