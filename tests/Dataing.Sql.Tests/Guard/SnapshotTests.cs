using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Sql.Tests.Guard;

public sealed class SnapshotTests
{
    private const string Schema = """
        {"tables": [
          {"schema": "public", "name": "orders", "columns": [{"name": "id", "type": "bigint"}, {"name": "user_id", "type": "bigint"}, {"name": "amount", "type": "numeric"}, {"name": "tags", "type": "text[]"}, {"name": "payload", "type": "jsonb"}]},
          {"schema": "public", "name": "users", "columns": [{"name": "id"}, {"name": "email"}, {"name": "created_at"}]},
          {"schema": "tenant_b", "name": "orders"},
          {"schema": "public", "name": "events"},
          {"catalog": "lake", "schema": "raw", "name": "clicks"}
        ]}
        """;

    private static readonly CatalogSnapshot Catalog = CatalogSnapshot.FromJson(Schema);

    [Theory]
    [InlineData("SELECT id, amount FROM orders")]
    [InlineData("SELECT o.id FROM public.orders AS o WHERE o.amount > 5 ORDER BY o.user_id")]
    [InlineData("SELECT ORDERS.ID FROM ORDERS")]
    [InlineData("SELECT * FROM lake.raw.clicks")]
    [InlineData("SELECT * FROM raw.clicks")]
    [InlineData("SELECT anything FROM events")]
    [InlineData("SELECT e.anything, o.id FROM events e JOIN orders o ON o.id = e.order_id")]
    [InlineData("WITH x AS (SELECT id AS k FROM orders) SELECT k FROM x")]
    [InlineData("WITH x(a) AS (SELECT id FROM orders) SELECT a FROM x")]
    [InlineData("SELECT sum(amount) AS total FROM orders GROUP BY user_id ORDER BY total")]
    [InlineData("SELECT total FROM (SELECT sum(amount) AS total FROM orders) x")]
    [InlineData("SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = o.user_id)")]
    [InlineData("SELECT t.tag FROM orders, unnest(tags) AS t(tag)")]
    [InlineData("SELECT tag FROM orders, unnest(tags) AS tag")]
    [InlineData("SELECT x.key FROM orders, jsonb_each(payload) AS x")]
    [InlineData("SELECT count(o) FROM orders o")]
    [InlineData("SELECT id, ctid FROM orders")]
    [InlineData("SELECT g.day FROM generate_series(1, 5) AS g(day)")]
    [InlineData("SELECT s.n FROM orders o CROSS JOIN LATERAL (SELECT o.amount AS n) s")]
    [InlineData("SELECT id FROM orders JOIN users USING (id)")]
    [InlineData("SELECT lag(amount) OVER w FROM orders WINDOW w AS (ORDER BY id)")]
    [InlineData("SELECT (SELECT max(u.created_at) FROM users u WHERE u.id = orders.user_id) FROM orders")]
    [InlineData("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t")]
    [InlineData("SELECT id FROM orders UNION SELECT id FROM users ORDER BY id")]
    [InlineData("SELECT public.orders.id FROM public.orders")]
    public void Known_relations_and_columns_pass(string sql) => Check(sql).ShouldBeOfType<QueryVerdict.Allowed>();

    [Theory]
    [InlineData("SELECT * FROM order", "syntax")]
    [InlineData("SELECT * FROM orderz", "unknown_relation")]
    [InlineData("SELECT * FROM secret.orders", "unknown_relation")]
    [InlineData("SELECT * FROM other.public.orders", "unknown_relation")]
    [InlineData("SELECT * FROM \"ORDERS\"", "unknown_relation")]
    [InlineData("SELECT (SELECT max(x) FROM hidden) FROM orders", "unknown_relation")]
    [InlineData("SELECT * FROM orders WHERE id IN (SELECT id FROM hidden)", "unknown_relation")]
    [InlineData("WITH hidden AS (SELECT 1) SELECT * FROM (WITH other AS (SELECT 1) SELECT * FROM other) a, other b", "unknown_relation")]
    [InlineData("TABLE hidden", "unknown_relation")]
    [InlineData("SELECT emial FROM users", "unknown_column")]
    [InlineData("SELECT u.amount FROM users u", "unknown_column")]
    [InlineData("SELECT id FROM orders WHERE emial = 'x'", "unknown_column")]
    [InlineData("SELECT id FROM orders ORDER BY amuont", "unknown_column")]
    [InlineData("WITH x AS (SELECT id FROM orders) SELECT amount FROM x", "unknown_column")]
    [InlineData("SELECT x.b FROM (SELECT id AS a FROM orders) x", "unknown_column")]
    [InlineData("SELECT o.id FROM orders o JOIN users u ON o.user_id = u.user_key", "unknown_column")]
    public void Unknown_ones_are_refused(string sql, string code) => Check(sql).ShouldBeOfType<QueryVerdict.Refused>().Code.ShouldBe(code);

    [Theory]
    [InlineData("SELECT * FROM ordres", "Did you mean orders?")]
    [InlineData("SELECT emial FROM users", "Did you mean email?")]
    [InlineData("SELECT date_trunk('day', created_at) FROM users", "date_trunc")]
    [InlineData("SELECT * FROM hidden.clicks", "Did you mean lake.raw.clicks?")]
    public void The_refusal_proposes_what_was_meant(string sql, string hint) =>
        Check(sql).ShouldBeOfType<QueryVerdict.Refused>().Message.ShouldContain(hint);

    [Fact]
    public void The_place_of_the_mistake_is_told_with_a_caret()
    {
        var refused = Check("SELECT id,\n       emial\nFROM users").ShouldBeOfType<QueryVerdict.Refused>();
        (refused.Line, refused.Column).ShouldBe((2, 8));
        refused.Excerpt.ShouldBe("       emial\n       ^");
    }

    [Fact]
    public void Denied_schemas_cannot_be_read_and_allowed_ones_are_the_only_ones()
    {
        var denied = QueryPolicy.Default with { DeniedSchemas = ["tenant_b"] };
        Check("SELECT * FROM tenant_b.orders", denied).ShouldBeOfType<QueryVerdict.Refused>().Code.ShouldBe("schema_denied");
        Check("SELECT * FROM \"tenant_b\".orders", denied).ShouldBeOfType<QueryVerdict.Refused>().Code.ShouldBe("schema_denied");
        Check("SELECT id FROM orders", denied).ShouldBeOfType<QueryVerdict.Allowed>();
        var allowed = QueryPolicy.Default with { AllowedSchemas = ["raw"] };
        Check("SELECT * FROM raw.clicks", allowed).ShouldBeOfType<QueryVerdict.Allowed>();
        Check("SELECT id FROM public.orders", allowed).ShouldBeOfType<QueryVerdict.Refused>().Code.ShouldBe("schema_denied");
    }

    private static QueryVerdict Check(string sql, QueryPolicy? policy = null) =>
        QueryGuard.Check(sql, SqlDialect.Postgres, Catalog, policy ?? QueryPolicy.Default);
}
