using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Transpiling;

namespace Dataing.Sql.Tests.Transpiling;

public sealed class TranspilingTests
{
    [Theory]
    [InlineData("postgres", "mysql", "SELECT a + INTERVAL '7 days' FROM t", "SELECT a + INTERVAL 7 DAY FROM t")]
    [InlineData("mariadb", "sqlserver", "SELECT 0x1, 0xABC", "SELECT 0x01, 0x0ABC")]
    [InlineData("postgres", "trino", "SELECT a - INTERVAL '2 weeks' FROM t", "SELECT a - INTERVAL '14' DAY FROM t")]
    [InlineData("mysql", "duckdb", "SELECT a - INTERVAL 2 WEEK FROM t", "SELECT a - INTERVAL '2 week' FROM t")]
    [InlineData("bigquery", "snowflake", "SELECT a + INTERVAL 3 MONTH FROM t", "SELECT a + INTERVAL '3 month' FROM t")]
    [InlineData("postgres", "bigquery", "SELECT l[1] FROM t", "SELECT l[0] FROM t")]
    [InlineData("bigquery", "duckdb", "SELECT l[0] FROM t", "SELECT l[1] FROM t")]
    [InlineData("mysql", "sqlserver", @"SELECT a FROM t WHERE b LIKE 'x\_%'", @"SELECT a FROM t WHERE b LIKE 'x\_%' ESCAPE '\'")]
    [InlineData("mysql", "duckdb", "SELECT a <=> b FROM t", "SELECT a IS NOT DISTINCT FROM b FROM t")]
    [InlineData(
        "mysql",
        "postgres",
        "SELECT IFNULL(a, 0), IF(b > 1, 'x', 'y') FROM t",
        "SELECT COALESCE(a, 0), CASE WHEN b > 1 THEN 'x' ELSE 'y' END FROM t"
    )]
    [InlineData("sqlserver", "postgres", "SELECT 'x' + a, b + c FROM t", "SELECT 'x' || a, b + c FROM t")]
    [InlineData("postgres", "bigquery", "SELECT a FROM t UNION SELECT b FROM u", "SELECT a FROM t UNION DISTINCT SELECT b FROM u")]
    [InlineData("bigquery", "sqlite", "SELECT a FROM t UNION DISTINCT SELECT b FROM u", "SELECT a FROM t UNION SELECT b FROM u")]
    [InlineData("clickhouse", "postgres", "SELECT a FROM t EXCEPT SELECT b FROM u", "SELECT a FROM t EXCEPT ALL SELECT b FROM u")]
    [InlineData(
        "postgres",
        "mysql",
        "SELECT sum(x) OVER (ORDER BY b) FROM t",
        "SELECT sum(x) OVER (ORDER BY CASE WHEN b IS NULL THEN 1 ELSE 0 END ASC, b) FROM t"
    )]
    [InlineData("postgres", "mysql", "SELECT a::numeric(10,2) FROM t", "SELECT CAST(a AS DECIMAL(10, 2)) FROM t")]
    [InlineData("postgres", "sqlserver", "SELECT TRUE AS ok FROM t LIMIT 3", "SELECT TOP (3) CAST(1 AS BIT) AS ok FROM t")]
    [InlineData("sqlserver", "mysql", "SELECT a FROM t WITH (NOLOCK, INDEX(ix)) WHERE b = 1", "SELECT a FROM t WHERE b = 1")]
    [InlineData("sqlserver", "duckdb", "SELECT a FROM t INNER HASH JOIN u ON t.b = u.b", "SELECT a FROM t JOIN u ON t.b = u.b")]
    [InlineData("databricks", "postgres", "SELECT /*+ BROADCAST(u) */ a FROM t", "SELECT a FROM t")]
    [InlineData("mysql", "sqlite", "SELECT a FROM t FORCE INDEX (ix) WHERE b = 1", "SELECT a FROM t WHERE b = 1")]
    [InlineData("mysql", "postgres", "SELECT a, SUM(b) FROM t GROUP BY a WITH ROLLUP", "SELECT a, SUM(b) FROM t GROUP BY ROLLUP(a)")]
    [InlineData("trino", "mysql", "SELECT a, SUM(b) FROM t GROUP BY ROLLUP (a)", "SELECT a, SUM(b) FROM t GROUP BY a WITH ROLLUP")]
    [InlineData("sqlserver", "bigquery", "SELECT a FROM t TABLESAMPLE (10 PERCENT)", "SELECT a FROM t TABLESAMPLE SYSTEM (10 PERCENT)")]
    [InlineData("bigquery", "postgres", "SELECT a FROM t TABLESAMPLE SYSTEM (10 PERCENT)", "SELECT a FROM t TABLESAMPLE SYSTEM (10)")]
    [InlineData("mysql", "postgres", "SELECT user, offset FROM t", "SELECT \"user\", \"offset\" FROM t")]
    [InlineData("sqlserver", "postgres", "SELECT 0xFF AS b FROM t", @"SELECT CAST('\xFF' AS BYTEA) AS b FROM t")]
    [InlineData(
        "redshift",
        "sqlserver",
        "SELECT a FROM t LIMIT 10 OFFSET 5",
        "SELECT a FROM t ORDER BY (SELECT NULL) OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY"
    )]
    [InlineData("redshift", "duckdb", "SELECT *, a AS b EXCLUDE (c) FROM t", "SELECT * EXCLUDE (c), a AS b FROM t")]
    [InlineData("duckdb", "redshift", "SELECT * EXCLUDE (c), a AS b FROM t", "SELECT *, a AS b EXCLUDE (c) FROM t")]
    [InlineData("duckdb", "postgres", "SELECT count() FROM t", "SELECT count(*) FROM t")]
    [InlineData("clickhouse", "mysql", "SELECT 0xFF, 0b101 FROM t", "SELECT 255, 5 FROM t")]
    [InlineData("postgres", "sqlite", "SELECT x.order, y.a AS \"group\" FROM x, y", "SELECT x.\"order\", y.a AS \"group\" FROM x, y")]
    [InlineData("postgres", "mysql", "SELECT rank, a AS rows FROM t", "SELECT `rank`, a AS `rows` FROM t")]
    [InlineData("duckdb", "trino", "WITH a AS MATERIALIZED (SELECT 1 AS x) SELECT x FROM a", "WITH a AS (SELECT 1 AS x) SELECT x FROM a")]
    [InlineData("snowflake", "postgres", "SELECT x FROM (SELECT a AS x FROM t)", "SELECT x FROM (SELECT a AS x FROM t) AS derived_14")]
    [InlineData("mysql", "sqlite", "SELECT LAG(a) RESPECT NULLS OVER (ORDER BY b) FROM t", "SELECT LAG(a) OVER (ORDER BY b) FROM t")]
    [InlineData("duckdb", "sqlite", "(SELECT a FROM t) UNION (SELECT b FROM u)", "SELECT a FROM t UNION SELECT b FROM u")]
    [InlineData("postgres", "sqlserver", "SELECT v.a FROM (VALUES (1)) AS v(a)", "SELECT v.a FROM (VALUES (1)) AS v(a)")]
    public void What_both_can_say_is_said_in_the_other_s_words(string from, string to, string sql, string expected) =>
        Transpile(from, to, sql).ShouldBe(expected);

