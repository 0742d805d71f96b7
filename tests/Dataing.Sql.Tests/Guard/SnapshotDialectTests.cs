using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Sql.Tests.Guard;

/// <summary>Names that only one dialect makes, or finds where others do not look.</summary>
public sealed class SnapshotDialectTests
{
    private static readonly CatalogSnapshot Catalog = CatalogSnapshot.FromJson(
        """
        {"tables": [
          {"catalog": "shop", "schema": "public", "name": "orders", "columns": [{"name": "id"}, {"name": "user_id"}, {"name": "ts"}, {"name": "items"}, {"name": "attrs"}]},
          {"catalog": "shop", "schema": "dbo", "name": "customers", "columns": [{"name": "id"}]},
          {"catalog": "shop", "schema": "raw", "name": "events", "columns": [{"name": "user"}, {"name": "kind"}]}
        ]}
        """
    );

    [Theory]
    [InlineData("sqlserver", "SELECT id FROM shop..customers")]
    [InlineData("sqlserver", "SELECT c.id FROM ..customers AS c JOIN .orders o ON o.id = c.id")]
    [InlineData("snowflake", "SELECT id FROM shop..orders")]
    [InlineData("databricks", "SELECT id, col FROM (SELECT id, explode(items) FROM orders)")]
    [InlineData("databricks", "SELECT id, key, value FROM (SELECT id, explode(attrs) FROM orders)")]
    [InlineData("databricks", "SELECT pos, col.sku FROM (SELECT posexplode(items) FROM orders)")]
    [InlineData("databricks", "SELECT window.start, COUNT(*) FROM orders GROUP BY window(ts, '1 hour')")]
    [InlineData("databricks", "SELECT session_window.end FROM orders GROUP BY session_window(ts, '5 minutes'), user_id")]
    [InlineData("databricks", "SELECT user, COUNT(*) FROM events GROUP BY user")]
    [InlineData("databricks", "SELECT user FROM (SELECT user_id AS user FROM orders)")]
    [InlineData("bigquery", "SELECT v.a FROM (SELECT AS VALUE STRUCT(id AS a) FROM orders) AS v")]
    [InlineData("duckdb", "SELECT sku FROM (SELECT unnest(items, recursive := true) FROM orders)")]
    public void Names_of_one_dialect_are_found(string dialect, string sql) => Check(dialect, sql).ShouldBeOfType<QueryVerdict.Allowed>();

    [Theory]
    [InlineData("sqlserver", "SELECT id FROM other..customers", "unknown_relation")]
    [InlineData("snowflake", "SELECT kind FROM shop..events", "unknown_relation")]
    [InlineData("databricks", "SELECT user FROM orders", "function_not_allowed")]
    [InlineData("databricks", "SELECT user AS user FROM orders", "function_not_allowed")]
    [InlineData("databricks", "SELECT window.start FROM orders", "unknown_column")]
    [InlineData("databricks", "SELECT col FROM (SELECT explode(items) AS item FROM orders)", "unknown_column")]
    [InlineData("bigquery", "SELECT v.a FROM (SELECT STRUCT(id AS a) AS s FROM orders) AS v", "unknown_column")]
    public void Names_that_the_dialect_does_not_make_are_refused(string dialect, string sql, string code) =>
        Check(dialect, sql).ShouldBeOfType<QueryVerdict.Refused>().Code.ShouldBe(code);

    [Theory]
    [InlineData("snowflake", "SELECT * FROM shop..orders")]
    [InlineData("snowflake", "SELECT * FROM shop..anything")]
    [InlineData("sqlserver", "SELECT * FROM shop.[public].orders")]
    public void A_denied_schema_is_not_read_between_two_dots(string dialect, string sql) =>
        QueryGuard
            .Check(sql, SqlDialect.Find(dialect)!, Catalog, QueryPolicy.Default with { DeniedSchemas = ["public"] })
            .ShouldBeOfType<QueryVerdict.Refused>()
            .Code.ShouldBe("schema_denied");

    private static QueryVerdict Check(string dialect, string sql) =>
        QueryGuard.Check(sql, SqlDialect.Find(dialect)!, Catalog, QueryPolicy.Default);
}
