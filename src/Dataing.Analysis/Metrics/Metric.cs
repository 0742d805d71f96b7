using Dataing.Analysis.Localisation;
using Dataing.Core.DataSources;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>What kind of thing a metric watches; mechanisms ask this before they ask the data.</summary>
internal enum Subject
{
    Rows,
    Nulls,
    Duplicates,
    Orphans,
    Lateness,
    Total,
    Mean,

    /// <summary>A minimum, maximum, quantile or deviation, watched through the share of rows beyond its usual bound.</summary>
    Tail,
    Share,
    Invalid,
    Malformed,
    Length,
    Distinct,
    Custom,
}

/// <summary>A metric in additive form: which rows, and per row what is added up above and below the line.</summary>
internal sealed record Metric
{
    public required TableSchema Table { get; init; }

    public required Subject Subject { get; init; }

    public required MetricForm Form { get; init; }

    /// <summary>In words: "null rate of orders.user_id".</summary>
    public required string Name { get; init; }

    /// <summary>rows, fraction, seconds, or the column's own.</summary>
    public required string Unit { get; init; }

    /// <summary>What its series shows, where that is not the metric itself: "share of orders.amount above 42"; null: the metric.</summary>
    public string? Watched { get; init; }

    /// <summary>The unit of what its series shows.</summary>
    public string WatchedUnit => Subject == Subject.Tail ? "fraction" : Unit;

    /// <summary>The rows, under the name <see cref="Queries.Ask.Rows"/>; every column of the table is there.</summary>
    public required TableSource From { get; init; }

    /// <summary>Added up above the line, per row; never NULL.</summary>
    public required Expression Numerator { get; init; }

    /// <summary>Added up below the line, per row; never NULL. 1 for counts.</summary>
    public required Expression Denominator { get; init; }

    /// <summary>The value whose square is added up, for means and sums.</summary>
    public Expression? Squared { get; init; }

    /// <summary>The rows that the monitor looks at; null: all.</summary>
    public Expression? Filter { get; init; }

    /// <summary>The condition that makes a row count as bad, for rates.</summary>
    public Expression? Bad { get; init; }

    /// <summary>The columns measured.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The value measured, for numbers and texts.</summary>
    public string? Column => Columns.Count > 0 ? Columns[0] : null;

    /// <summary>What a minimum, maximum or quantile is of; null for other metrics.</summary>
    public MeasuredValue? Measured { get; init; }

    public TableSchema? Parent { get; init; }

    public string? ParentKey { get; init; }

    /// <summary>The values that count as right, or the one whose share is measured.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The bound of a tail or of lateness.</summary>
    public double? Bound { get; init; }

    /// <summary>True when the numerator is the rows themselves, as in rows per entity.</summary>
    public bool CountsRows { get; init; }

    /// <summary>True for a mean of logarithms, which moves by an amount and lies on either side of zero.</summary>
    public bool IsLogarithm { get; init; }

    /// <summary>True when it is looked at in place of the monitor's metric, which cannot be taken apart: what it does not show, it does not refute.</summary>
    public bool StandsIn { get; init; }

    /// <summary>0 to 1, when the metric is a quantile.</summary>
    public double? Quantile { get; init; }

    /// <summary>The aggregate as the monitor computes it, where that is not numerator over denominator; over the rows of <see cref="From"/>.</summary>
    public Expression? Native { get; init; }

    /// <summary>What was chosen because the alert did not say, one sentence each.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A mean of it as a value that a reader knows.</summary>
    public double Told(double mean) => IsLogarithm ? Math.Exp(mean) : mean;

    /// <summary>True when it is a total over a total and not a share, nor rows per entity.</summary>
    public bool IsPlainQuotient() => !CountsRows && Bad is null;

    public bool IsPlainTable => From is TableSource.Table;
}
