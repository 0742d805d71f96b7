using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Dialects.DialectFamily;

namespace Dataing.Sql.Transpiling;

/// <summary>What only some engines have in WITH, FROM and the star, although the reader takes it in more of them.</summary>
internal static class SourceLimits
{
    public static string? Missing(SqlNode node, SqlDialect to) =>
        node switch
        {
            CommonTable { Search: not null } or CommonTable { Cycle.Set: not null } when to.Family != Postgres => "SEARCH and CYCLE",
            CommonTable { Cycle: not null } when to.Family is not (Postgres or MySql) => "CYCLE",
            CommonTable { UsingKey.Count: > 0 } when to.Family != DuckDb => "USING KEY",
            CommonTable { Depth: not null } when to.Family != BigQuery => "WITH DEPTH",
            CommonTable { MaxRecursion: not null } when to.Family != Databricks => "MAX RECURSION LEVEL",
            CommonTable { Scalar: not null } when to.Family != ClickHouse => "WITH for a single value",
            TableSource.Join { Natural: true } when to.Family is BigQuery or SqlServer or ClickHouse => "NATURAL JOIN; write USING",
            TableSource.Join { Kind: JoinKind.Full } when to.Family == MySql => "FULL JOIN",
            TableSource.Subquery { Lateral: true }
                when to.Family is BigQuery or Sqlite or ClickHouse or SqlServer or Redshift || to.Name == "mariadb" => "LATERAL",
            JoinCondition.Using { Alias: not null } when to.Family != Postgres => "a name for the columns of USING",
            JoinCondition.Using when to.Family == SqlServer => "USING; write ON",
            TableSource.Nested { Alias: not null, Source: TableSource.Table } => "a name for a table in parentheses",
            TableSource.Nested { Alias: not null } when to.Family is not (Postgres or DuckDb or Databricks) => "a name for a join",
            TableSource.Pivot { GroupBy.Count: > 0 } when to.Family != DuckDb => "GROUP BY within PIVOT",
            TableSource.Table { Alias.Columns.Count: > 0 } when to.Family is MySql or Sqlite or BigQuery or SqlServer or ClickHouse =>
                "names for the columns of a table",
            TableSource.Subquery { Alias.Columns.Count: > 0 } when to.Family is Sqlite or BigQuery || to.Name == "mariadb" =>
                "names for the columns of a sub-query",
            Expression.Star { LikePattern: not null }
            or Expression.Star { Rename.Count: > 0 } when to.Family is not (Snowflake or DuckDb) => "a star with a pattern or new names",
            Expression.Star { Replace.Count: > 0 } when to.Family is not (Snowflake or DuckDb or BigQuery or ClickHouse) => "* REPLACE",
            Expression.Star { Transformers.Count: > 0 } when to.Family != ClickHouse => "* APPLY",
            CommonTable { Query: { Limit: not null, Body: QueryBody.SetOperation } } when to.Family == Postgres || to.Name == "mariadb" =>
                "a limit within a common table of several parts",
            Query { Locks.Count: > 0 } => "a lock; a reading query takes none",
            Query { Limit.WithTies: true, OrderBy.Count: 0 } when to.Family is Postgres or Trino => "WITH TIES where nothing is ordered",
            Query { Body: QueryBody.Values, OrderBy.Count: > 0 } => "an order of VALUES",
            QueryBody.SetOperation { Right: QueryBody.SetOperation or QueryBody.Nested }
            or QueryBody.SetOperation { Left: QueryBody.Nested } when to.Family == Sqlite =>
                "parentheses between UNION, INTERSECT and EXCEPT",
            QueryBody.Table when to.Name == "mariadb" => "TABLE as a query",
            QueryBody.Table when to.Family is not (Postgres or MySql or DuckDb or Trino or Databricks) => "TABLE as a query",
            QueryBody.Values when to.Family is BigQuery or Redshift or ClickHouse => "VALUES as a query",
            RowLimit limit when !(IsWritten(limit.Count) && IsWritten(limit.Offset)) && WantsNumbers(to) => "a limit that is not a number",
            _ => null,
        };

    private static bool WantsNumbers(SqlDialect dialect) => dialect.Family is MySql or BigQuery or Snowflake or Trino or Redshift;

    private static bool IsWritten(Expression? count) => count is null or Expression.Number or Expression.Parameter;
}
