using Dataing.Sql.Lexing;

namespace Dataing.Sql.Parsing;

/// <summary>Units of time, as bare words behind an interval's value.</summary>
internal static class IntervalUnits
{
    public static bool IsUnit(Keyword keyword) =>
        keyword
            is Keyword.Year
                or Keyword.Years
                or Keyword.Quarter
                or Keyword.Quarters
                or Keyword.Month
                or Keyword.Months
                or Keyword.Week
                or Keyword.Weeks
                or Keyword.Day
                or Keyword.Days
                or Keyword.Hour
                or Keyword.Hours
                or Keyword.Minute
                or Keyword.Minutes
                or Keyword.Second
                or Keyword.Seconds
                or Keyword.Millisecond
                or Keyword.Milliseconds
                or Keyword.Microsecond
                or Keyword.Microseconds
                or Keyword.Nanosecond
                or Keyword.Nanoseconds
                or Keyword.Decade
                or Keyword.Decades
                or Keyword.Century
                or Keyword.Centuries
                or Keyword.Millennium
                or Keyword.YearMonth
                or Keyword.DayHour
                or Keyword.DayMinute
                or Keyword.DaySecond
                or Keyword.DayMicrosecond
                or Keyword.HourMinute
                or Keyword.HourSecond
                or Keyword.HourMicrosecond
                or Keyword.MinuteSecond
                or Keyword.MinuteMicrosecond
                or Keyword.SecondMicrosecond;

    public static (string? Unit, string? To) Read(TokenCursor cursor)
    {
        if (!IsUnit(cursor.Current.Keyword))
            return (null, null);
        var unit = One(cursor);
        if (!cursor.At(Keyword.To) || !IsUnit(cursor.Peek().Keyword))
            return (unit, null);
        cursor.Take();
        return (unit, One(cursor));
    }

    /// <summary>ClickHouse's short words for units, such as INTERVAL 3 YYYY.</summary>
    public static string? Short(TokenCursor cursor)
    {
        if (cursor.Current.Kind != TokenKind.Word)
            return null;
        var unit = cursor.TextOf(cursor.Current).ToString().ToUpperInvariant() switch
        {
            "YYYY" or "YY" or "SQL_TSI_YEAR" => "YEAR",
            "QQ" or "Q" or "SQL_TSI_QUARTER" => "QUARTER",
            "MM" or "M" or "SQL_TSI_MONTH" => "MONTH",
            "WK" or "WW" or "SQL_TSI_WEEK" => "WEEK",
            "DD" or "D" or "SQL_TSI_DAY" => "DAY",
            "HH" or "H" or "SQL_TSI_HOUR" => "HOUR",
            "MI" or "N" or "SQL_TSI_MINUTE" => "MINUTE",
            "SS" or "S" or "SQL_TSI_SECOND" => "SECOND",
            _ => null,
        };
        if (unit is not null)
            cursor.Take();
        return unit;
    }

    private static string One(TokenCursor cursor)
    {
        var unit = KeywordTable.TextOf(cursor.Take().Keyword);
        if (
            unit == "SECOND"
            && cursor.At(TokenKind.LeftParenthesis)
            && cursor.Peek().Kind == TokenKind.Number
            && cursor.Peek(2).Kind == TokenKind.Comma
            && cursor.Peek(3).Kind == TokenKind.Number
            && cursor.Peek(4).Kind == TokenKind.RightParenthesis
        )
            return Precise(cursor, unit);
        if (
            !cursor.At(TokenKind.LeftParenthesis)
            || cursor.Peek().Kind != TokenKind.Number
            || cursor.Peek(2).Kind != TokenKind.RightParenthesis
        )
            return unit;
        cursor.Take();
        var precision = cursor.TextOf(cursor.Take()).ToString();
        cursor.Take();
        return $"{unit}({precision})";
    }

    /// <summary>SECOND(2, 3): digits before the point, and behind it.</summary>
    private static string Precise(TokenCursor cursor, string unit)
    {
        cursor.Take();
        var leading = cursor.TextOf(cursor.Take()).ToString();
        cursor.Take();
        var fraction = cursor.TextOf(cursor.Take()).ToString();
        cursor.Take();
        return $"{unit}({leading}, {fraction})";
    }
}
