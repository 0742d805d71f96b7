namespace Dataing.Analysis.Dimensions;

/// <summary>
/// Values that had been taking over from each other before the onset already, as a release that reaches one client after the other: that they go on
/// doing so in the window explains no number of rows.
/// </summary>
internal static class UnderWay
{
    private const int FewestStretches = 3;

    /// <summary>The part of the rows that must have changed their value before the onset.</summary>
    private const double LeastBefore = 0.08;

    /// <summary>The part of the move of the window that goes the way things had gone before.</summary>
    private const double SameWay = 0.7;

    /// <summary>From the middle of the past to the window is further than from one half of the past to the other.</summary>
    private const double MostAhead = 3;

    public static bool Of(IReadOnlyList<MarginalValue> values)
    {
        var stretches = values.Count == 0 ? 0 : values.Max(v => v.Stretches.Count);
        if (stretches < FewestStretches || values.Any(v => v.Stretches.Count != stretches))
            return false;
        var half = stretches / 2;
        var late = Shares(values, v => v.Stretches.Take(half).Sum());
        var early = Shares(values, v => v.Stretches.Skip(stretches - half).Sum());
        var past = Shares(values, v => v.Past.Numerator);
        var now = Shares(values, v => v.Incident.Numerator);
        if (late is null || early is null || past is null || now is null)
            return false;
        var (before, moved, along) = (0.0, 0.0, 0.0);
        for (var i = 0; i < values.Count; i++)
        {
            var (went, goes) = (late[i] - early[i], now[i] - past[i]);
            before += Math.Abs(went) / 2;
            moved += Math.Abs(goes) / 2;
            along += went * goes > 0 ? Math.Min(Math.Abs(goes), MostAhead * Math.Abs(went)) / 2 : 0;
        }
        return before >= LeastBefore && along >= SameWay * moved;
    }

    private static double[]? Shares(IReadOnlyList<MarginalValue> values, Func<MarginalValue, double> of)
    {
        double[] all = [.. values.Select(of)];
        return all.Sum() is > 0 and var total ? [.. all.Select(v => v / total)] : null;
    }
}
