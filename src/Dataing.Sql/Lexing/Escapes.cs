using System.Globalization;
using System.Text;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Lexing;

/// <summary>Resolves backslash escapes, of which every family of engines has its own.</summary>
internal readonly ref struct Escapes
{
    private readonly EscapeStyle _style;
    private readonly SourceSpan _place;
    private readonly StringBuilder _text = new();

    private Escapes(EscapeStyle style, SourceSpan place) => (_style, _place) = (style, place);

    /// <param name="quote">The quote around the text, which stands for itself when doubled.</param>
    public static string Resolve(ReadOnlySpan<char> inside, char quote, bool doubled, EscapeStyle style, Token token)
    {
        var escapes = new Escapes(style, new SourceSpan(token.Start, token.Length));
        escapes.Read(inside, quote, doubled);
        return escapes._text.ToString();
    }

    private void Read(ReadOnlySpan<char> inside, char quote, bool doubled)
    {
        for (var i = 0; i < inside.Length; i++)
        {
            var character = inside[i];
            if (doubled && character == quote && i + 1 < inside.Length && inside[i + 1] == quote)
            {
                _text.Append(quote);
                i++;
                continue;
            }
            if (character != '\\' || i + 1 >= inside.Length)
            {
                _text.Append(character);
                continue;
            }
            i += 1 + AppendEscaped(inside[(i + 1)..]);
        }
    }

    /// <summary>Appends what an escape stands for; the result is how many characters follow its letter.</summary>
    private int AppendEscaped(ReadOnlySpan<char> escape)
    {
        if (AppendCode(escape) is > 0 and var more)
            return more - 1;
        if (Simple(escape[0]) is { } simple)
            _text.Append(simple);
        else if (KeepsBackslash(escape[0]))
            _text.Append('\\').Append(escape[0]);
        else
            _text.Append(escape[0]);
        return 0;
    }

    private char? Simple(char letter) =>
        letter switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' when _style is not (EscapeStyle.MySql or EscapeStyle.Databricks) => '\f',
            'v' when _style is EscapeStyle.BigQuery or EscapeStyle.ClickHouse => '\v',
            'a' when _style is EscapeStyle.BigQuery or EscapeStyle.ClickHouse => '\a',
            'e' when _style is EscapeStyle.ClickHouse => '\u001B',
            '0' when _style is not (EscapeStyle.Postgres or EscapeStyle.BigQuery) => '\0',
            'Z' when _style is EscapeStyle.MySql or EscapeStyle.Databricks => '\u001A',
            _ => null,
        };

    /// <summary>LIKE patterns keep these in MySQL and Spark: the backslash is for the pattern, not for the string. ClickHouse keeps it wherever it means nothing.</summary>
    private bool KeepsBackslash(char letter) =>
        _style switch
        {
            EscapeStyle.MySql or EscapeStyle.Databricks => letter is '%' or '_',
            EscapeStyle.ClickHouse => letter is not ('\\' or '\'' or '"' or '`' or '/' or '=') && !char.IsControl(letter),
            _ => false,
        };

    /// <summary>A character by its number; the result is how many characters of the escape it took, or 0.</summary>
    private int AppendCode(ReadOnlySpan<char> escape) =>
        escape[0] switch
        {
            'x' or 'X' when _style is EscapeStyle.Postgres && escape[0] == 'x' => Code(
                escape,
                1,
                HexDigits(escape, 1, 2),
                16,
                isByte: true
            ),
            'x' or 'X' when _style is EscapeStyle.ClickHouse or EscapeStyle.BigQuery or EscapeStyle.Snowflake => Exactly(
                escape,
                2,
                isByte: true
            ),
            'u' when _style is not (EscapeStyle.MySql or EscapeStyle.ClickHouse) => Exactly(escape, 4, isByte: false),
            'U' when _style is EscapeStyle.Postgres or EscapeStyle.BigQuery or EscapeStyle.Databricks => Exactly(escape, 8, isByte: false),
            >= '0' and <= '7' when _style is EscapeStyle.Postgres => Code(escape, 0, OctalDigits(escape, 3), 8, isByte: true),
            >= '0'
            and <= '7'
                when _style is EscapeStyle.BigQuery or EscapeStyle.Databricks or EscapeStyle.Snowflake && OctalDigits(escape, 3) == 3 =>
                Code(escape, 0, 3, 8, isByte: true),
            _ => 0,
        };

    private int Exactly(ReadOnlySpan<char> escape, int digits, bool isByte) =>
        HexDigits(escape, 1, digits) == digits ? Code(escape, 1, digits, 16, isByte) : 0;

    private int Code(ReadOnlySpan<char> escape, int from, int digits, int radix, bool isByte)
    {
        if (digits == 0)
            return 0;
        var code = 0L;
        foreach (var digit in escape.Slice(from, digits))
            code = code * radix + int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        // Beyond ASCII these are bytes of an encoding to PostgreSQL and ClickHouse, and characters to others.
        if (code > 0x10FFFF || (isByte && code > 0x7F && _style is EscapeStyle.Postgres or EscapeStyle.ClickHouse))
            throw new TokenException(
                SyntaxErrorCode.Token,
                "An escape that is a byte beyond ASCII is not read.",
                _place,
                "Write the character itself."
            );
        _text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32((int)code));
        return from + digits;
    }

    private static int HexDigits(ReadOnlySpan<char> escape, int from, int most)
    {
        var count = 0;
        while (count < most && from + count < escape.Length && char.IsAsciiHexDigit(escape[from + count]))
            count++;
        return count;
    }

    private static int OctalDigits(ReadOnlySpan<char> escape, int most)
    {
        var count = 0;
        while (count < most && count < escape.Length && escape[count] is >= '0' and <= '7')
            count++;
        return count;
    }
}
