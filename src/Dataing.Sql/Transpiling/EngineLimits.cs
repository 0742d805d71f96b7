using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Dialects.DialectFamily;
using static Dataing.Sql.Syntax.BinaryOperator;

namespace Dataing.Sql.Transpiling;

/// <summary>What only some engines have in expressions, windows, groups and limits, although the reader takes it in more of them.</summary>
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
            GroupBy { Distinct: true } when to.Family != Postgres => "GROUP BY DISTINCT",
            WindowFrame { Unit: FrameUnit.Range, Start.Offset: Expression.Interval } when to.Name == "mariadb" => "a frame of time",
            WindowFrame { Exclusion: not FrameExclusion.None } when to.Family is not (Postgres or DuckDb or Sqlite) => "EXCLUDE in a frame",
            WindowFrame { Unit: FrameUnit.Groups } when to.Family is not (Postgres or DuckDb or Sqlite or Trino) => "GROUPS in a frame",
            NamedWindow when to.Family == Redshift => "the WINDOW clause",
            Expression.FunctionCall call => OfCall(call, to),
            Expression.Parameter parameter when from.Family != to.Family && !Takes(to, parameter) => "a parameter by that name",
            Expression.Binary { Operator: Arrow or ArrowText or PathArrow or PathArrowText } when !PathsAreAlike(from, to) =>
                "-> with the same path",
            Expression.InValue when from.Family != to.Family => "IN without parentheses",
            Expression.Between { Symmetric: true } when to.Family != Postgres => "BETWEEN SYMMETRIC",
            Expression.Like { Escape: not null } when to.Family == BigQuery => "ESCAPE behind LIKE",
            Expression.Like { Quantifier: not null }
                when to.Family is not (Snowflake or Databricks or BigQuery) || from.Family == Postgres => "LIKE ANY and LIKE ALL",
            Expression.Quantified when to.Family is BigQuery or Databricks => "ANY and ALL of a query",
            Expression.Tuple { Items.Count: > 1 } when to.Family == SqlServer => "several values as one",
            Expression.FieldStar or Expression.FieldAccess { Value: Expression.Tuple } when from.Family != to.Family =>
                "the fields of a row",
            // Windows' names of time zones and the others' are not the same, and few engines have the clause.
            Expression.AtTimeZone when to.Family is MySql or ClickHouse or BigQuery or Databricks or Cassandra => "AT TIME ZONE",
            Expression.AtTimeZone { Zone: not Expression.String { Value: "UTC" } }
                when from.Family != to.Family && (from.Family == SqlServer || to.Family == SqlServer) => "a time zone by that name",
            _ => null,
        };

    public static bool TakesModifiers(SqlDialect dialect) => dialect.Family is MySql or SqlServer or ClickHouse or Databricks;

    private static string? OfCall(Expression.FunctionCall call, SqlDialect to) =>
        call switch
        {
            { Nulls: NullTreatment.Ignore } when to.Family is Postgres or MySql or Sqlite => "IGNORE NULLS",
            { Over: not null, Arguments.Count: 3, Name.Last.Text: var name } when to.Name == "mariadb" && IsShift(name) =>
                $"{name} with a default",
            { Distinct: true, Arguments.Count: > 1 }
                when IsCount(call) && to.Family is not (MySql or Snowflake or Databricks or ClickHouse) =>
                "COUNT(DISTINCT …) of several columns",
            { Approximate: true } when to.Family != Redshift => "APPROXIMATE",
            { Distinct: true, WithinGroup.Count: > 0 } when to.Family is Postgres or SqlServer => $"DISTINCT in {call.Name} within a group",
            { OrderBy.Count: > 0 } when to.Family is Snowflake or Databricks or Redshift or ClickHouse or SqlServer =>
                $"ORDER BY inside {call.Name}",
            _ => null,
        };

    private static bool Takes(SqlDialect dialect, Expression.Parameter parameter) =>
        parameter.Style switch
        {
            ParameterStyle.Question => dialect.Family is not (Postgres or Redshift),
            ParameterStyle.Dollar => dialect.Family is DuckDb
                || (dialect.Family is Postgres or Redshift && parameter.Name.All(char.IsAsciiDigit)),
            ParameterStyle.Colon => dialect.Family is Sqlite or Snowflake or Databricks,
            _ => false,
        };

    /// <summary>MySQL's path begins with a dollar, which SQLite and DuckDB take too; PostgreSQL has names and places.</summary>
    private static bool PathsAreAlike(SqlDialect from, SqlDialect to) =>
        to.Name != "mariadb" && (from.Family == to.Family || (from.Family == MySql && to.Family is Sqlite or DuckDb));

    private static bool IsShift(string name) =>
        name.Equals("lag", StringComparison.OrdinalIgnoreCase) || name.Equals("lead", StringComparison.OrdinalIgnoreCase);

    private static bool IsCount(Expression.FunctionCall call) => call.Name.Last.Text.Equals("count", StringComparison.OrdinalIgnoreCase);
}
