using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Reads exactly one statement, which must be a query.</summary>
internal static class StatementParser
{
    public static Query Only(Grammar grammar)
    {
        var cursor = grammar.Cursor;
        while (cursor.Accept(TokenKind.Semicolon)) { }
        if (cursor.AtEnd)
            throw SyntaxErrors.Because(cursor, SyntaxErrorCode.Empty, "There is no query here.", "Write one SELECT.");
        RefuseOtherStatements(cursor);
        var query = grammar.Queries.Parse();
        if (cursor.At(TokenKind.Semicolon))
            RefuseSecondStatement(cursor);
        if (!cursor.AtEnd)
            throw SyntaxErrors.Expected(cursor, "the end of the query");
        return query;
    }

    /// <summary>Throws for a word that opens a statement other than a query, and says what that statement does.</summary>
    public static void RefuseOtherStatements(TokenCursor cursor)
    {
        var kind = StatementKinds.Describe(cursor.Current.Keyword);
        // A word such as "show" or "call" may still begin a call or a name; a statement never goes on with a dot or an operator.
        if (kind is null || cursor.Peek().Kind is TokenKind.Dot)
            return;
        throw SyntaxErrors.Because(
            cursor,
            SyntaxErrorCode.NotAQuery,
            $"Only queries are allowed: {KeywordTable.TextOf(cursor.Current.Keyword)} is a statement that {kind}.",
            "Write a SELECT that reads what you need."
        );
    }

    private static void RefuseSecondStatement(TokenCursor cursor)
    {
        while (cursor.Accept(TokenKind.Semicolon)) { }
        if (!cursor.AtEnd)
            throw SyntaxErrors.Because(
                cursor,
                SyntaxErrorCode.MultipleStatements,
                "A second statement follows the first.",
                "Send one query at a time."
            );
    }
}
