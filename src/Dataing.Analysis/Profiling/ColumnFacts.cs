using Dataing.Core.DataSources;

namespace Dataing.Analysis.Profiling;

/// <summary>What one column looks like in one group of rows.</summary>
internal sealed record ColumnFacts(ColumnSchema Column)
{
    public double Rows { get; init; }
    public double Filled { get; init; }
    public double Distinct { get; init; }
    public double? Sum { get; init; }
    public double? Least { get; init; }
    public double? Greatest { get; init; }
    public double Negative { get; init; }
    public double Zero { get; init; }

    /// <summary>Numbers without a fractional part.</summary>
    public double Whole { get; init; }
    public double Characters { get; init; }
    public double Longest { get; init; }
    public double Empty { get; init; }

    public double NullShare => Rows > 0 ? 1 - Filled / Rows : 0;
    public double? Mean => Filled > 0 && Sum is { } s ? s / Filled : null;
    public double WholeShare => Filled > 0 ? Whole / Filled : 0;
    public double NegativeShare => Filled > 0 ? Negative / Filled : 0;
    public double MeanLength => Filled > 0 ? Characters / Filled : 0;

    /// <summary>Values that are there more than once, as a share of all: 0 for a key.</summary>
    public double RepeatedShare => Filled > 0 ? 1 - Distinct / Filled : 0;
}

/// <summary>A column before and after, in the accused rows and in the rest.</summary>
internal sealed record ColumnShift(ColumnFacts InsideBefore, ColumnFacts InsideAfter, ColumnFacts? OutsideBefore, ColumnFacts? OutsideAfter)
{
    public ColumnSchema Column => InsideAfter.Column;
    public string Name => Column.Name;
}
