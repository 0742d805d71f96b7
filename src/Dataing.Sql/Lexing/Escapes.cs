using System.Globalization;
using System.Text;

namespace Dataing.Sql.Lexing;

/// <summary>Resolves backslash escapes.</summary>
internal static class Escapes
{
    /// <param name="quote">The quote around the text, which stands for itself when doubled.</param>
    public static string Resolve(ReadOnlySpan<char> inside, char quote, bool doubled)
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
            i += 1 + AppendEscaped(text, inside[(i + 1)..]);
        }
        return text.ToString();
    }

    /// <summary>Appends what an escape stands for; the result is how many characters follow its letter.</summary>
    private static int AppendEscaped(StringBuilder text, ReadOnlySpan<char> escape)
    {
        var simple = escape[0] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            'v' => '\v',
            'a' => '\a',
            '0' when escape.Length < 2 || !char.IsAsciiDigit(escape[1]) => '\0',
            'Z' => '\u001A',
            // LIKE patterns keep these: the backslash is for the pattern, not for the string.
            '%' or '_' => '\\',
            _ => '\uFFFF',
        };
        if (simple == '\\')
        {
            text.Append('\\').Append(escape[0]);
            return 0;
        }
        if (simple != '\uFFFF')
        {
            text.Append(simple);
            return 0;
        }
        var digits = escape[0] switch
        {
            'x' or 'X' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if (
            digits > 0
            && escape.Length > digits
            && int.TryParse(escape.Slice(1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code is >= 0 and <= 0x10FFFF
        )
        {
            text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
            return digits;
        }
        text.Append(escape[0]);
        return 0;
    }
}
