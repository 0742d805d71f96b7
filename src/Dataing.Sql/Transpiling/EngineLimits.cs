using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Dialects.DialectFamily;

namespace Dataing.Sql.Transpiling;

/// <summary>What one engine has and another has not, although the reader takes it in both.</summary>
internal static class EngineLimits
{
    public static string? Missing(SqlNode node, SqlDialect from, SqlDialect to) =>
        node switch
        {
            RowLimit { Percent: true } or Top { Percent: true } when to.Family is not (SqlServer or DuckDb or Snowflake) =>
                "a limit in percent",
            RowLimit { WithTies: true }
            or Top { WithTies: true } when to.Family is not (Postgres or SqlServer or Trino or ClickHouse) && to.Name != "mariadb" =>
                "WITH TIES",
            RowLimit { WithTies: true, Offset: not null } when to.Family == SqlServer => "WITH TIES behind OFFSET",
            GroupBy { Modifier: not (GroupByModifier.None or GroupByModifier.WithRollup or GroupByModifier.WithCube) }
                when to.Family != ClickHouse => "WITH TOTALS",
            GroupBy { Modifier: GroupByModifier.WithCube } when to.Family == MySql => "WITH CUBE",
            Expression.FunctionCall { Nulls: NullTreatment.Ignore } when to.Family is Postgres or MySql or Sqlite => "IGNORE NULLS",
            Expression.FunctionCall { Distinct: true, Arguments.Count: > 1 } call
                when IsCount(call) && to.Family is not (MySql or Snowflake or Databricks or ClickHouse) =>
                "COUNT(DISTINCT …) of several columns",
            Expression.FunctionCall { Approximate: true } when to.Family != Redshift => "APPROXIMATE",
            Expression.Parameter { Style: ParameterStyle.At or ParameterStyle.Braces } when from.Family != to.Family =>
                "a parameter by that name",
            // Windows' names of time zones and the others' are not the same.
            Expression.AtTimeZone { Zone: not Expression.String { Value: "UTC" } }
                when from.Family != to.Family && (from.Family == SqlServer || to.Family == SqlServer) => "a time zone by that name",
            _ => null,
        };

    public static bool TakesModifiers(SqlDialect dialect) => dialect.Family is MySql or SqlServer or ClickHouse or Databricks;

    private static bool IsCount(Expression.FunctionCall call) => call.Name.Last.Text.Equals("count", StringComparison.OrdinalIgnoreCase);
}
