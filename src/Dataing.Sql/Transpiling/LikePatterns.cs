using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>LIKE: in some dialects a backslash in the pattern escapes unasked, and in SQL Server a bracket opens a set.</summary>
internal static class LikePatterns
{
    public static Expression.Like Translate(Expression.Like like, SqlDialect from, SqlDialect to)
    {
        if (like.Kind is not (LikeKind.Like or LikeKind.ILike) || like.Pattern is not Expression.String pattern)
            return like;
        var bracket = pattern.Value.Contains('[', StringComparison.Ordinal);
        if (bracket && (from.Family == DialectFamily.SqlServer) != (to.Family == DialectFamily.SqlServer))
            throw new UntranslatableException(
                "A bracket in a LIKE pattern is a set of characters in SQL Server and nowhere else; write another condition."
            );
        if (
            like.Escape is not null
            || !pattern.Value.Contains('\\', StringComparison.Ordinal)
            || EscapesUnasked(from) == EscapesUnasked(to)
        )
            return like;
        return EscapesUnasked(from)
            ? like with
            {
                Escape = new Expression.String("\\"),
            }
            : like with
            {
                Pattern = new Expression.String(pattern.Value.Replace("\\", "\\\\", StringComparison.Ordinal)),
            };
    }

    private static bool EscapesUnasked(SqlDialect dialect) =>
        dialect.Family
            is DialectFamily.Postgres
                or DialectFamily.Redshift
                or DialectFamily.MySql
                or DialectFamily.BigQuery
                or DialectFamily.ClickHouse
                or DialectFamily.Databricks;
}
