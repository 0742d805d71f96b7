using Dataing.Bench.Sql.Mutations;

namespace Dataing.Bench.Tests.Sql;

/// <summary>The second judge of mutations has to see harm where there is some, and nothing where a word only looks like it.</summary>
public sealed class MutationOracleTests
{
    [Theory]
    [InlineData("postgres", "SELECT pg_sleep(5)")]
    [InlineData("postgres", "SELECT \"pg_read_file\"('x')")]
    [InlineData("postgres", "SELECT (x).pg_sleep FROM t")]
    [InlineData("postgres", "SELECT t.pg_ls_dir FROM t")]
    [InlineData("postgres", "SELECT * FROM pg_shadow")]
    [InlineData("postgres", "SELECT * FROM information_schema.tables")]
    [InlineData("postgres", "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x")]
    [InlineData("postgres", "SELECT * FROM t FOR UPDATE")]
    [InlineData("postgres", "SELECT * INTO x FROM t")]
    [InlineData("postgres", "SELECT 1; DROP TABLE t")]
    [InlineData("mysql", "SELECT 1 INTO OUTFILE '/tmp/x'")]
    [InlineData("mysql", "SELECT SLEEP(5)")]
    [InlineData("mysql", "SELECT * FROM `mysql`.`user`")]
    [InlineData("mysql", "SELECT @@version")]
    [InlineData("sqlite", "SELECT load_extension('x')")]
    [InlineData("sqlite", "SELECT * FROM sqlite_master")]
    [InlineData("duckdb", "SELECT * FROM read_csv('x')")]
    [InlineData("duckdb", "SELECT * FROM \"/etc/passwd\"")]
    [InlineData("clickhouse", "SELECT * FROM url('http://x')")]
    [InlineData("clickhouse", "SELECT 1 FROM t SETTINGS max_threads = 1")]
    [InlineData("databricks", "SELECT * FROM parquet.`/mnt/x`")]
    [InlineData("sqlserver", "SELECT * FROM OPENROWSET(BULK 'x')")]
    [InlineData("sqlserver", "SELECT * FROM [sys].[objects]")]
    public void Sees_what_does_harm(string dialect, string sql) => MutationOracle.Harm(sql, dialect).ShouldNotBeNull();

    [Theory]
    [InlineData("postgres", "SELECT 'pg_sleep(5); DROP TABLE t', pg_sleep, a AS pg_read_file FROM orders")]
    [InlineData("postgres", "SELECT E'it\\'s; FOR UPDATE' FROM t AS pg_sleep(a, b)")]
    [InlineData("postgres", "SELECT \"a;b\", updated_at, delete FROM grants")]
    [InlineData("postgres", "SELECT * FROM pg_catalog.generate_series(1, 5)")]
    [InlineData("postgres", "WITH pg_shadow AS (SELECT 1) SELECT * FROM pg_shadow")]
    [InlineData("mysql", "SELECT \"SLEEP(5)\", 'it\\'s' FROM performance_schema")]
    [InlineData("databricks", "SELECT * FROM parquet AS `/mnt/x`")]
    [InlineData("sqlserver", "SELECT TOP (10) [drop table] FROM [sys] AS [objects]")]
    public void Lets_words_be_words(string dialect, string sql) => MutationOracle.Harm(sql, dialect).ShouldBeNull();
}
