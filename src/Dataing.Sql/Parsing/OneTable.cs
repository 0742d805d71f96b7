using Dataing.Sql.Lexing;

namespace Dataing.Sql.Parsing;

/// <summary>CQL reads one table: no common tables, joins, sub-queries or set operations.</summary>
internal static class OneTable
{
    public static void Refuse(TokenCursor cursor)
    {
        var isFirst = cursor.Index == 0 && !cursor.At(TokenKind.LeftParenthesis) && !cursor.At(Keyword.With);
        if (!isFirst)
            throw Because(cursor);
    }

    public static SqlSyntaxException Because(TokenCursor cursor) =>
        SyntaxErrors.Because(
            cursor,
            SyntaxErrorCode.Syntax,
            "This dialect reads one table at a time: it has no WITH, JOIN, UNION or sub-query.",
            "Ask for each table in a query of its own."
        );
}
