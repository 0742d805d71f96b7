using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Dialects.DialectFamily;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Words that the reader understands and the engine does not: better refused here with what to write than there with a syntax error.</summary>
internal static class LackingCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        var family = facts.Dialect.Family;
        foreach (var node in facts.Nodes)
        {
            var lack =
                family == Sqlite && OfSqlite(node) is { } inSqlite ? inSqlite
                : family == Cassandra && OfCassandra(node) is { } inCassandra ? inCassandra
                : OfSome(node, family);
            if (lack is not null)
                return new(RefusalCodes.Untranslatable, $"{Name(family)} has no {lack}.", node);
        }
        return null;
    }

    private static string Name(DialectFamily family) =>
        family switch
        {
            Sqlite => "SQLite",
            Cassandra => "CQL",
            SqlServer => "SQL Server",
            MySql => "MySQL",
            Postgres => "PostgreSQL",
            _ => family.ToString(),
        };

    /// <summary>Only where no text of the dialect could be read this way: <c>a SEMI JOIN b</c> is a join behind an alias in many.</summary>
    private static string? OfSome(SqlNode node, DialectFamily family) =>
        node switch
        {
            // Most nodes are columns.
            Expression.Column => null,
            Expression.Like { Kind: LikeKind.ILike } when family is MySql or Trino or BigQuery or SqlServer or Cassandra =>
                "ILIKE; compare LOWER(…) of both sides by LIKE",
            Expression.Like { Kind: LikeKind.SimilarTo } when family is not (Postgres or Redshift or DuckDb) =>
                "SIMILAR TO; use its regular expressions",
            Expression.Like { Kind: LikeKind.Regexp } when family is Postgres or Redshift or SqlServer or Cassandra =>
                "REGEXP between two values; write a ~ 'pattern', or LIKE where there is no such operator",
            Expression.Like { Kind: LikeKind.Regexp } when family is Trino or BigQuery =>
                "REGEXP between two values; write REGEXP_LIKE or REGEXP_CONTAINS",
            Expression.Star { Except.Count: > 0 }
            or Expression.Star { Replace.Count: > 0 } when family is Postgres or MySql or Sqlite or SqlServer or Trino or Cassandra =>
                "star with columns left out; list the columns",
            Expression.Binary { Operator: BinaryOperator.NullSafeEqual } when family is BigQuery or Trino or SqlServer =>
                "<=>; write IS NOT DISTINCT FROM",
            Expression.IsDistinct when family is MySql => "IS DISTINCT FROM; write NOT (a <=> b)",
            Expression.Struct or Expression.Map when family is Postgres or MySql or Sqlite or SqlServer => "objects in braces",
            Distinct { On.Count: > 0 }
                when family is MySql or Sqlite or Trino or Snowflake or BigQuery or Databricks or SqlServer or Cassandra =>
                "DISTINCT ON; take row number 1 of ROW_NUMBER() OVER (PARTITION BY … ORDER BY …)",
            Expression.FunctionCall { Filter: not null } when family is MySql or SqlServer or Cassandra =>
                "FILTER; put CASE WHEN … END inside the aggregate",
            TableSource.Join { Kind: JoinKind.CrossApply or JoinKind.OuterApply } when family is not SqlServer =>
                "APPLY; write JOIN LATERAL, or join on a condition",
            TableSample when family is MySql or Cassandra => "TABLESAMPLE; write a condition such as id % 100 = 7",
            GroupBy { All: true } when family is MySql or Sqlite or SqlServer or Cassandra => "GROUP BY ALL; list the expressions",
            GroupingElement.Cube or GroupingElement.Sets when family is MySql => "CUBE and GROUPING SETS; write UNION ALL",
            OrderItem { Nulls: not NullsOrder.Unsaid } when family is MySql or SqlServer =>
                "NULLS FIRST or LAST; order by CASE WHEN x IS NULL THEN 1 ELSE 0 END before it",
            FrameBound { Kind: FrameBoundKind.Undirected } => "distance alone in a frame; write PRECEDING or FOLLOWING behind it",
            FrameBound { Kind: FrameBoundKind.Preceding or FrameBoundKind.Following, Offset: null } =>
                "frame's bound without a distance; write UNBOUNDED or a number before it",
            Expression.TypeName => "value that is a type alone; write CAST(NULL AS …)",
            Expression.Binary { Operator: BinaryOperator.Overlaps, Left: not Expression.Tuple } =>
                "OVERLAPS of two values; write (start, end) OVERLAPS (start, end)",
            QueryBody.SetOperation { ByName: true } when family is Postgres or Redshift or MySql or Sqlite or SqlServer =>
                "BY NAME; put the columns in the same order",
            _ => null,
        };

    private static string? OfSqlite(SqlNode node) =>
        node switch
        {
            Expression.Extract => "EXTRACT; write CAST(strftime('%Y', t) AS INTEGER)",
            Expression.Interval => "intervals; write date(t, '+1 day') or datetime(t, '-2 hours')",
            Expression.Typed => "literals with a type before them; write the text alone, or date('2026-01-31')",
            Expression.PositionOf => "POSITION; write instr(text, part)",
            Expression.Overlay => "OVERLAY; write substr(…) || part || substr(…)",
            Expression.Trim => "sides in TRIM; write trim(text, characters), ltrim or rtrim",
            Expression.AtTimeZone => "AT TIME ZONE; times are stored as they are",
            Expression.Quantified => "ANY and ALL; compare with (SELECT min(…) …) or (SELECT max(…) …), or write IN",
            Expression.Like { Kind: LikeKind.ILike } => "ILIKE; its LIKE does not heed case",
            Expression.Like { Kind: LikeKind.SimilarTo } => "SIMILAR TO; write GLOB or REGEXP",
            GroupingElement.Rollup or GroupingElement.Cube or GroupingElement.Sets => "ROLLUP, CUBE and GROUPING SETS; write UNION ALL",
            TableSample => "TABLESAMPLE; write WHERE rowid % 100 = 7",
            _ => null,
        };

    private static string? OfCassandra(SqlNode node) =>
        node switch
        {
            Expression.Logical => "OR; write IN, or ask twice",
            Expression.Unary => "NOT before a condition; turn the comparison round",
            QueryBody.Select { Having: not null } => "HAVING; group and leave groups out afterwards",
            QueryBody.Select { From.Count: 0 } => "SELECT without FROM",
            Query { Limit.Offset: not null } => "OFFSET; page by the clustering columns",
            Expression.Case => "CASE; select the columns and decide afterwards",
            Expression.FunctionCall { Over: not null } => "windows; select the rows and count afterwards",
            Expression.Extract or Expression.PositionOf or Expression.Overlay or Expression.Trim =>
                "such functions; select the column itself",
            Expression.AtTimeZone => "AT TIME ZONE; times are UTC",
            Expression.Quantified => "ANY and ALL; write IN",
            GroupingElement.Rollup or GroupingElement.Cube or GroupingElement.Sets => "ROLLUP, CUBE and GROUPING SETS",
            QueryBody.Values or QueryBody.Table => "such statements; write SELECT … FROM a table",
            TableSource.Unnest => "UNNEST; select the collection itself",
            _ => null,
        };
}
