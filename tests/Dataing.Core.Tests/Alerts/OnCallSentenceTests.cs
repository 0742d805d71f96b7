using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Intake;

namespace Dataing.Core.Tests.Alerts;

/// <summary>Alerts as people on call write them, each read with the tables at hand.</summary>
public sealed class OnCallSentenceTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Now = new(2026, 1, 14, 9, 0, 0, TimeSpan.Zero);

    private static readonly SchemaSnapshot Schema = new([
        Table(null, "orders", "order_id", "user_id", "status", "amount", "total_amount", "country", "created_at"),
        Table(null, "order_items", "order_item_id", "order_id", "product_id", "quantity"),
        Table(null, "events", "event_id", "user_id", "platform", "occurred_at", "loaded_at"),
        Table(null, "users", "id", "email", "country"),
        Table(null, "products", "product_id", "price", "discount_pct"),
        Table(null, "requests", "id", "latency", "at"),
        Table(null, "Aufträge", "Auftrags_Nr", "Kunden_Nr", "angelegt_am"),
        Table("crm", "contacts", "customer_email", "created_at"),
    ]);

    [Theory]
    [InlineData("orders.user_id is null for 15% of rows since yesterday 14:00", "NullRate", "orders", "user_id")]
    [InlineData("nulls in user_id of orders", "NullRate", "orders", "user_id")]
    [InlineData("user_id in orders is empty for half the rows", "NullRate", "orders", "user_id")]
    [InlineData("too many NULL user_ids in orders since Monday", "NullRate", "orders", "user_id")]
    [InlineData("missing user ids in orders", "NullRate", "orders", "user_id")]
    [InlineData("share of missing user_id in orders went up sharply", "NullRate", "orders", "user_id")]
    [InlineData("the rate of blank user_id in orders rose", "NullRate", "orders", "user_id")]
    [InlineData("spike in null customer_email on table crm.contacts in week 2026-W02", "NullRate", "crm.contacts", "customer_email")]
    [InlineData("null spike in `orders`.`user_id` at 2026-01-10T14:00:00+01:00", "NullRate", "orders", "user_id")]
    [InlineData("Null-Rate of \"Aufträge\".\"Kunden_Nr\" jumped on 10. Januar 2026", "NullRate", "Aufträge", "Kunden_Nr")]
    [InlineData("crm.contacts null % for column customer_email = 15.2 (threshold 1)", "NullRate", "crm.contacts", "customer_email")]
    [InlineData("row count of events fell 40%", "RowCount", "events", "")]
    [InlineData("why are there fewer orders on 2026-01-10?", "RowCount", "orders", "")]
    [InlineData("Why did orders drop last week?", "RowCount", "orders", "")]
    [InlineData("orders dropped by half this morning", "RowCount", "orders", "")]
    [InlineData("no new rows in events since 3am", "RowCount", "events", "")]
    [InlineData("the orders table has no rows for 2026-01-12", "RowCount", "orders", "")]
    [InlineData("we got twice as many orders as usual on Saturday", "RowCount", "orders", "")]
    [InlineData("orders doubled on 10.01.2026", "RowCount", "orders", "")]
    [InlineData("orders count for Jan 10th is 8000, expected 12000", "RowCount", "orders", "")]
    [InlineData("row count of Aufträge fell on 2026-01-10", "RowCount", "Aufträge", "")]
    [InlineData("Monte Carlo: Volume anomaly in prod.analytics.events", "RowCount", "prod.analytics.events", "")]
    [InlineData(
        "anomaly detected: row_count for table crm.contacts is 120 (expected between 900 and 1100)",
        "RowCount",
        "crm.contacts",
        ""
    )]
    [InlineData("duplicate order ids in orders", "Duplicates", "orders", "order_id")]
    [InlineData("orders.order_id has dupes", "Duplicates", "orders", "order_id")]
    [InlineData("avg(amount) in orders up", "MetricValue", "orders", "")]
    [InlineData("count(distinct user_id) in events fell on Jan 10", "MetricValue", "events", "")]
    [InlineData("freshness of events > 6h", "Freshness", "events", "")]
    [InlineData("events table is stale, last row 2026-01-13 02:00", "Freshness", "events", "")]
    [InlineData("data for events arrives 5 hours late", "Freshness", "events", "")]
    [InlineData("events delayed by 3h today", "Freshness", "events", "")]
    [InlineData("loaded_at lag in events is 4 hours", "Freshness", "events", "")]
    [InlineData("events haven't arrived since 06:00", "Freshness", "events", "")]
    [InlineData("orders: unexpected values in status", "Validity", "orders", "status")]
    [InlineData("orders.status contains unknown value 'refundd'", "Validity", "orders", "status")]
    [InlineData("orders.amount has negative values", "Validity", "orders", "amount")]
    [InlineData("email format invalid in users.email", "Validity", "users", "email")]
    [InlineData("users.email fails regex ^[^@]+@[^@]+$", "Validity", "users", "email")]
    [InlineData("foreign key violations orders.user_id -> users.id", "ReferentialIntegrity", "orders", "user_id")]
    [InlineData("orphan order_items: order_id not in orders", "ReferentialIntegrity", "order_items", "order_id")]
    [InlineData("orders referencing missing users", "ReferentialIntegrity", "orders", "")]
    [InlineData("p99 latency of requests above 900ms since 2026-01-13 22:00 UTC", "Distribution", "requests", "latency")]
    [InlineData("sum of total_amount in orders is 12% lower than last week", "Distribution", "orders", "total_amount")]
    [InlineData("mean of orders.amount is 3 standard deviations below normal", "Distribution", "orders", "amount")]
    [InlineData("orders.amount: average 12.3, was 45.1", "Distribution", "orders", "amount")]
    [InlineData("distinct count of user_id in events dropped to 10", "Distribution", "events", "user_id")]
    [InlineData("share of country = 'DE' in orders went from 20% to 2%", "Distribution", "orders", "country")]
    [InlineData("schema changed in products", "SchemaChange", "products", "")]
    [InlineData("column price disappeared from products", "SchemaChange", "products", "price")]
    [InlineData("new column in products: discount_pct", "SchemaChange", "products", "discount_pct")]
    [InlineData("price in products is now text", "SchemaChange", "products", "price")]
    [InlineData("products.price type changed from numeric to varchar", "SchemaChange", "products", "price")]
    [InlineData("[FIRING:1] OrdersNulls (table=orders column=user_id severity=critical)", "Unknown", "orders", "user_id")]
    [InlineData("something is wrong with orders", "Unknown", "orders", "")]
    [InlineData("orders look weird since yesterday", "Unknown", "orders", "")]
    public void Understands(string sentence, string type, string table, string column)
    {
        var alert = SentenceInSchema.Settle(AlertReader.Read(sentence, Now), Schema);
        (alert.Type.ToString(), alert.Dataset, string.Join(',', alert.Metric.Columns)).ShouldBe((type, table, column));
    }

    [Theory]
    [InlineData("since yesterday 14:00", "2026-01-13T14:00Z", null, null)]
    [InlineData("since yesterday at 14:00", "2026-01-13T14:00Z", null, null)]
    [InlineData("yesterday at 2 pm", "2026-01-13T14:00Z", "2026-01-13T15:00Z", null)]
    [InlineData("since 3am", "2026-01-14T03:00Z", null, null)]
    [InlineData("since 22:00", "2026-01-13T22:00Z", null, null)]
    [InlineData("at 06:30", null, null, "2026-01-14T06:30Z")]
    [InlineData("since Monday", "2026-01-12T00:00Z", null, null)]
    [InlineData("on Wednesday", "2026-01-14T00:00Z", "2026-01-15T00:00Z", null)]
    [InlineData("last Wednesday", "2026-01-07T00:00Z", "2026-01-08T00:00Z", null)]
    [InlineData("last week", "2026-01-05T00:00Z", "2026-01-12T00:00Z", null)]
    [InlineData("in week 2026-W02", "2026-01-05T00:00Z", "2026-01-12T00:00Z", null)]
    [InlineData("over the weekend", "2026-01-10T00:00Z", "2026-01-12T00:00Z", null)]
    [InlineData("last night", "2026-01-13T18:00Z", "2026-01-14T06:00Z", null)]
    [InlineData("the day before yesterday", "2026-01-12T00:00Z", "2026-01-13T00:00Z", null)]
    [InlineData("3 days ago", "2026-01-11T00:00Z", "2026-01-12T00:00Z", null)]
    [InlineData("2 hours ago", null, null, "2026-01-14T07:00Z")]
    [InlineData("in the last 24 hours", "2026-01-13T09:00Z", "2026-01-14T09:00Z", null)]
    [InlineData("on 10.01.2026", "2026-01-10T00:00Z", "2026-01-11T00:00Z", null)]
    [InlineData("on 10. Januar 2026", "2026-01-10T00:00Z", "2026-01-11T00:00Z", null)]
    [InlineData("on 25/12/2025", "2025-12-25T00:00Z", "2025-12-26T00:00Z", null)]
    [InlineData("on 12/25/2025", "2025-12-25T00:00Z", "2025-12-26T00:00Z", null)]
    [InlineData("on Jan 10th", "2026-01-10T00:00Z", "2026-01-11T00:00Z", null)]
    [InlineData("between 2026-01-10 14:00 and 2026-01-11 06:00", "2026-01-10T14:00Z", "2026-01-11T06:00Z", null)]
    [InlineData("at 2026-01-10T14:05:00+02:00", null, null, "2026-01-10T12:05Z")]
    public void Understands_when(string when, string? start, string? end, string? observed)
    {
        var window = AlertReader.Read($"row count of orders dropped {when}", Now).Window.ShouldNotBeNull();
        (window.Start, window.End, window.ObservedAt).ShouldBe((At(start), At(end), At(observed)));
    }

    [Theory]
    [InlineData("orders.amount: average 12.3, was 45.1", 45.1, 12.3)]
    [InlineData("orders count 8k vs 12k expected on 2026-01-10", null, 8_000.0)]
    [InlineData("row count of orders is 8k, expected 12.5k", 12_500.0, 8_000.0)]
    [InlineData("mean of orders.amount is 3 standard deviations below normal", null, null)]
    [InlineData("events delayed by 3h today", null, null)]
    public void Understands_numbers(string sentence, double? expected, double? actual)
    {
        var alert = AlertReader.Read(sentence, Now);
        if (expected is not null)
            alert.Expected.ShouldNotBeNull().Value.ShouldBe(expected);
        alert.Actual.ShouldBe(actual);
    }

    [Fact]
    public void A_bound_of_freshness_is_in_seconds()
    {
        var alert = AlertReader.Read("freshness of events > 6h", Now);
        (alert.Expected.ShouldNotBeNull().Upper, alert.Unit).ShouldBe((21_600, "seconds"));
    }

    [Theory]
    [InlineData("orders dropped on 03/04/2026", "03/04/2026")]
    [InlineData("orders dropped between 1/2/2026 and 1/3/2026", "1/2/2026")]
    public void A_day_that_can_be_read_in_two_ways_is_asked_about(string sentence, string day)
    {
        var refused = Should.Throw<UnreadableInputException>(() => AlertReader.Read(sentence, Now));
        refused.Message.ShouldContain(day);
        refused.Message.ShouldContain("two ways");
    }

    [Fact]
    public void Nobody_means_the_average_of_a_key() =>
        SentenceInSchema
            .Settle(AlertReader.Read("average order value in orders fell from 85 to 60", Now), Schema)
            .Metric.Columns.ShouldNotContain("order_id");

    private static DateTimeOffset? At(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TableSchema Table(string? schema, string name, params string[] columns) =>
        new(new TableName(null, schema, name), [.. columns.Select(c => new ColumnSchema(c, LogicalType.String, "VARCHAR"))]);
}
