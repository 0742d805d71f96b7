using Dataing.Analysis.Metrics;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Tests.Metrics;

public sealed class TableResolverTests
{
    private static readonly SchemaSnapshot Schema = new([
        Table("shop", "orders"),
        Table("shop", "Order Items"),
        Table("archive", "payments"),
        Table("shop", "payments"),
    ]);

    [Theory]
    [InlineData("\"Mein Schema\".\"Auf\"\"träge Ünï\"")]
    [InlineData("\"Auf\"\"träge Ünï\"")]
    [InlineData("Auf\"träge Ünï")]
    public void A_quote_within_a_name_is_written_twice(string dataset)
    {
        var schema = new SchemaSnapshot([new TableSchema(new TableName(null, "Mein Schema", "Auf\"träge Ünï"), [])]);
        TableResolver.Resolve(schema, dataset).Name.Name.ShouldBe("Auf\"träge Ünï");
    }

    [Theory]
    [InlineData("orders", "shop.orders")]
    [InlineData("ORDERS", "shop.orders")]
    [InlineData("shop.orders", "shop.orders")]
    [InlineData("warehouse.shop.orders", "shop.orders")]
    [InlineData("\"Order Items\"", "shop.Order Items")]
    [InlineData("archive.payments", "archive.payments")]
    [InlineData("orders.csv", "shop.orders")]
    [InlineData("orders.user_id", "shop.orders")]
    public void A_table_is_found_however_it_is_spelled(string spelling, string expected) =>
        TableResolver.Resolve(Schema, spelling).Name.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("order", "Did you mean 'orders'?")]
    [InlineData("payments", "ambiguous")]
    [InlineData("", "names no dataset")]
    public void What_cannot_be_resolved_says_what_to_mend(string spelling, string message) =>
        Should.Throw<BadAlertException>(() => TableResolver.Resolve(Schema, spelling)).Message.ShouldContain(message);

    [Theory]
    [InlineData("who.name", "who.name")]
    [InlineData("events.who.name", "who.name")]
    [InlineData("name", "who.name")]
    [InlineData("place.zip", "place.zip")]
    [InlineData("zip", null)]
    public void A_field_goes_by_its_path_or_by_its_name_where_no_other_has_it(string spelling, string? column)
    {
        var columns = new[] { "who.name", "place.zip", "office.zip" }.Select(c => new ColumnSchema(c, LogicalType.String, "VARCHAR"));
        TableResolver.FindColumn(new TableSchema(new TableName(null, null, "events"), [.. columns]), spelling)?.Name.ShouldBe(column);
    }

    [Theory]
    [InlineData("vault.orders")]
    [InlineData("VAULT.ORDERS")]
    [InlineData("payroll")]
    public void A_table_that_may_not_be_read_is_neither_missing_nor_another_one(string dataset)
    {
        var schema = new SchemaSnapshot([new TableSchema(new TableName(null, "public", "orders"), [])])
        {
            NotPermitted = [new TableName(null, "vault", "orders"), new TableName(null, "public", "payroll")],
        };
        var refused = Should.Throw<SourceException>(() => TableResolver.Resolve(schema, dataset));
        refused.Kind.ShouldBe(SourceErrorKind.Permission);
        TableResolver.Resolve(schema, "orders").Name.Schema.ShouldBe("public");
    }

    [Fact]
    public void An_unknown_column_is_answered_with_the_nearest() =>
        Should
            .Throw<BadAlertException>(() => TableResolver.Column(Schema.Tables[0], "user_idd"))
            .Message.ShouldContain("Did you mean 'user_id'?");

    private static TableSchema Table(string schema, string name) =>
        new(new TableName(null, schema, name), [new ColumnSchema("user_id", LogicalType.Integer, "BIGINT")]);
}
