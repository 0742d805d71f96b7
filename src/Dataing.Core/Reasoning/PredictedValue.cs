using System.Text.Json.Serialization;

namespace Dataing.Core.Reasoning;

/// <summary>A statement about a result that code can check: an aggregate over one column of it compares with a number.</summary>
/// <param name="Column">A column of the result; ignored for <see cref="RowAggregate.RowCount"/>.</param>
public sealed record PredictedValue(RowAggregate Aggregate, string Column, Comparison Comparison, double Value)
{
    public override string ToString() => FormattableString.Invariant($"{Measure} {Sign} {Value}");

    /// <summary>What is looked at: "first(n)".</summary>
    [JsonIgnore]
    public string Measure => Aggregate == RowAggregate.RowCount ? "row count" : $"{Aggregate.ToString().ToLowerInvariant()}({Column})";

    /// <summary>All that it excludes; null where that cannot be said as one comparison.</summary>
    public PredictedValue? Opposite() =>
        Comparison switch
        {
            Comparison.LessThan => this with { Comparison = Comparison.AtLeast },
            Comparison.AtMost => this with { Comparison = Comparison.GreaterThan },
            Comparison.AtLeast => this with { Comparison = Comparison.LessThan },
            Comparison.GreaterThan => this with { Comparison = Comparison.AtMost },
            _ => null,
        };

    [JsonIgnore]
    private string Sign =>
        Comparison switch
        {
            Comparison.LessThan => "<",
            Comparison.AtMost => "<=",
            Comparison.AtLeast => ">=",
            Comparison.GreaterThan => ">",
            _ => "=",
        };
}

public enum RowAggregate
{
    First,
    Min,
    Max,
    Sum,
    RowCount,
}

public enum Comparison
{
    LessThan,
    AtMost,
    Equal,
    AtLeast,
    GreaterThan,
}
