using System.Globalization;
using System.Text;
using Dataing.Sql.Dialects;

namespace Dataing.Sql.Lexing;

/// <summary>Resolves backslash escapes as the dialect does: the same two characters mean different things in two engines.</summary>
internal static class Escapes
{
    /// <param name="quote">The quote around the text, which stands for itself when doubled.</param>
    public static string Resolve(ReadOnlySpan<char> inside, char quote, bool doubled, EscapeStyle style)
    {
        var text = new StringBuilder(inside.Length);
        for (var i = 0; i < inside.Length; i++)
        {
            var character = inside[i];
            if (doubled && character == quote && i + 1 < inside.Length && inside[i + 1] == quote)
            {
                text.Append(quote);
                i++;
                continue;
            }
            if (character != '\\' || i + 1 >= inside.Length)
            {
                text.Append(character);
                continue;
            }
            i += 1 + AppendEscaped(text, inside[(i + 1)..], style);
        }
        return text.ToString();
    }

    /// <summary>Appends what an escape stands for; the result is how many characters follow its letter.</summary>
    private static int AppendEscaped(StringBuilder text, ReadOnlySpan<char> escape, EscapeStyle style)
    {
        if (Octal(escape, style, out var octal) is > 0 and var length)
        {
            text.Append((char)octal);
            return length - 1;
        }
        if (Simple(escape[0], style) is { } simple)
        {
            text.Append(simple);
            return 0;
        }
        var most = Digits(escape[0], style);
        var digits = 0;
        while (digits < most && digits + 1 < escape.Length && char.IsAsciiHexDigit(escape[digits + 1]))
            digits++;
        // PostgreSQL's \x takes one digit or two; elsewhere all must be there.
        if (digits > 0 && (digits == most || (style == EscapeStyle.Postgres && most == 2)) && Append(text, escape.Slice(1, digits)))
            return digits;
        if (KeepsBackslash(escape[0], style))
            text.Append('\\');
        text.Append(escape[0]);
        return 0;
    }

    private static bool Append(StringBuilder text, ReadOnlySpan<char> digits)
    {
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10FFFF)
            return false;
        text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
        return true;
    }

    /// <summary>How many digits make an octal escape here: one to three in PostgreSQL, three elsewhere, none in MySQL and ClickHouse.</summary>
    private static int Octal(ReadOnlySpan<char> escape, EscapeStyle style, out int code)
    {
        code = 0;
        var length = 0;
        while (length < 3 && length < escape.Length && escape[length] is >= '0' and <= '7')
            code = code * 8 + (escape[length++] - '0');
        code &= 0xFF;
        return style switch
        {
            EscapeStyle.Postgres => length,
            EscapeStyle.BigQuery or EscapeStyle.Snowflake or EscapeStyle.Databricks when length == 3 => length,
            _ => 0,
        };
    }

    private static char? Simple(char letter, EscapeStyle style) =>
        letter switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' when style is not (EscapeStyle.MySql or EscapeStyle.Databricks) => '\f',
            'v' or 'a' when style is EscapeStyle.BigQuery or EscapeStyle.ClickHouse => letter == 'v' ? '\v' : '\a',
            'e' when style is EscapeStyle.ClickHouse => '\u001B',
            '0' when style is not (EscapeStyle.Postgres or EscapeStyle.BigQuery) => '\0',
            'Z' when style is EscapeStyle.MySql or EscapeStyle.Databricks => '\u001A',
            _ => null,
        };

    private static int Digits(char letter, EscapeStyle style) =>
        (letter, style) switch
        {
            ('x', EscapeStyle.MySql or EscapeStyle.Databricks) => 0,
            ('x', _) or ('X', EscapeStyle.BigQuery) => 2,
            ('u', EscapeStyle.MySql or EscapeStyle.ClickHouse) => 0,
            ('u', _) => 4,
            ('U', EscapeStyle.Postgres or EscapeStyle.BigQuery or EscapeStyle.Databricks) => 8,
            _ => 0,
        };

    private static bool KeepsBackslash(char letter, EscapeStyle style) =>
        style switch
        {
            // LIKE patterns need these: the backslash is for the pattern, not for the string.
            EscapeStyle.MySql or EscapeStyle.Databricks => letter is '%' or '_',
            EscapeStyle.ClickHouse => letter is not ('\\' or '\'' or '"' or '`' or '/' or '='),
            _ => false,
        };
}
