using Dataing.Sql.Lexing;

namespace Dataing.Sql.Parsing;

/// <summary>What an author most likely meant, where a mistake is a common one.</summary>
internal static class SyntaxHints
{
    public static string? For(TokenCursor cursor)
    {
        var found = cursor.Current;
        var before = cursor.Previous;
        if (before.Kind == TokenKind.Comma && found.Keyword is not Keyword.None)
            return "Remove the comma before it.";
        if (found.Kind == TokenKind.End)
            return "The query seems to be cut off; finish it or close what is open.";
        if (found.Kind == TokenKind.QuotedName && cursor.TextOf(found)[0] == '"')
            return "Double quotes are for names; put text into single quotes.";
        if (found.Kind == TokenKind.String && cursor.TextOf(found)[0] == '"')
            return "Here double quotes make a text; quote names with `…`.";
        if (found.Kind == TokenKind.RightParenthesis)
            return "A parenthesis is closed that was not opened, or something is missing before it.";
        if (found.Kind == TokenKind.Word && cursor.Words.IsReserved(found.Keyword))
            return "If it is meant as a name, quote it.";
        if (found.Kind == TokenKind.Word && before.Kind is TokenKind.Word or TokenKind.QuotedName)
            return "A comma, an operator or AS may be missing before it.";
        return null;
    }
}
