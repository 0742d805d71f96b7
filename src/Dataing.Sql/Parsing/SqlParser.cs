using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Reads text into trees. Only queries are read; any other statement is an error that names it.</summary>
public static class SqlParser
{
    /// <summary>Reads exactly one query (a semicolon may end it).</summary>
    public static ParseOutcome ParseQuery(string sql, SqlDialect dialect) => ParseQuery(sql, dialect, ParseLimits.Default);

    public static ParseOutcome ParseQuery(string sql, SqlDialect dialect, ParseLimits limits) => throw new NotImplementedException();

    /// <summary>Reads exactly one query, or throws <see cref="SqlSyntaxException"/>.</summary>
    public static Query Parse(string sql, SqlDialect dialect) =>
        ParseQuery(sql, dialect) switch
        {
            ParseOutcome.Parsed parsed => parsed.Query,
            ParseOutcome.Failed failed => throw new SqlSyntaxException(failed.Error),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
}
