using Dataing.Core.DataSources;
using Dataing.Core.Investigations;

namespace Dataing.Core.Reasoning;

/// <summary>Compares rows with what was predicted before they were read. No opinion enters.</summary>
public static class PredictionJudge
{
    /// <summary>The verdict, and the value that decided it.</summary>
    public static (PredictionVerdict Verdict, double? Observed) Judge(ProposedTest test, QueryResult result)
    {
        if (Measure(test.IfTrue, result) is not { } observed)
            return (PredictionVerdict.NotMeasured, null);
        var asIfTrue = Holds(test.IfTrue, observed);
        var asIfFalse = Measure(test.IfFalse, result) is { } rival && Holds(test.IfFalse, rival);
        return (asIfTrue, asIfFalse) switch
        {
            (true, false) => (PredictionVerdict.CameTrue, observed),
            (false, true) => (PredictionVerdict.Failed, observed),
            _ => (PredictionVerdict.Open, observed),
        };
    }

    /// <summary>
    /// Whether true and false can be told apart at all: both speak of the same measurement, and no value satisfies both. A prediction that
    /// always comes true proves nothing.
    /// </summary>
    public static bool Discriminates(ProposedTest test)
    {
        var (t, f) = (test.IfTrue, test.IfFalse);
        if (t.Aggregate != f.Aggregate || !(t.Column == f.Column || t.Aggregate == RowAggregate.RowCount))
            return false;
        if (!double.IsFinite(t.Value) || !double.IsFinite(f.Value))
            return false;
        double[] probes = [.. Around(t.Value), .. Around(f.Value), (t.Value + f.Value) / 2, Beyond(t, f, 1), Beyond(t, f, -1)];
        return !probes.Any(p => Holds(t, p) && Holds(f, p))
            && probes.Any(p => Possible(t, p) && Holds(t, p))
            && probes.Any(p => Possible(f, p) && Holds(f, p));
    }

    /// <summary>A value and its neighbours, farther away than the tolerance of equality.</summary>
    private static double[] Around(double value)
    {
        var step = 1e-6 * Math.Max(1, Math.Abs(value));
        return [value - step, value, value + step];
    }

    private static double Beyond(PredictedValue t, PredictedValue f, int side) =>
        side * (Math.Max(Math.Abs(t.Value), Math.Abs(f.Value)) * 2 + 1);

    private static bool Possible(PredictedValue p, double value) => p.Aggregate != RowAggregate.RowCount || value >= 0;

    private static double? Measure(PredictedValue predicted, QueryResult result)
    {
        if (predicted.Aggregate == RowAggregate.RowCount)
            return result.Outcome.Truncated == Truncation.None ? result.Rows.Count : null;
        var columns = result.Columns.Select(c => c.Name).ToList();
        var column = columns.FindIndex(c => c.Equals(predicted.Column, StringComparison.OrdinalIgnoreCase));
        if (column < 0)
            return null;
        var values = result.Rows.Select(row => CellText.ToNumber(row[column])).OfType<double>().ToList();
        if (values.Count == 0 || (result.Outcome.Truncated != Truncation.None && predicted.Aggregate != RowAggregate.First))
            return null;
        return predicted.Aggregate switch
        {
            RowAggregate.First => CellText.ToNumber(result.Rows[0][column]),
            RowAggregate.Min => values.Min(),
            RowAggregate.Max => values.Max(),
            _ => values.Sum(),
        };
    }

    private static bool Holds(PredictedValue p, double observed) =>
        p.Comparison switch
        {
            Comparison.LessThan => observed < p.Value,
            Comparison.AtMost => observed <= p.Value,
            Comparison.AtLeast => observed >= p.Value,
            Comparison.GreaterThan => observed > p.Value,
            _ => Math.Abs(observed - p.Value) <= 1e-9 * Math.Max(1, Math.Abs(p.Value)),
        };
}

public enum PredictionVerdict
{
    CameTrue,
    Failed,

    /// <summary>The value lies where neither, or both, were predicted.</summary>
    Open,

    /// <summary>The result holds no such value.</summary>
    NotMeasured,
}
