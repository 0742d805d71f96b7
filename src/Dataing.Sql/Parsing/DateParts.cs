using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Functions that take a unit of time as a bare word, which would otherwise look like a column.</summary>
internal static class DateParts
{
    /// <summary>The unit stands first, before one more argument.</summary>
    private static readonly FrozenSet<string> FirstOfTwo = Set("datename datepart datetrunc date_part date_trunc get_format");

    /// <summary>The unit stands first, before two more; with fewer arguments these functions take none.</summary>
    private static readonly FrozenSet<string> FirstOfThree = Set(
        "dateadd datediff datediff_big date_bucket timestampadd timestampdiff timeadd timediff date_diff date_add date_sub"
    );

    private static readonly FrozenSet<string> Second = Set("date_trunc datetime_trunc timestamp_trunc time_trunc last_day");

    private static readonly FrozenSet<string> Third = Set("date_diff datetime_diff timestamp_diff time_diff");

    private static readonly FrozenSet<string> Units = Set(
        """
        year years yyyy yy y quarter quarters qq q month months mm m mon week weeks wk ww w isoweek iso_week isowk day days dd d dayofyear doy dy dayofweek dow weekday dw
        dayofweekiso dayofweek_iso weekiso week_iso isoyear iso_year yearofweek yearofweekiso isodow hour hours hh h minute minutes mi n min second seconds ss s sec
        millisecond milliseconds ms microsecond microseconds mcs us nanosecond nanoseconds ns epoch epoch_second epoch_millisecond century decade
        millennium tzoffset tz timezone_hour timezone_minute date time datetime timestamp nfc nfd nfkc nfkd
        """
    );

    public static bool TakesOne(string function, int place, TokenCursor cursor) =>
        cursor.Dialect.Family switch
        {
            DialectFamily.Postgres => place == 1 && function.Equals("normalize", StringComparison.OrdinalIgnoreCase),
            DialectFamily.Sqlite or DialectFamily.ClickHouse or DialectFamily.Cassandra => false,
            DialectFamily.BigQuery => (place == 1 && Second.Contains(function)) || (place == 2 && Third.Contains(function)),
            DialectFamily.Snowflake when place == 1 => function.Equals("last_day", StringComparison.OrdinalIgnoreCase),
            _ => place == 0 && (FirstOfTwo.Contains(function) || (FirstOfThree.Contains(function) && CommasAhead(cursor) >= 2)),
        };

    private static int CommasAhead(TokenCursor cursor)
    {
        var commas = 0;
        var depth = 0;
        for (var offset = 0; depth >= 0; offset++)
        {
            switch (cursor.Peek(offset).Kind)
            {
                case TokenKind.LeftParenthesis or TokenKind.LeftBracket:
                    depth++;
                    break;
                case TokenKind.RightParenthesis or TokenKind.RightBracket:
                    depth--;
                    break;
                case TokenKind.Comma when depth == 0 && cursor.Peek(offset + 1).Kind != TokenKind.RightParenthesis:
                    commas++;
                    break;
                case TokenKind.End:
                    return commas;
            }
        }
        return commas;
    }

    /// <summary>The unit that stands here alone, or null when this is an ordinary expression.</summary>
    public static Expression.DatePart? Read(TokenCursor cursor)
    {
        var token = cursor.Current;
        if (token.Kind != TokenKind.Word || !Units.Contains(cursor.TextOf(token).ToString()))
            return null;
        var next = cursor.Peek();
        if (next.Kind is TokenKind.Comma or TokenKind.RightParenthesis || next.Keyword == Keyword.From)
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
