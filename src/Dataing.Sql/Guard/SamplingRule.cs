namespace Dataing.Sql.Guard;

/// <summary>Tables that are too large to be read whole. It needs row counts in the catalogue snapshot.</summary>
public sealed record SamplingRule
{
    public static SamplingRule None { get; } = new();

    /// <summary>A table with more rows must be filtered, joined on a predicate or sampled; null: no rule.</summary>
    public long? RequireAboveRows { get; init; }

    /// <summary>The largest share of such a table that a sample may take, in percent; default 10, range 0 to 100.</summary>
    public double MaxPercent { get; init; } = 10;
}
