using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Tests.Building;

public sealed class SelectBuilderTests
{
    private static readonly Expression Amount = Term.Column("amount");
    private static readonly Expression At = Term.Column("created_at");

    public static TheoryData<string, Expression> Expressions =>
        new()
        {
            { "count(*)", Term.Count() },
            { "count(*) FILTER (WHERE amount > 10)", Term.Count().Filtered(Amount.MoreThan(Term.Number(10))) },
            { "count(DISTINCT amount)", Term.CountDistinct(Amount) },
            { "quantile_cont(amount, 0.5)", Term.Median(Amount) },
            {
                "CASE WHEN amount IS NULL THEN 'none' ELSE 'some' END",
                Term.Case().When(Amount.IsNull(), Term.Text("none")).Else(Term.Text("some"))
            },
            { "coalesce(amount, 0)", Term.Coalesce(Amount, Term.Number(0)) },
            { "CAST(amount AS DOUBLE) / nullif(created_at, 0)", Term.Ratio(Amount, At) },
            { "amount IN (1, 2.50, NULL)", Amount.In([Term.Number(1), Term.Number(2.50m), Term.Null]) },
            { "FALSE", Amount.In([]) },
            { "TRUE", Amount.NotIn([]) },
            { "amount LIKE 'it''s%'", Amount.Like("it's%") },
            { "date_trunc('week', created_at)", Term.Truncate(CalendarUnit.Week, At) },
            { "EXTRACT(HOUR FROM created_at)", Term.Hour(At) },
            { "epoch(amount) - epoch(created_at)", Term.SecondsBetween(At, Amount) },
            { "TRY_CAST(amount AS DOUBLE)", Amount.TryToDouble() },
            {
                "created_at >= TIMESTAMP '2026-01-02 03:04:05' AND created_at < TIMESTAMP '2026-01-03 00:00:00.500000'",
                At.Within(Term.Timestamp(new(2026, 1, 2, 3, 4, 5)), Term.Timestamp(new DateTime(2026, 1, 3).AddMilliseconds(500)))
            },
            { "row_number() OVER (PARTITION BY amount ORDER BY created_at DESC)", Term.RowNumber().Over([Amount], [At.Descending()]) },
            { "'a' || 'b' || 'c'", Term.Concat(Term.Text("a"), Term.Text("b"), Term.Text("c")) },
            { "(amount OR created_at) AND NOT amount", Amount.Or(At).And(Amount.Not()) },
            { "(amount + 1) * -2", Amount.Plus(Term.Number(1)).Times(Term.Number(-2)) },
            { "amount - (1 - 2)", Amount.Minus(Term.Number(1).Minus(Term.Number(2))) },
            { "-(-1)", Term.Number(-1).Negated() },
            { "\"order\".\"weird \"\"name\"", Term.Column("order", "weird \"name") },
            { "Upper", Term.Column("Upper") },
        };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void An_expression_reads_as_one_would_write_it(string expected, Expression expression) =>
        SqlRenderer.Render(expression, SqlDialect.DuckDb).ShouldBe(expected);

    [Fact]
    public void A_query_is_built_clause_by_clause()
    {
        var query = SelectBuilder
            .From(["sales", "orders"], "o")
            .LeftJoin(["sales", "customers"], "c", Term.Column("c", "id").EqualTo(Term.Column("o", "customer_id")))
            .Where(Term.Column("o", "status").NotEqualTo(Term.Text("test")))
            .Where(Term.Column("c", "country").IsNotNull())
            .Select(Term.Truncate(CalendarUnit.Day, Term.Column("o", "created_at")).As("day"), Term.Count().As("n"))
            .GroupBy(Term.Truncate(CalendarUnit.Day, Term.Column("o", "created_at")))
            .Having(Term.Count().MoreThan(Term.Number(5)))
            .OrderBy(Term.Column("n").Descending())
            .Limit(100)
            .Build(SqlDialect.DuckDb);
        SqlRenderer
            .Render(query, SqlDialect.DuckDb)
            .ShouldBe(
                "SELECT date_trunc('day', o.created_at) AS \"day\", count(*) AS n FROM sales.orders AS o"
                    + " LEFT JOIN sales.customers AS c ON c.id = o.customer_id WHERE o.status <> 'test' AND c.country IS NOT NULL"
                    + " GROUP BY date_trunc('day', o.created_at) HAVING count(*) > 5 ORDER BY n DESC LIMIT 100"
            );
    }

    [Fact]
    public void Rows_without_partners_are_found_by_not_exists()
    {
        var query = SelectBuilder
            .From("orders", "o")
            .AntiJoin(["users"], "u", Term.Column("u", "id").EqualTo(Term.Column("o", "user_id")))
            .Select(Term.Count().As("orphans"))
            .Build(SqlDialect.DuckDb);
        SqlRenderer
            .Render(query, SqlDialect.DuckDb)
            .ShouldBe("SELECT count(*) AS orphans FROM orders AS o WHERE NOT EXISTS (SELECT 1 FROM users AS u WHERE u.id = o.user_id)");
    }

    [Fact]
    public void Builders_do_not_change_one_another()
    {
        var start = SelectBuilder.From("t");
        start.Where(Term.Column("a").IsNull());
        SqlRenderer.Render(start.Build(SqlDialect.DuckDb), SqlDialect.DuckDb).ShouldBe("SELECT * FROM t");
    }
}
