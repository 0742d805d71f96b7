using System.Text.Json;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Sql.Tests.Guard;

public sealed class PolicyTests
{
    [Fact]
    public void A_policy_is_read_from_json()
    {
        var policy = QueryPolicy.FromJson(
            """
            {"row_cap": 50, "generated_rows_cap": 100, "denied_schemas": ["tenant_b"], "allow_catalogs": true, "allowed_functions": ["analytics.fiscal_week"],
             "limits": {"list_items": 3}, "sampling": {"require_above_rows": 1000, "max_percent": 5}, "cost": {"max_scanned_bytes": 1000000}}
            """
        );
        policy.RowCap.ShouldBe(50);
        policy.Limits.ListItems.ShouldBe(3);
        policy.Limits.Depth.ShouldBe(QueryLimits.Default.Depth);
        policy.Sampling.MaxPercent.ShouldBe(5);
        policy.Cost.Breach(2_000_000, null, null).ShouldNotBeNull();
        policy.Cost.Breach(1_000, 5, 5).ShouldBeNull();
    }

    [Theory]
    [InlineData("{\"row_capp\": 1}")]
    [InlineData("[]")]
    [InlineData("{\"row_cap\": \"many\"}")]
    public void A_misspelt_rule_is_an_error(string json) => Should.Throw<JsonException>(() => QueryPolicy.FromJson(json));

    [Theory]
    [InlineData("SELECT analytics.fiscal_week(day) FROM orders", true)]
    [InlineData("SELECT other.fiscal_week(day) FROM orders", false)]
    [InlineData("SELECT fiscal_week(day) FROM orders", false)]
    [InlineData("SELECT * FROM information_schema.tables", true)]
    [InlineData("SELECT * FROM pg_class", true)]
    [InlineData("SELECT md5('x')", false)]
    [InlineData("SELECT id FROM orders WHERE id IN (1, 2, 3, 4)", false)]
    public void Its_rules_hold(string sql, bool allowed)
    {
        var policy = QueryPolicy.Default with
        {
            AllowedFunctions = ["analytics.fiscal_week"],
            DeniedFunctions = ["md5"],
            AllowCatalogs = true,
            Limits = QueryLimits.Default with { ListItems = 3 },
        };
        (QueryGuard.Check(sql, SqlDialect.Postgres, null, policy) is QueryVerdict.Allowed).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("SELECT * FROM big", false)]
    [InlineData("SELECT count(*) FROM big", false)]
    [InlineData("SELECT * FROM big WHERE day = '2024-01-01'", true)]
    [InlineData("SELECT * FROM big TABLESAMPLE BERNOULLI (1)", true)]
    [InlineData("SELECT * FROM big TABLESAMPLE BERNOULLI (50)", false)]
    [InlineData("SELECT * FROM small", true)]
    public void Large_tables_are_sampled_or_filtered_where_the_policy_says_so(string sql, bool allowed)
    {
        var catalog = new CatalogSnapshot([
            new CatalogTable { Name = "big", Rows = 5_000_000 },
            new CatalogTable { Name = "small", Rows = 10 },
        ]);
        var policy = QueryPolicy.Default with { Sampling = new SamplingRule { RequireAboveRows = 1_000_000 } };
        (QueryGuard.Check(sql, SqlDialect.Postgres, catalog, policy) is QueryVerdict.Allowed).ShouldBe(allowed);
    }

    [Fact]
    public void As_many_columns_as_are_written_are_no_copies() =>
        QueryGuard
            .Check(
                "SELECT a FROM t WHERE " + string.Join(" OR ", Enumerable.Repeat("a = 1", 25_000)),
                SqlDialect.Postgres,
                null,
                QueryPolicy.Default
            )
            .ShouldBeOfType<QueryVerdict.Allowed>();
}
