using Dataing.Analysis.Metrics;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;

namespace Dataing.Analysis.Tests.Metrics;

public sealed class NamedExpressionTests
{
    private static readonly TableSchema Table = new(
        new TableName(null, null, "sales"),
        [
            new ColumnSchema("id", LogicalType.Integer, "BIGINT"),
            new ColumnSchema("amount", LogicalType.Decimal, "DECIMAL(18,2)"),
            new ColumnSchema("city", LogicalType.String, "VARCHAR"),
            new ColumnSchema("paid", LogicalType.Boolean, "BOOLEAN"),
        ]
    );

    private static readonly NamedExpression Names = new(Table, new MetricFactory(Table, SqlDialect.DuckDb), time: null);

    [Theory]
    [InlineData("avg(amount)", "Mean")]
    [InlineData("ROUND(AVG(amount), 2)", "Mean")]
    [InlineData("sum(amount)", "Total")]
    [InlineData("coalesce(sum(amount), 0)", "Total")]
    [InlineData("count(*)", "Rows")]
    [InlineData("count(1)", "Rows")]
    [InlineData("count(distinct city)", "Distinct")]
    [InlineData("avg(length(city))", "Length")]
    public void An_aggregate_that_has_a_name_is_the_metric_of_that_name(string text, string subject) =>
        Names.Same(Parsed(text)).ShouldNotBeNull().Subject.ToString().ShouldBe(subject);

    [Theory]
    [InlineData("avg(coalesce(amount, 0))")]
    [InlineData("avg(amount * 2)")]
    [InlineData("sum(distinct amount)")]
    [InlineData("avg(amount) filter (where paid)")]
    [InlineData("sum(amount) / count(*)")]
    [InlineData("avg(city)")]
    public void An_aggregate_of_another_value_keeps_its_own_form(string text) => Names.Same(Parsed(text)).ShouldBeNull();

    [Theory]
    [InlineData("avg(case when city is null then 1.0 else 0.0 end)", "Nulls", "city", "")]
    [InlineData("sum(case when city is null then 1 else 0 end) * 100.0 / count(*)", "Nulls", "city", "")]
    [InlineData("1.0 * (count(*) - count(city)) / nullif(count(*), 0)", "Nulls", "city", "")]
    [InlineData("count(*) filter (where city = 'Oslo') / count(*)", "Share", "city", "Oslo")]
    [InlineData("count(case when city = 'Oslo' then id end) * 1.0 / count(*)", "Share", "city", "Oslo")]
    [InlineData("avg(case when city not in ('Oslo', 'Rome') then 1 else 0 end)", "Invalid", "city", "Oslo,Rome")]
    [InlineData("avg(case when city like '%?%' then 1 else 0 end)", "Malformed", "city", "")]
    [InlineData("avg(case when amount < 0 then 1 else 0 end)", "Custom", "amount", "")]
    [InlineData("avg(cast(paid as int))", "Share", "paid", "true")]
    public void A_share_watches_what_its_condition_is_about(string text, string subject, string column, string values)
    {
        var watched = Names.Watched(Parsed(text)).ShouldNotBeNull();

        (watched.Subject.ToString(), watched.Column, string.Join(',', watched.Values)).ShouldBe((subject, column, values));
    }

    [Theory]
    [InlineData("avg(case when city is null then 1 end)")]
    [InlineData("avg(amount)")]
    [InlineData("avg(case when city = 'Oslo' and amount > 3 then 1 else 0 end)")]
    [InlineData("sum(amount) / sum(id)")]
    public void A_share_of_something_without_a_name_is_left_alone(string text) => Names.Watched(Parsed(text)).ShouldBeNull();

    private static Dataing.Sql.Syntax.Expression Parsed(string text) => ExpressionMetric.Parse(text, SqlDialect.DuckDb).ShouldNotBeNull();
}
