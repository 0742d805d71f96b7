using System.Text.Json.Serialization;

namespace Dataing.Core.Reasoning;

/// <summary>A statement about a result that code can check: an aggregate over one column of it compares with a number.</summary>
/// <param name="Column">A column of the result; ignored for <see cref="RowAggregate.RowCount"/>.</param>
public sealed record PredictedValue(RowAggregate Aggregate, string Column, Comparison Comparison, double Value)
{
    public override string ToString() =>
        $"{Aggregate switch { RowAggregate.RowCount => "row count", _ => $"{Aggregate.ToString().ToLowerInvariant()}({Column})" }} {Sign} {Value}";

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
