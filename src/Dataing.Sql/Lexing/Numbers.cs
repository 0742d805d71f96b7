using Dataing.Sql.Dialects;

namespace Dataing.Sql.Lexing;

/// <summary>Finds where numbers end.</summary>
internal static class Numbers
{
    /// <param name="afterDot">The number stands behind a dot, as the place of a tuple's element: digits only.</param>
    public static int End(ReadOnlySpan<char> text, int at, LexicalFacts facts, bool afterDot)
    {
        at = Digits(text, at, facts);
        if (afterDot)
            return at;
        if (At(text, at) == '.' && At(text, at + 1) != '.')
            at = Digits(text, at + 1, facts);
        if (At(text, at) is 'e' or 'E')
        {
            var exponent = at + 1;
            if (At(text, exponent) is '+' or '-')
                exponent++;
            if (char.IsAsciiDigit(At(text, exponent)))
                at = Digits(text, exponent, facts);
        }
        return Suffix(text, at, facts.NumberSuffixes);
    }

    /// <summary>The length of 0b101 or 0o17, or 0 when the text begins neither.</summary>
    public static int Based(ReadOnlySpan<char> text)
    {
        var most =
            At(text, 0) != '0' ? '/'
            : At(text, 1) is 'b' or 'B' ? '1'
            : At(text, 1) is 'o' or 'O' ? '7'
            : '/';
        var at = 2;
        while (At(text, at) == '_' || (At(text, at) >= '0' && At(text, at) <= most))
            at++;
        return at > 2 && most != '/' && !char.IsAsciiLetterOrDigit(At(text, at)) ? at : 0;
    }

    /// <summary>The end of what goes on behind hexadecimal digits as p-3; the same place when nothing does.</summary>
    public static int BinaryExponent(ReadOnlySpan<char> text, int at)
    {
        if (At(text, at) is not ('p' or 'P'))
            return at;
        var end = At(text, at + 1) is '+' or '-' ? at + 2 : at + 1;
        if (!char.IsAsciiDigit(At(text, end)))
            return at;
        while (char.IsAsciiDigit(At(text, end)))
            end++;
        return end;
    }

    /// <summary>How far CQL's <c>1y2mo3w4d5h6m7s8ms9us10ns</c> goes on behind its first digits; 0 when it does not.</summary>
    public static int Duration(ReadOnlySpan<char> text, int digits)
    {
        var at = digits;
        while (Unit(text[at..]) is > 0 and var unit)
        {
            at += unit;
            if (!char.IsAsciiDigit(At(text, at)))
                return char.IsAsciiLetter(At(text, at)) ? 0 : at - digits;
            while (char.IsAsciiDigit(At(text, at)))
                at++;
        }
        return 0;
    }

    private static int Unit(ReadOnlySpan<char> text) =>
        (char.ToLowerInvariant(At(text, 0)), char.ToLowerInvariant(At(text, 1))) switch
        {
            ('m', 'o') or ('m', 's') or ('u', 's') or ('n', 's') => 2,
            ('y' or 'w' or 'd' or 'h' or 'm' or 's', _) => 1,
            _ => 0,
        };

    /// <summary>Eight, four, four, four and twelve hexadecimal digits with dashes between.</summary>
    public static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.Length < 36 || (text.Length > 36 && char.IsAsciiLetterOrDigit(text[36])))
            return false;
        for (var i = 0; i < 36; i++)
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
                return false;
        return true;
    }

    /// <summary>Spark's letters for types: 1L, 2.5D, 3BD.</summary>
    private static int Suffix(ReadOnlySpan<char> text, int at, string suffixes)
    {
        if (suffixes.Length == 0)
            return at;
        var isDecimal = char.ToUpperInvariant(At(text, at)) == 'B' && char.ToUpperInvariant(At(text, at + 1)) == 'D';
        var end =
            isDecimal ? at + 2
            : suffixes.Contains(char.ToUpperInvariant(At(text, at))) ? at + 1
            : at;
        return end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_') ? at : end;
    }

    private static int Digits(ReadOnlySpan<char> text, int at, LexicalFacts facts)
    {
        while (char.IsAsciiDigit(At(text, at)) || (facts.DigitGroups && At(text, at) == '_' && char.IsAsciiDigit(At(text, at + 1))))
            at++;
        return at;
    }

    private static char At(ReadOnlySpan<char> text, int at) => at < text.Length ? text[at] : '\0';
}
