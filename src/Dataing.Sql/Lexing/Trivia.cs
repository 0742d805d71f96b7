using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Lexing;

/// <summary>White space and comments.</summary>
internal static class Trivia
{
    /// <summary>The place of the next token; <paramref name="hint"/> is true when an optimiser hint stands there.</summary>
    public static int Skip(ReadOnlySpan<char> text, int at, LexicalFacts facts, out bool hint)
    {
        hint = false;
        while (at < text.Length)
        {
            var character = text[at];
            if (char.IsWhiteSpace(character) || character == '\uFEFF')
            {
                at++;
                continue;
            }
            if (StartsLineComment(text, at, facts))
            {
                var length = text[at..].IndexOfAny('\n', '\r');
                at = length < 0 ? text.Length : at + length;
                continue;
            }
            if (character != '/' || at + 1 >= text.Length || text[at + 1] != '*')
                return at;
            RefuseExecutable(text, at, facts);
            if (at + 2 < text.Length && text[at + 2] == '+')
            {
                hint = true;
                return at;
            }
            at = EndOfComment(text, at, facts.NestedComments);
        }
        return at;
    }

    /// <summary>The place behind a comment between <c>/*</c> and <c>*/</c>.</summary>
    public static int EndOfComment(ReadOnlySpan<char> text, int at, bool nested)
    {
        var start = at;
        var depth = 1;
        at += 2;
        while (at + 1 < text.Length)
        {
            if (text[at] == '*' && text[at + 1] == '/')
            {
                at += 2;
                if (--depth == 0)
                    return at;
                continue;
            }
            if (nested && text[at] == '/' && text[at + 1] == '*')
            {
                depth++;
                at++;
            }
            at++;
        }
        throw new TokenException(SyntaxErrorCode.Token, "A comment has no end.", new SourceSpan(start, 2), "Close it with */.");
    }

    private static bool StartsLineComment(ReadOnlySpan<char> text, int at, LexicalFacts facts)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        switch (text[at])
        {
            case '#':
                return facts.HashComments;
            case '/':
                return next == '/' && facts.SlashComments;
            case '-' when next == '-':
                return !facts.DashNeedsSpace || at + 2 >= text.Length || text[at + 2] is <= ' ' or '\u007F';
            default:
                return false;
        }
    }

    private static void RefuseExecutable(ReadOnlySpan<char> text, int at, LexicalFacts facts)
    {
        if (!facts.ExecutableComments)
            return;
        var inside = text[(at + 2)..];
        if (inside.StartsWith("!") || inside.StartsWith("M!", StringComparison.OrdinalIgnoreCase))
            throw new TokenException(
                SyntaxErrorCode.ExecutableComment,
                "A comment that the server would execute (/*! … */) is not read.",
                new SourceSpan(at, 3),
                "Write what it holds as plain SQL, or leave it out."
            );
    }
}
