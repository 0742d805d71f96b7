using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Lineage;
using Dataing.Sql.Parsing;

namespace Dataing.Sql.Tests.Lineage;

public sealed class QueryLineageTests
{
    private static readonly CatalogSnapshot Catalog = CatalogSnapshot.FromJson(
        """
        {"tables": [
          {"schema": "shop", "name": "orders", "columns": [{"name": "id"}, {"name": "user_id"}, {"name": "amount"}, {"name": "profile", "type": "STRUCT<email STRING, city STRING>"}]},
          {"schema": "shop", "name": "users", "columns": [{"name": "id"}, {"name": "email"}]}
        ]}
        """
    );

    [Theory]
    [InlineData("SELECT amount FROM orders", "amount=shop.orders.amount!")]
    [InlineData("SELECT amount * 2 AS d FROM orders", "d=shop.orders.amount")]
    [InlineData(
        "SELECT o.id, u.email AS mail FROM orders o JOIN users u ON u.id = o.user_id",
        "id=shop.orders.id!; mail=shop.users.email!"
    )]
    [InlineData(
        "WITH x AS (SELECT id AS k, amount FROM orders), y AS (SELECT k, sum(amount) AS s FROM x GROUP BY k) SELECT s, k FROM y",
        "s=shop.orders.amount; k=shop.orders.id!"
    )]
    [InlineData("SELECT * FROM users", "id=shop.users.id!; email=shop.users.email!")]
    [InlineData("SELECT u.*, 1 AS one FROM users u", "id=shop.users.id!; email=shop.users.email!; one=")]
    [InlineData("SELECT * FROM (SELECT email AS e FROM users) x", "e=shop.users.email!")]
    [InlineData("SELECT id FROM orders UNION ALL SELECT id FROM users", "id=shop.orders.id+shop.users.id!")]
    [InlineData("SELECT (SELECT max(email) FROM users) AS m FROM orders", "m=shop.users.email")]
    [InlineData("SELECT count(*) AS n FROM orders", "n=")]
    [InlineData(
        "SELECT CASE WHEN amount > 5 THEN user_id ELSE id END AS c FROM orders",
        "c=shop.orders.amount+shop.orders.id+shop.orders.user_id"
    )]
    [InlineData("SELECT x.a FROM (SELECT id, amount FROM orders) AS x(a, b)", "a=shop.orders.id!")]
    [InlineData("SELECT (o.profile).email AS e FROM orders o", "e=shop.orders.profile.email")]
    [InlineData(
        "WITH RECURSIVE t(n) AS (SELECT id FROM orders UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t",
        "n=shop.orders.id"
    )]
    [InlineData(
        "SELECT row_number() OVER (PARTITION BY user_id ORDER BY amount) AS rn FROM orders",
        "rn=shop.orders.amount+shop.orders.user_id"
    )]
    [InlineData("SELECT s.e FROM users u CROSS JOIN LATERAL (SELECT u.email AS e) s", "e=shop.users.email!")]
    public void Columns_are_traced_to_their_origins(string sql, string expected) => Said(Of(sql, Catalog)).ShouldBe(expected);

    [Fact]
    public void Without_a_snapshot_plain_names_are_traced_all_the_same()
    {
        var lineage = Of("SELECT o.amount, name FROM orders o, users", null);
        lineage.Columns[0].Origins.ShouldHaveSingleItem().ToString().ShouldBe("orders.amount");
        lineage.Columns[1].IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void Tables_and_reads_are_listed_once()
    {
        var lineage = Of(
            "WITH x AS (SELECT * FROM shop.orders WHERE amount > 1) SELECT x.id FROM x JOIN users u ON u.id = x.user_id JOIN orders o ON o.id = x.id",
            Catalog
        );
        lineage.Tables.ShouldBe(["shop.orders", "shop.users"]);
        lineage.Reads.Select(r => r.ToString()).ShouldContain("shop.users.id");
    }

    [Fact]
    public void A_star_over_an_unknown_table_leaves_the_result_open() => Of("SELECT * FROM somewhere", null).IsOpen.ShouldBeTrue();

    private static QueryLineage Of(string sql, CatalogSnapshot? catalog) =>
        QueryLineage.Of(SqlParser.Parse(sql, SqlDialect.Postgres), SqlDialect.Postgres, catalog);

    private static string Said(QueryLineage lineage) =>
        string.Join("; ", lineage.Columns.Select(c => $"{c.Name}={string.Join('+', c.Origins)}{(c.IsDirect ? "!" : "")}"));
}
