namespace Dataing.Analysis.Dimensions;

/// <summary>
/// New values that take over from old ones (a release, a state that rows pass through) move much and explain nothing of how many rows
/// there are in all: volume is not cut by them.
/// </summary>
internal static class Turnover
{
    /// <summary>
    /// What a value rises by chance alone, and falls, in standard deviations: many values add up to a fall that none of them had.
    /// </summary>
    private const double ByChance = 0.5;

    /// <summary>A value that had no more than this part of its rows before is as good as new.</summary>
    private const double NextToNone = 0.05;

    /// <summary>The part of the rows that a new value must hold to have taken them from others.</summary>
    private const double LeastTaken = 0.05;

    /// <summary>Fewer rows are chance.</summary>
    private const double FewRows = 8;

    /// <param name="values">The values of one dimension.</param>
    /// <param name="exposure">Expected in the window per row of all past stretches together.</param>
    /// <param name="falling">True when rows are lost in all.</param>
    public static bool Of(IReadOnlyList<MarginalValue> values, double exposure, bool falling)
    {
        var (up, down) = (0.0, 0.0);
        foreach (var value in values)
        {
            var usual = value.Past.Numerator * exposure;
            var rows = value.Past.Rows * exposure;
            var noise = rows > 0 ? ByChance * Math.Abs(usual) / Math.Sqrt(rows) : 0;
            up += Math.Max(0, value.Incident.Numerator - usual) - noise;
            down += Math.Max(0, usual - value.Incident.Numerator) - noise;
        }
        var fresh = values.Where(v => IsNew(v, exposure)).Sum(v => v.Incident.Numerator);
        var gone = values.Where(v => v.Incident.Numerator < 0.2 * v.Past.Numerator * exposure).Sum(v => v.Past.Numerator * exposure);
        // However small it is: what came where another value went, with as many rows, is that value by another name.
        if (fresh >= FewRows && gone >= FewRows && fresh > 0.6 * gone && gone > 0.6 * fresh)
            return true;
        // Where rows are lost nothing came on top: whatever is new then took its rows from other values.
        var least = falling ? LeastTaken : 0.2;
        if (fresh <= least * values.Sum(v => v.Incident.Numerator))
            return false;
        return Math.Min(up, down) > 0.25 * Math.Max(up, down) || RestRose(values, exposure);
    }

    private static bool IsNew(MarginalValue value, double exposure) =>
        value.Past.Numerator * exposure <= NextToNone * value.Incident.Numerator;

    /// <summary>
    /// Values without a past add their rows and leave those of others alone, or they were taken from others while something else multiplied
    /// all: where the others rose as well, and far beyond counting noise, the new values do not say which.
    /// </summary>
    private static bool RestRose(IReadOnlyList<MarginalValue> values, double exposure)
    {
        var known = values.Where(v => !IsNew(v, exposure)).ToList();
        var now = known.Sum(v => v.Incident.Numerator);
        var usual = known.Sum(v => v.Past.Numerator) * exposure;
        var rows = known.Sum(v => v.Past.Rows) * exposure;
        return usual > 0 && now > 1.2 * usual && (now / usual - 1) * Math.Sqrt(rows) > 6;
    }
}
