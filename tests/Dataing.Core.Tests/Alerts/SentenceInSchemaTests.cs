using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;

namespace Dataing.Core.Tests.Alerts;

public sealed class SentenceInSchemaTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);

    private static readonly SchemaSnapshot Schema = new([
        Table("orders", "order_id", "user_id", "amount", "created_at", "loaded_at"),
        Table("refunds", "order_id", "reason"),
        Table("web_visits", "visitor_code", "at"),
        Table("events", "who.customer_ref", "context.place.country"),
    ]);

    [Theory]
    [InlineData("volume anomaly: orders 2026-01-10", "orders", "")]
    [InlineData("orders is stale: last loaded_at 2026-01-10 10:00", "orders", "")]
    [InlineData("null rate of user_id jumped", "orders", "user_id")]
    [InlineData("number of distinct users in orders fell on 2026-01-10", "orders", "user_id")]
    [InlineData("unique visitors of web_visits dropped", "web_visits", "visitor_code")]
    [InlineData("null rate of orders.user_id jumped", "orders", "user_id")]
    [InlineData("null rate of events.who.customer_ref jumped", "events", "who.customer_ref")]
    [InlineData("null rate of events.context.place.country jumped", "events", "context.place.country")]
    public void A_name_of_the_schema_settles_what_the_words_leave_open(string sentence, string table, string columns)
    {
        var alert = SentenceInSchema.Settle(AlertReader.Read(sentence, Now), Schema);

        alert.Dataset.ShouldBe(table);
        string.Join(',', alert.Metric.Columns).ShouldBe(columns);
    }

    [Theory]
    [InlineData("null rate of order_id jumped", "orders, refunds have it")]
    [InlineData("null rate of nothing_here jumped", "names nothing_here but no table")]
    public void A_column_that_does_not_say_which_table_is_refused(string sentence, string says) =>
        Should.Throw<BadAlertException>(() => SentenceInSchema.Settle(AlertReader.Read(sentence, Now), Schema)).Message.ShouldContain(says);

    [Theory]
    [InlineData("row count of nothing_here dropped", "nothing_here")]
    [InlineData("orders and refunds dropped", "orders")]
    public void What_stays_open_is_left_as_it_was_read(string sentence, string dataset) =>
        SentenceInSchema.Settle(AlertReader.Read(sentence, Now), Schema).Dataset.ShouldBe(dataset);

    [Theory]
    [InlineData("row count dropped on 2026-01-10", "RowCount", "2026-01-10")]
    [InlineData("it is all broken", "orders, refunds", "for example")]
    public void A_sentence_without_a_table_is_told_what_was_understood_and_what_lacks(string sentence, string one, string other)
    {
        var refused = Should.Throw<BadAlertException>(() => SentenceInSchema.Settle(AlertReader.Read(sentence, Now), Schema));
        refused.Message.ShouldContain(one);
        refused.Message.ShouldContain(other);
        refused.Message.ShouldEndWith(".");
    }

    [Fact]
    public void An_alert_that_is_no_sentence_is_left_alone()
    {
        var alert = AlertReader.Read("""{"dataset":"nothing_here","anomaly_type":"row_count"}""", Now);

        SentenceInSchema.Settle(alert, Schema).ShouldBeSameAs(alert);
    }

    private static TableSchema Table(string name, params string[] columns) =>
        new(new TableName(null, null, name), [.. columns.Select(c => new ColumnSchema(c, LogicalType.String, "VARCHAR"))]);
}
