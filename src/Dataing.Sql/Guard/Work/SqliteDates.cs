using System.Globalization;

namespace Dataing.Sql.Guard.Work;

/// <summary>SQLite's date(text, modifiers), as far as recursions along days use it.</summary>
internal static class SqliteDates
{
    public static TrialValue Of(TrialValue[] arguments)
    {
        if (arguments is not [{ Kind: TrialKind.Time or TrialKind.Text } first, .. var modifiers])
            return TrialValue.Unknown;
        var moment = first.Kind == TrialKind.Time ? first : TrialValue.Of(Constants.Of(new Syntax.Expression.String(first.Text)));
        if (moment.Kind != TrialKind.Time || Math.Abs(moment.Number) > 6e10)
            return TrialValue.Unknown;
        var at = DateTime.UnixEpoch.AddSeconds(moment.Number);
        foreach (var modifier in modifiers)
        {
            if (modifier.Kind != TrialKind.Text || Moved(at, modifier.Text.Trim().ToLowerInvariant()) is not { } next)
                return TrialValue.Unknown;
            at = next;
        }
        return TrialValue.Of(Constant.Moment((at - DateTime.UnixEpoch).TotalSeconds));
    }

    private static DateTime? Moved(DateTime at, string modifier) =>
        modifier switch
        {
            "start of day" => at.Date,
            "start of month" => new DateTime(at.Year, at.Month, 1),
            "start of year" => new DateTime(at.Year, 1, 1),
            _ => modifier.Split(' ') is [var count, var unit]
            && double.TryParse(count, NumberStyles.Float, CultureInfo.InvariantCulture, out var many)
            && Math.Abs(many) < 100_000
                ? Shifted(at, many, unit.TrimEnd('s'))
                : null,
        };

    private static DateTime? Shifted(DateTime at, double many, string unit) =>
        unit switch
        {
            _ when at.Year is < 300 or > 9_600 => null,
            "year" => at.AddMonths((int)Math.Clamp(many * 12, -2_400, 2_400)),
            "month" => at.AddMonths((int)Math.Clamp(many, -2_400, 2_400)),
            "day" or "hour" or "minute" or "second" => at.AddSeconds(many * Constants.SecondsOf(unit)),
            _ => null,
        };
}
