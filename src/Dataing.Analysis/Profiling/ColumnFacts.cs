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
    public double ZeroShare => Filled > 0 ? Zero / Filled : 0;
    public double MeanLength => Filled > 0 ? Characters / Filled : 0;

    /// <summary>Values that are there more than once, as a share of all: 0 for a key.</summary>
    public double RepeatedShare => Filled > 0 ? 1 - Distinct / Filled : 0;
}

/// <summary>A column before and after, in the accused rows and in the rest.</summary>
internal sealed record ColumnShift(ColumnFacts InsideBefore, ColumnFacts InsideAfter, ColumnFacts? OutsideBefore, ColumnFacts? OutsideAfter)
{
    public ColumnSchema Column => InsideAfter.Column;
    public string Name => Column.Name;

    /// <summary>How much the accused rows' values changed, by the largest of the changes in filling, size, sign, zeros, decimals and length; 0: not at all.</summary>
    public double Size =>
        new[]
        {
            Math.Abs(InsideAfter.NullShare - InsideBefore.NullShare),
            Math.Abs(InsideAfter.NegativeShare - InsideBefore.NegativeShare),
            Math.Abs(InsideAfter.ZeroShare - InsideBefore.ZeroShare),
            Math.Abs(InsideAfter.WholeShare - InsideBefore.WholeShare),
            Relative(InsideBefore.Mean ?? 0, InsideAfter.Mean ?? 0),
            Relative(InsideBefore.MeanLength, InsideAfter.MeanLength),
        }.Max();

    private static double Relative(double before, double after) =>
        Math.Max(Math.Abs(before), Math.Abs(after)) is > 0 and var larger ? Math.Abs(after - before) / larger : 0;
}
