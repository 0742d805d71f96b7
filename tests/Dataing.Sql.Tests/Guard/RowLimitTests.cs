using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Sql.Tests.Guard;

public sealed class RowLimitTests
{
    [Theory]
    [InlineData("postgres", "SELECT * FROM orders", "LIMIT 1000")]
    [InlineData("postgres", "SELECT * FROM orders LIMIT 5000", "LIMIT 1000")]
    [InlineData("postgres", "SELECT * FROM orders LIMIT 10", "LIMIT 10")]
    [InlineData("postgres", "SELECT * FROM orders LIMIT ALL", "LIMIT 1000")]
    [InlineData("postgres", "SELECT * FROM orders LIMIT 99999999999999999999", "LIMIT 1000")]
    [InlineData("postgres", "SELECT * FROM orders OFFSET 10", "LIMIT 1000")]
    [InlineData("postgres", "SELECT status FROM orders UNION ALL SELECT status FROM archive", "LIMIT 1000")]
    [InlineData("postgres", "VALUES (1), (2)", "LIMIT 1000")]
    [InlineData("sqlserver", "SELECT * FROM orders", "TOP (1000)")]
    [InlineData("sqlserver", "SELECT TOP 5 * FROM orders", "TOP (5)")]
    [InlineData("sqlserver", "SELECT TOP 50000 * FROM orders", "TOP (1000)")]
    [InlineData("sqlserver", "SELECT a FROM orders UNION ALL SELECT b FROM archive", "ORDER BY 1 OFFSET 0 ROWS FETCH NEXT 1000 ROWS ONLY")]
    [InlineData("postgres", "SELECT a FROM orders ORDER BY a FETCH FIRST 5000 ROWS WITH TIES", "LIMIT 1000")]
    [InlineData("clickhouse", "SELECT a FROM orders LIMIT 3 BY a", "LIMIT 1000")]
    [InlineData("clickhouse", "SELECT a FROM orders UNION ALL SELECT b FROM archive LIMIT 5", ") AS capped LIMIT 1000")]
    [InlineData("clickhouse", "(SELECT a FROM orders LIMIT 5)", ") AS capped LIMIT 1000")]
    [InlineData("cassandra", "SELECT * FROM orders", "LIMIT 1000")]
    public void The_outer_query_is_limited_to_the_cap(string dialect, string sql, string limit) =>
        Rendered(dialect, sql).ShouldContain(limit);

    [Theory]
    [InlineData("postgres", "SELECT a FROM t ORDER BY a FETCH FIRST 3 ROWS WITH TIES")]
    [InlineData("postgres", "SELECT a FROM t LIMIT (SELECT 5)")]
    [InlineData("postgres", "SELECT a FROM t LIMIT 2 + 3 OFFSET 1")]
    [InlineData("postgres", "SELECT a FROM t LIMIT $1")]
    [InlineData("duckdb", "SELECT a FROM t LIMIT 10 PERCENT")]
    [InlineData("sqlite", "SELECT a FROM t LIMIT -1")]
    [InlineData("trino", "SELECT a FROM t ORDER BY a FETCH FIRST 3 ROWS WITH TIES")]
    [InlineData("clickhouse", "SELECT a FROM t ORDER BY a LIMIT 3 WITH TIES")]
    public void A_limit_that_only_the_engine_can_tell_stays_within_the_cap(string dialect, string sql) =>
        Rendered(dialect, sql).ShouldBe($"SELECT * FROM ({sql}) AS capped LIMIT 1000");

    [Theory]
    [InlineData("SELECT TOP (50) PERCENT a FROM t", "SELECT TOP (1000) * FROM (SELECT TOP (50) PERCENT a FROM t) AS capped")]
    [InlineData(
        "WITH x AS (SELECT a FROM t) SELECT TOP (3) WITH TIES a FROM x ORDER BY a OPTION (MAXDOP 2)",
        "WITH x AS (SELECT a FROM t) SELECT TOP (1000) * FROM (SELECT TOP (3) WITH TIES a FROM x ORDER BY a) AS capped OPTION (MAXDOP 2)"
    )]
    public void Around_such_a_limit_of_SQL_Server_stand_what_can_only_stand_outermost(string sql, string rendered) =>
        Rendered("sqlserver", sql).ShouldBe(rendered);

    [Theory]
    [InlineData("SELECT count(*) FROM orders")]
    [InlineData("SELECT min(id), max(id) + 1 FROM orders WHERE id > 5")]
    [InlineData("SELECT round(avg(amount), 2) AS mean FROM (SELECT amount FROM orders) x")]
    public void An_aggregate_that_yields_one_row_needs_none(string sql) => Rendered("postgres", sql).ShouldNotContain("LIMIT");

    [Theory]
    [InlineData("SELECT count(*) FROM orders GROUP BY status")]
    [InlineData("SELECT count(*) OVER () FROM orders")]
    [InlineData("SELECT unnest(array_agg(id)) FROM orders")]
    [InlineData("SELECT generate_series(1, 5), 1")]
    public void Whatever_can_yield_more_has_one(string sql) => Rendered("postgres", sql).ShouldEndWith("LIMIT 1000");

    [Fact]
    public void Inner_limits_stay_as_they_are() =>
        Rendered("postgres", "SELECT count(*) FROM (SELECT id FROM orders LIMIT 500000) x").ShouldContain("LIMIT 500000");

    [Fact]
    public void The_cap_is_the_policy_s()
    {
        var verdict = QueryGuard.Check("SELECT * FROM orders", SqlDialect.Postgres, null, QueryPolicy.Default with { RowCap = 7 });
        var allowed = verdict.ShouldBeOfType<QueryVerdict.Allowed>().Query;
        allowed.Text.ShouldEndWith("LIMIT 7");
        allowed.RowCap.ShouldBe(7);
    }

    private static string Rendered(string dialect, string sql) =>
        QueryGuard.Check(sql, SqlDialect.Find(dialect)!, null, QueryPolicy.Default).ShouldBeOfType<QueryVerdict.Allowed>().Query.Text;
}
