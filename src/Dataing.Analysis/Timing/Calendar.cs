namespace Dataing.Analysis.Timing;

/// <summary>Days on which business is known to be unusual in many countries; a hint, never a proof.</summary>
internal static class Calendar
{
    /// <summary>The holiday on or next to a date; null on an ordinary day.</summary>
    public static string? Holiday(DateTime date)
    {
        var day = date.Date;
        return (day.Month, day.Day) switch
        {
            (1, 1) => "New Year's Day",
            (5, 1) => "Labour Day",
            (7, 4) => "Independence Day (US)",
            (10, 31) => "Halloween",
            (11, 11) => "Singles' Day",
            (12, 24) => "Christmas Eve",
            (12, 25) => "Christmas Day",
            (12, 26) => "Boxing Day",
            (12, 31) => "New Year's Eve",
            (2, 14) => "Valentine's Day",
            _ => Moving(day),
        };
    }

    private static string? Moving(DateTime day)
    {
        var easter = Easter(day.Year);
        var thanksgiving = Nth(day.Year, 11, DayOfWeek.Thursday, 4);
        return day switch
        {
            _ when day == easter.AddDays(-2) => "Good Friday",
            _ when day == easter => "Easter Sunday",
            _ when day == easter.AddDays(1) => "Easter Monday",
            _ when day == thanksgiving => "Thanksgiving",
            _ when day == thanksgiving.AddDays(1) => "Black Friday",
            _ when day == thanksgiving.AddDays(4) => "Cyber Monday",
            _ when day == Nth(day.Year, 9, DayOfWeek.Monday, 1) => "Labor Day (US)",
            _ when day.Month == 5 && day.DayOfWeek == DayOfWeek.Monday && day.AddDays(7).Month == 6 => "Memorial Day (US)",
            _ => null,
        };
    }

    private static DateTime Nth(int year, int month, DayOfWeek weekday, int nth)
    {
        var first = new DateTime(year, month, 1);
        return first.AddDays(((int)weekday - (int)first.DayOfWeek + 7) % 7 + 7 * (nth - 1));
    }

    /// <summary>Easter Sunday by the Gregorian computus.</summary>
    private static DateTime Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new DateTime(year, n / 31, n % 31 + 1);
    }
}
