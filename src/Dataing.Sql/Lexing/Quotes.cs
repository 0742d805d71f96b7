using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Lexing;

/// <summary>Finds where strings and quoted names end.</summary>
internal static class Quotes
{
    public static int EndOfString(ReadOnlySpan<char> text, int at, TokenKind kind, LexicalFacts facts)
    {
        var start = at;
        var quote = text[at];
        var isTriple = kind is TokenKind.TripleString or TokenKind.RawTripleString || IsTriple(text, at, kind, facts);
        var backslash =
            kind == TokenKind.EscapeString
            // A raw string keeps its backslashes, but in BigQuery's an escaped quote still does not end it.
            || (
                facts.BackslashEscapes
                && kind is not (TokenKind.UnicodeString or TokenKind.HexString or TokenKind.BitString)
                && (kind is not (TokenKind.RawString or TokenKind.RawTripleString) || facts.TripleQuotes)
            );
        at += isTriple ? 3 : 1;
        while (at < text.Length)
        {
            var character = text[at];
            if (character == '\\' && backslash)
            {
                at += 2;
                continue;
            }
            if (character != quote)
            {
                at++;
                continue;
            }
            if (isTriple)
            {
                if (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote)
                    return at + 3;
                at++;
                continue;
            }
            if (!facts.DoubledQuotes || at + 1 >= text.Length || text[at + 1] != quote)
                return at + 1;
            at += 2;
        }
        throw new TokenException(
            SyntaxErrorCode.Token,
            "A string has no end.",
            new SourceSpan(start, 1),
            $"Close it with {(isTriple ? new string(quote, 3) : quote.ToString())}; a quote inside is written {(facts.DoubledQuotes ? new string(quote, 2) : "\\" + quote)}."
        );
    }

    public static int EndOfName(ReadOnlySpan<char> text, int at, LexicalFacts facts)
    {
        var start = at;
        var close = text[at] == '[' ? ']' : text[at];
        at++;
        while (at < text.Length)
        {
            if (text[at] == '\\' && facts.BackslashInNames)
            {
                at += 2;
                continue;
            }
            if (text[at] != close)
            {
                at++;
                continue;
            }
            // SQLite's [name] has no way to hold a bracket; everywhere else two stand for one.
            if (at + 1 >= text.Length || text[at + 1] != close || (close == ']' && facts.IdentifierQuotes.Contains('`')))
                return at + 1;
            at += 2;
        }
        throw new TokenException(SyntaxErrorCode.Token, "A quoted name has no end.", new SourceSpan(start, 1), $"Close it with {close}.");
    }

    /// <summary>The end of <c>$tag$ … $tag$</c>, or -1 when the dollar opens no string.</summary>
    public static int EndOfDollarString(ReadOnlySpan<char> text, int at, LexicalFacts facts)
    {
        var end = at + 1;
        while (facts.DollarTags && end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_' || text[end] >= 0x80))
            end++;
        if (end >= text.Length || text[end] != '$' || (end > at + 1 && char.IsAsciiDigit(text[at + 1]) && !facts.DollarTagDigits))
            return -1;
        var tag = text[at..(end + 1)];
        var length = text[(end + 1)..].IndexOf(tag, StringComparison.Ordinal);
        if (length < 0)
            throw new TokenException(
                SyntaxErrorCode.Token,
                "A string has no end.",
                new SourceSpan(at, tag.Length),
                $"Close it with {tag}."
            );
        return end + 1 + length + tag.Length;
    }

    private static bool IsTriple(ReadOnlySpan<char> text, int at, TokenKind kind, LexicalFacts facts) =>
        facts.TripleQuotes && kind == TokenKind.ByteString && at + 2 < text.Length && text[at + 1] == text[at] && text[at + 2] == text[at];
}
