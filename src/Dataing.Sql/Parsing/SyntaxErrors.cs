using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Errors that say what was found, what was expected and how to mend it.</summary>
internal static class SyntaxErrors
{
    public static SqlSyntaxException Expected(TokenCursor cursor, params IReadOnlyList<string> expected)
    {
        var token = cursor.Current;
        var message = $"Expected {Join(expected)} but found {Describe(cursor, token)}.";
        return new(At(cursor.Text, SyntaxErrorCode.Syntax, message, SpanOf(token), SyntaxHints.For(cursor)) with { Expected = expected });
    }

    public static SqlSyntaxException Because(TokenCursor cursor, SyntaxErrorCode code, string message, string? hint = null) =>
        new(At(cursor.Text, code, message, SpanOf(cursor.Current), hint));

    public static SqlSyntaxException TooDeep(TokenCursor cursor, int depth) =>
        Because(
            cursor,
            SyntaxErrorCode.TooDeep,
            $"The query nests more than {depth} levels deep.",
            "Flatten it with common tables (WITH)."
        );

    public static SqlSyntaxException ChainTooLong(TokenCursor cursor, int links) =>
        Because(
            cursor,
            SyntaxErrorCode.TooDeep,
            $"More than {links} operators, joins or set operations stand in one row.",
            "Use a list, an array or a common table instead."
        );

    public static SqlSyntaxError At(string text, SyntaxErrorCode code, string message, SourceSpan span, string? hint)
    {
        var start = Math.Min(span.Start, text.Length);
        var before = text.AsSpan(0, start);
        var lineStart = before.LastIndexOf('\n') + 1;
        var lineEnd = text.IndexOf('\n', start);
        var line = text[lineStart..(lineEnd < 0 ? text.Length : lineEnd)].TrimEnd('\r');
        return new(code, message, span, before.Count('\n') + 1, start - lineStart + 1)
        {
            Hint = hint,
            Excerpt = Excerpt(line, start - lineStart),
        };
    }

    /// <summary>The line with a caret below; long lines are cut to what is near.</summary>
    private static string Excerpt(string line, int column)
    {
        const int Reach = 60;
        var from = Math.Max(0, column - Reach);
        var to = Math.Min(line.Length, column + Reach);
        var shown = line[Math.Min(from, line.Length)..to].Replace('\t', ' ');
        return $"{shown}\n{new string(' ', Math.Max(0, column - from))}^";
    }

    private static SourceSpan SpanOf(Token token) => SourceSpan.Between(token.Start, token.End);

    private static string Join(IReadOnlyList<string> expected) =>
        expected.Count == 1 ? expected[0] : $"{string.Join(", ", expected.Take(expected.Count - 1))} or {expected[^1]}";

    private static string Describe(TokenCursor cursor, Token token)
    {
        if (token.Kind == TokenKind.End)
            return "the end of the query";
        var written = cursor.TextOf(token).ToString();
        return written.Length <= 40 ? $"\"{written}\"" : $"\"{written[..37]}…\"";
    }
}
