using System.Globalization;

namespace Dataing.Sql.Guard.Work;

/// <summary>SQLite's date(text, modifiers), as far as recursions along days use it.</summary>
internal static class SqliteDates
{
    public static TrialValue Of(TrialValue[] arguments, bool withTime)
    {
        if (arguments is not [{ Kind: TrialKind.Text } first, .. var modifiers])
            return TrialValue.Unknown;
        var moment = TrialValue.Of(Constants.Of(new Syntax.Expression.String(first.Text)));
        if (moment.Kind != TrialKind.Time || Math.Abs(moment.Number) > 6e10)
            return TrialValue.Unknown;
        var at = DateTime.UnixEpoch.AddSeconds(moment.Number);
        foreach (var modifier in modifiers)
        {
            if (modifier.Kind != TrialKind.Text || Moved(at, modifier.Text.Trim().ToLowerInvariant()) is not { } next)
                return TrialValue.Unknown;
            at = next;
        }
        return TrialValue.Of(at.ToString(withTime ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>A text that date() or datetime() made, or could have.</summary>
    public static bool IsDate(TrialValue value) =>
        value.Kind == TrialKind.Text && value.Text.Length is (10 or 19) && value.Text[4] == '-' && value.Text[7] == '-';

    /// <summary>A modifier that changes a date no second time.</summary>
    public static bool IsIdle(string modifier) =>
        modifier.TrimStart().StartsWith("start of", StringComparison.OrdinalIgnoreCase)
        || modifier.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var count, _]
            && double.TryParse(count, NumberStyles.Float, CultureInfo.InvariantCulture, out var many)
            && many == 0;

    private static DateTime? Moved(DateTime at, string modifier) =>
        modifier switch
        {
            "start of day" => at.Date,
            "start of month" => new DateTime(at.Year, at.Month, 1),
            "start of year" => new DateTime(at.Year, 1, 1),
            _ => modifier.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var count, var unit]
            && double.TryParse(count, NumberStyles.Float, CultureInfo.InvariantCulture, out var many)
            && Math.Abs(many) < 100_000
                ? Shifted(at, many, unit.TrimEnd('s'))
                : null,
        };

    private static DateTime? Shifted(DateTime at, double many, string unit) =>
        unit switch
        {
            _ when at.Year is < 202 or > 9_790 => null,
            "year" => at.AddMonths((int)Math.Clamp(many * 12, -2_400, 2_400)),
            "month" => at.AddMonths((int)Math.Clamp(many, -2_400, 2_400)),
            "day" or "hour" or "minute" or "second" => at.AddSeconds(many * Constants.SecondsOf(unit)),
            _ => null,
        };
}