    [Theory]
    [InlineData("postgres", "sqlite", "SELECT a + INTERVAL '7 days' FROM t")]
    [InlineData("postgres", "mysql", "SELECT a + INTERVAL '1 day 02:00' FROM t")]
    [InlineData("postgres", "databricks", "SELECT extract(dow FROM a) FROM t")]
    [InlineData("postgres", "trino", "SELECT extract(week FROM a) FROM t")]
    [InlineData("postgres", "bigquery", "SELECT l[i] FROM t")]
    [InlineData("postgres", "snowflake", "SELECT l[1:2] FROM t")]
    [InlineData("mysql", "postgres", "SELECT a XOR b FROM t")]
    [InlineData("mysql", "postgres", "SELECT a DIV b FROM t")]
    [InlineData("mysql", "duckdb", "SELECT a ^ b FROM t")]
    [InlineData("postgres", "mysql", "SELECT a ^ 2 FROM t")]
    [InlineData("sqlserver", "postgres", "SELECT a FROM t WHERE b LIKE '[a-c]%'")]
    [InlineData("postgres", "sqlserver", "SELECT a FROM t WHERE b IS TRUE")]
    [InlineData("postgres", "sqlite", "SELECT a FROM t EXCEPT ALL SELECT b FROM u")]
    [InlineData("clickhouse", "postgres", "SELECT a FROM t UNION SELECT b FROM u")]
    [InlineData("postgres", "duckdb", "SELECT * FROM generate_series(1, 3) g")]
    [InlineData("snowflake", "postgres", "SELECT v:a.b FROM t")]
    [InlineData("duckdb", "postgres", "SELECT {'a': 1} FROM t")]
    [InlineData("postgres", "cassandra", "SELECT a FROM t ORDER BY a")]
    [InlineData("trino", "duckdb", "SELECT approx_percentile(a, 0.5) FROM t")]
    [InlineData("sqlserver", "postgres", "SELECT a FROM t WITH (READPAST)")]
    [InlineData("sqlserver", "postgres", "SELECT a FROM t WHERE b = @b")]
    [InlineData("sqlserver", "postgres", "SELECT TOP 10 PERCENT a FROM t ORDER BY a")]
    [InlineData("sqlserver", "postgres", "SELECT a FROM shop..t")]
    [InlineData("sqlserver", "postgres", "SELECT LAG(a) IGNORE NULLS OVER (ORDER BY b) FROM t")]
    [InlineData("sqlserver", "duckdb", "SELECT $5 AS price FROM t")]
    [InlineData("sqlserver", "clickhouse", "SELECT a FROM t TABLESAMPLE (10 PERCENT)")]
    [InlineData("sqlserver", "mysql", "SELECT a FROM shop.dbo.t")]
    [InlineData("sqlserver", "postgres", "SELECT a FROM t ORDER BY a COLLATE Latin1_General_CS_AS")]
    [InlineData("mysql", "postgres", "SELECT COUNT(DISTINCT a, b) FROM t")]
    [InlineData("mysql", "sqlserver", "TABLE t ORDER BY a LIMIT 3")]
    [InlineData("mariadb", "sqlserver", "SELECT a FROM t LIMIT ROWS EXAMINED 100")]
    [InlineData("mariadb", "postgres", "SELECT a FROM t PARTITION (p0)")]
    [InlineData("redshift", "snowflake", "SELECT $1 FROM t")]
    [InlineData("redshift", "postgres", "SELECT c.a, o.b FROM c, c.orders o")]
    [InlineData("bigquery", "postgres", "SELECT t.address.city FROM t")]
    [InlineData("duckdb", "mysql", "SELECT address.city FROM t")]
    [InlineData("snowflake", "bigquery", "SELECT CAST(a AS VARIANT) FROM t")]
    [InlineData("clickhouse", "duckdb", "SELECT a FROM t ANY LEFT JOIN u ON t.b = u.b")]
    [InlineData("clickhouse", "postgres", "SELECT a FROM t FINAL")]
    [InlineData("postgres", "mysql", "SELECT a FROM t FULL JOIN u USING (b)")]
    [InlineData("postgres", "sqlserver", "SELECT a FROM t JOIN u USING (b)")]
    [InlineData("postgres", "bigquery", "SELECT a FROM t NATURAL JOIN u")]
    [InlineData("postgres", "redshift", "SELECT a FROM t, LATERAL (SELECT t.a) AS l")]
    [InlineData("postgres", "bigquery", "SELECT a FROM t WHERE b LIKE 'x!%' ESCAPE '!'")]
    [InlineData("postgres", "trino", "SELECT sum(a) OVER (ORDER BY b ROWS 1 PRECEDING EXCLUDE TIES) FROM t")]
    [InlineData("postgres", "duckdb", "SELECT j -> 'a' FROM t")]
    [InlineData("mysql", "mariadb", "SELECT j -> '$.a' FROM t")]
    [InlineData("mysql", "mariadb", "TABLE t")]
    [InlineData("mysql", "mariadb", "SELECT CAST(a AS JSON) FROM t")]
    [InlineData("mysql", "postgres", "SELECT a FROM t LOCK IN SHARE MODE")]
    [InlineData("mysql", "postgres", "SELECT a FROM t WHERE b = ?")]
    [InlineData("mysql", "trino", "SELECT SUM(a) AS s FROM t GROUP BY b HAVING s > 1")]
    [InlineData("snowflake", "bigquery", "SELECT a + 1 AS b, b * 2 AS c FROM t")]
    [InlineData("snowflake", "postgres", "SELECT a + 1 AS b FROM t WHERE b > 2")]
    [InlineData("snowflake", "redshift", "SELECT * ILIKE '%id%' FROM t")]
    [InlineData("snowflake", "sqlite", "SELECT a FROM x EXCEPT (SELECT a FROM y INTERSECT SELECT a FROM z)")]
    [InlineData("duckdb", "mysql", "SELECT a FROM t LIMIT (SELECT 5)")]
    [InlineData("duckdb", "bigquery", "VALUES (1), (2)")]
    [InlineData("postgres", "sqlserver", "VALUES (1), (2)")]
    [InlineData("postgres", "snowflake", "SELECT array_agg(a ORDER BY b) FROM t")]
    [InlineData("clickhouse", "duckdb", "SELECT a FROM t WHERE a IN [1, 2]")]
    [InlineData(
        "postgres",
        "mysql",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SEARCH DEPTH FIRST BY n SET o SELECT n FROM t"
    )]
    public void What_the_other_cannot_say_the_same_way_is_refused_with_the_reason(string from, string to, string sql) =>
        Should.Throw<UntranslatableException>(() => Transpile(from, to, sql)).Message.Length.ShouldBeGreaterThan(20);

    private static string Transpile(string from, string to, string sql)
    {
        var (source, target) = (SqlDialect.Find(from)!, SqlDialect.Find(to)!);
        return SqlRenderer.Render(SqlTranspiler.Transpile(SqlParser.Parse(sql, source), source, target), target);
    }
}
