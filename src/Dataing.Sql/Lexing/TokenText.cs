using System.Buffers;
using System.Globalization;
using System.Text;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Lexing;

/// <summary>What tokens say once quotes are removed and escapes resolved.</summary>
internal static class TokenText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF ");

    public static string OfName(ReadOnlySpan<char> text, Token token, LexicalFacts facts)
    {
        var written = text[token.Start..token.End];
        if (token.Kind == TokenKind.UnicodeName)
            return Unicode(Undouble(written[3..^1], '"'), '\\', token);
        var close = written[^1];
        var inside = written[1..^1];
        if (facts.BackslashInNames && inside.Contains('\\'))
            return Escapes.Resolve(inside, close, facts.DoubledQuotes, facts.Escapes, token);
        return Undouble(inside, close);
    }

    public static string OfString(ReadOnlySpan<char> text, Token token, LexicalFacts facts)
    {
        var written = text[token.Start..token.End];
        switch (token.Kind)
        {
            case TokenKind.DollarString:
                var tag = written[1..].IndexOf('$') + 2;
                return written[tag..^tag].ToString();
            case TokenKind.TripleString:
                return Escapes.Resolve(written[3..^3], '\0', doubled: false, facts.Escapes, token);
            case TokenKind.RawTripleString:
                return written[4..^3].ToString();
            case TokenKind.RawString:
                return written[2..^1].ToString();
            case TokenKind.UnicodeString:
                return OfUnicode(text, token, '\\');
            case TokenKind.EscapeString:
                return Escapes.Resolve(written[2..^1], '\'', doubled: true, EscapeStyle.Postgres, token);
        }
        var start = facts.StringQuotes.Contains(written[0]) ? 1 : 2;
        var inside = written[start..^1];
        var quote = written[start - 1];
        if (facts.BackslashEscapes && inside.Contains('\\'))
            return Escapes.Resolve(inside, quote, facts.DoubledQuotes, facts.Escapes, token);
        return facts.DoubledQuotes ? Undouble(inside, quote) : inside.ToString();
    }

    /// <summary>What U&amp;'…' says when that character opens an escape.</summary>
    public static string OfUnicode(ReadOnlySpan<char> text, Token token, char escape) =>
        Unicode(Undouble(text[(token.Start + 3)..(token.End - 1)], '\''), escape, token);

    /// <summary>The bytes of X'…', 0x… and BigQuery's b'…', as hexadecimal digits.</summary>
    public static string OfBytes(ReadOnlySpan<char> text, Token token)
    {
        var written = text[token.Start..token.End];
        if (token.Kind == TokenKind.HexNumber)
            // 0xABC are the bytes 0A BC.
            return (written.Length % 2 == 0 ? "" : "0") + written[2..].ToString().ToUpperInvariant();
        var quote = written[^1];
        var open = written.IndexOf(quote);
        var raw = written[..open].ContainsAny('r', 'R');
        var width = written.Length >= open + 6 && written[open + 1] == quote && written[open + 2] == quote ? 3 : 1;
        var inside = written[(open + width)..^width];
        if (token.Kind == TokenKind.ByteString)
        {
            var value = raw ? inside.ToString() : Escapes.Resolve(inside, '\0', doubled: false, EscapeStyle.BigQuery, token);
            var hasWideCharacters = value.Any(c => c > 0xFF);
            return Convert.ToHexString(hasWideCharacters ? Encoding.UTF8.GetBytes(value) : Encoding.Latin1.GetBytes(value));
        }
        if (inside.ContainsAnyExcept(HexDigits))
            throw new TokenException(
                SyntaxErrorCode.Token,
                "X'…' holds hexadecimal digits only.",
                SourceSpan.Between(token.Start, token.End)
            );
        return inside.ToString().Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    private static string Undouble(ReadOnlySpan<char> inside, char quote) =>
        inside.Contains(quote)
            ? inside.ToString().Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal)
            : inside.ToString();

    /// <summary>U&amp;'…': a backslash with four digits, or with + and six, is a character.</summary>
    private static string Unicode(string inside, char escape, Token token)
    {
        var text = new StringBuilder(inside.Length);
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] != escape)
            {
                text.Append(inside[i]);
                continue;
            }
            if (i + 1 < inside.Length && inside[i + 1] == escape)
            {
                text.Append(escape);
                i++;
                continue;
            }
            var long6 = i + 1 < inside.Length && inside[i + 1] == '+';
            var (from, length) = long6 ? (i + 2, 6) : (i + 1, 4);
            if (
                from + length > inside.Length
                || !int.TryParse(inside.AsSpan(from, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                || code > 0x10FFFF
            )
                throw new TokenException(
                    SyntaxErrorCode.Token,
                    "A Unicode escape is \\ and four hexadecimal digits, or \\+ and six.",
                    SourceSpan.Between(token.Start, token.End)
                );
            text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
            i = from + length - 1;
        }
        return text.ToString();
    }
}
