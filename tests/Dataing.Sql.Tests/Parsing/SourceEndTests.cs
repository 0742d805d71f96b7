using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Tests.Parsing;

/// <summary>Where a source ends and the query around it goes on.</summary>
public sealed class SourceEndTests
{
    [Theory]
    [InlineData("databricks", "SELECT * FROM VALUES (1), (2) UNION ALL SELECT 3")]
    [InlineData("duckdb", "SELECT * FROM VALUES (1), (2) t(a) UNION ALL SELECT 3")]
    [InlineData("snowflake", "SELECT * FROM VALUES (1), (2) UNION ALL SELECT 3")]
    [InlineData("databricks", "VALUES (1) AS t(a) UNION ALL SELECT 3")]
    public void Rows_in_from_end_before_a_set_operator(string dialect, string sql) =>
        SqlParser.Parse(sql, SqlDialect.Find(dialect)!).Body.ShouldBeOfType<QueryBody.SetOperation>();

    [Fact]
    public void Every_name_before_the_arrow_is_a_parameter_in_clickhouse() =>
        SqlTree
            .DescendantsAndSelf(SqlParser.Parse("SELECT arrayFold(acc, x -> acc + x, a, 0) FROM t", SqlDialect.ClickHouse))
            .OfType<Expression.Lambda>()
            .Single()
            .Parameters.Select(p => p.Text)
            .ShouldBe(["acc", "x"]);
}
