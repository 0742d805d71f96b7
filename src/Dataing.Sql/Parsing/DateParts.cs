using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Functions that take a unit of time as a bare word, which would otherwise look like a column.</summary>
internal static class DateParts
{
    private static readonly FrozenSet<string> First = Set(
        "dateadd datediff datename datepart date_bucket datetrunc date_part timestampadd timestampdiff timediff datediff_big date_diff date_add"
            + " last_day_of time_slice date_trunc timestamp_trunc timestampdiff date_sub age"
    );

    private static readonly FrozenSet<string> Second = Set(
        "date_trunc datetime_trunc timestamp_trunc time_trunc last_day next_day date_bucket trunc"
    );

    private static readonly FrozenSet<string> Third = Set("date_diff datetime_diff timestamp_diff time_diff time_slice");

    private static readonly FrozenSet<string> Units = Set(
        """
        year years yyyy yy y quarter quarters qq q month months mm m mon week weeks wk ww w isoweek iso_week isowk day days dd d dayofyear doy dy dayofweek dow weekday dw
        dayofweekiso dayofweek_iso weekiso week_iso isoyear iso_year yearofweek yearofweekiso isodow hour hours hh h minute minutes mi n min second seconds ss s sec
        millisecond milliseconds ms microsecond microseconds mcs us nanosecond nanoseconds ns epoch epoch_second epoch_millisecond century decade
        millennium tzoffset tz timezone_hour timezone_minute date time
        """
    );

    public static bool TakesOne(string function, int place, SqlDialect dialect) =>
        dialect.Family is not (DialectFamily.Postgres or DialectFamily.Sqlite or DialectFamily.ClickHouse or DialectFamily.Cassandra)
        && place switch
        {
            0 => First.Contains(function),
            1 => Second.Contains(function),
            2 => Third.Contains(function),
            _ => false,
        };

    /// <summary>The unit that stands here alone, or null when this is an ordinary expression.</summary>
    public static Expression.DatePart? Read(TokenCursor cursor)
    {
        var token = cursor.Current;
        if (token.Kind != TokenKind.Word || !Units.Contains(cursor.TextOf(token).ToString()))
            return null;
        var next = cursor.Peek();
        if (next.Kind is TokenKind.Comma or TokenKind.RightParenthesis)
        {
            cursor.Take();
            return new Expression.DatePart(Upper(cursor, token)) { Span = new(token.Start, token.Length) };
        }
        if (token.Keyword != Keyword.Week || next.Kind != TokenKind.LeftParenthesis || cursor.Peek(3).Kind != TokenKind.RightParenthesis)
            return null;
        cursor.Take();
        cursor.Take();
        var day = cursor.Take();
        cursor.Take();
        return new Expression.DatePart($"WEEK({Upper(cursor, day)})") { Span = cursor.Since(token.Start) };
    }

    private static string Upper(TokenCursor cursor, Token token) => cursor.TextOf(token).ToString().ToUpperInvariant();

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
