using Dataing.Sql.Lexing;

namespace Dataing.Sql.Parsing;

/// <summary>What an author most likely meant, where a mistake is a common one.</summary>
internal static class SyntaxHints
{
    private static readonly string[] Clauses =
    [
        "SELECT",
        "FROM",
        "WHERE",
        "GROUP",
        "HAVING",
        "ORDER",
        "LIMIT",
        "OFFSET",
        "UNION",
        "JOIN",
        "DISTINCT",
        "BETWEEN",
        "PARTITION",
        "WINDOW",
        "QUALIFY",
    ];

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
        if (OfWord(cursor, found, before) is { } word)
            return word;
        if (found.Kind == TokenKind.Word && cursor.Words.IsReserved(found.Keyword))
            return "If it is meant as a name, quote it.";
        if (found.Kind == TokenKind.Word && before.Kind is TokenKind.Word or TokenKind.QuotedName)
            return "A comma, an operator or AS may be missing before it.";
        return null;
    }

    private static string? OfWord(TokenCursor cursor, Token found, Token before)
    {
        if (found.Kind != TokenKind.Word)
            return null;
        if (found.Keyword is Keyword.Group or Keyword.Order && cursor.Peek().Keyword != Keyword.By)
            return $"Write {KeywordTable.TextOf(found.Keyword)} BY.";
        if (before.Keyword == Keyword.Partition)
            return "Write PARTITION BY.";
        if (found.Keyword is Keyword.Left or Keyword.Right or Keyword.Full or Keyword.Inner && cursor.Peek().Keyword != Keyword.Join)
            return $"Write {KeywordTable.TextOf(found.Keyword)} JOIN.";
        if (OfMisspelling(cursor) is { } meant)
            return meant;
        return OpensClause(found.Keyword) ? "What stands before it is not finished." : null;
    }

    /// <summary>The clause that a word without meaning nearly spells.</summary>
    public static string? OfMisspelling(TokenCursor cursor) =>
        cursor.Current is { Kind: TokenKind.Word, Keyword: Keyword.None } && Misspelt(cursor.TextOf(cursor.Current).ToString()) is { } meant
            ? $"Did you mean {meant}?"
            : null;

    private static bool OpensClause(Keyword keyword) =>
        keyword
            is Keyword.From
                or Keyword.Where
                or Keyword.Group
                or Keyword.Having
                or Keyword.Order
                or Keyword.Limit
                or Keyword.Union
                or Keyword.Then
                or Keyword.Else
                or Keyword.And
                or Keyword.Or;

    private static string? Misspelt(string word) =>
        word.Length < 4 ? null
        : Resolution.Spelling.Nearest(word, Clauses, limit: 1) is [var nearest] ? nearest
        : null;
}
