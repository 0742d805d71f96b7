using Dataing.Core.Alerts;
using Dataing.Core.Intake;

namespace Dataing.Core.Tests.Alerts;

public sealed class AlertSentenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 14, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("null rate of orders.user_id jumped on 2026-01-10", "orders", "user_id")]
    [InlineData("null rate of user_id in orders jumped on 2026-01-10", "orders", "user_id")]
    [InlineData("orders.user_id has 15% nulls since 2026-01-10", "orders", "user_id")]
    [InlineData("NULLs in shop.public.orders.user_id, expected 0.1 %, actual 15 %", "shop.public.orders", "user_id")]
    [InlineData("null rate of user_id in public.orders", "public.orders", "user_id")]
    [InlineData("missing user_id in orders", "orders", "user_id")]
    [InlineData("orders.user_id has values that are missing in most rows", "orders", "user_id")]
    [InlineData("missing values in orders.user_id since 2026-01-10", "orders", "user_id")]
    [InlineData("column user_id of table orders is null far too often", "orders", "user_id")]
    [InlineData("the orders table has too many nulls in column user_id", "orders", "user_id")]
    [InlineData("orders: null rate of user_id is up", "orders", "user_id")]
    [InlineData("null_rate(user_id) in orders is 15%", "orders", "user_id")]
    [InlineData("null rate of \"Order Items\".\"User Id\" rose", "\"Order Items\"", "User Id")]
    [InlineData("share of NULL in `orders`.`user_id` is 15 %", "orders", "user_id")]
    public void Reads_null_rates(string sentence, string dataset, string column) =>
        Expect(sentence, AnomalyType.NullRate, dataset, null, column);

    [Theory]
    [InlineData("row count of orders dropped on 2026-01-10", "orders")]
    [InlineData("volume of events fell by 40%", "events")]
    [InlineData("orders has 20% fewer rows than usual", "orders")]
    [InlineData("rows of shop.public.orders dropped from 12,000 to 8,000", "shop.public.orders")]
    [InlineData("events volume down 40% on Jan 10", "events")]
    [InlineData("number of rows in events is 300 instead of 1000", "events")]
    [InlineData("daily volume of events by created_at dropped", "events")]
    [InlineData("missing rows in public.events", "public.events")]
    public void Reads_volumes(string sentence, string dataset) => Expect(sentence, AnomalyType.RowCount, dataset, null);

    [Theory]
    [InlineData("average of orders.amount where country = 'DE' jumped on 2026-01-10", "orders", "country = 'DE'")]
    [InlineData("null rate of orders.user_id rose for channel = web on 2026-01-10", "orders", "channel = 'web'")]
    [InlineData("avg(amount) of orders where country is DE and tier = 2 fell", "orders", "country = 'DE' AND tier = 2")]
    [InlineData("row count of orders where \"Ship To\" = 'New York' fell", "orders", "\"Ship To\" = 'New York'")]
    [InlineData("row count of orders where paid = true fell by 5 %", "orders", "paid = true")]
    [InlineData("duplicates in orders where the order is missing", "orders", null)]
    [InlineData("share of rows where platform = 'mobile' in events rose", "events", null)]
    public void Reads_the_rows_that_are_meant(string sentence, string dataset, string? filter)
    {
        var alert = AlertReader.Read(sentence, Now);
        alert.Dataset.ShouldBe(dataset);
        alert.Metric.Filter.ShouldBe(filter);
    }

    [Theory]
    [InlineData("too many zero values in orders.amount on 2026-01-10")]
    [InlineData("orders.amount is zero since 2026-01-10")]
    [InlineData("zeros in orders.amount rose on 2026-01-10")]
    public void Reads_zeros_as_the_share_of_the_value(string sentence)
    {
        Expect(sentence, AnomalyType.Distribution, "orders", "share", "amount");
        AlertReader.Read(sentence, Now).Metric.AcceptedValues.ShouldBe(["0"]);
    }

    [Theory]
    [InlineData("orders.status has new value 'CLOSED' since 2026-01-10")]
    [InlineData("new values in orders.status since 2026-01-10")]
    public void Reads_new_values_as_unexpected_ones(string sentence) => Expect(sentence, AnomalyType.Validity, "orders", null, "status");

    [Theory]
    [InlineData("duplicates in order_items", "order_items")]
    [InlineData("duplicate order_id in orders", "orders", "order_id")]
    [InlineData("duplicates in order_items on (order_id, product_id)", "order_items", "order_id", "product_id")]
    [InlineData("order_items has duplicated rows by order_id and product_id", "order_items", "order_id", "product_id")]
    [InlineData("orders.order_id is not unique", "orders", "order_id")]
    [InlineData("duplicate rate of public.order_items is 8%", "public.order_items")]
    public void Reads_duplicates(string sentence, string dataset, params string[] columns) =>
        Expect(sentence, AnomalyType.Duplicates, dataset, null, columns);

    [Theory]
    [InlineData("orphaned orders.user_id jumped on 2026-01-10", "orders", null, "user_id")]
    [InlineData("orders.user_id not found in users", "orders", "users", "user_id")]
    [InlineData("missing references from orders.user_id to users.id", "orders", "users.id", "user_id")]
    [InlineData("orphaned records in orders", "orders", null)]
    [InlineData("user_id in orders does not exist in users", "orders", "users", "user_id")]
    [InlineData("referential integrity of orders.user_id against users.user_id broke", "orders", "users.user_id", "user_id")]
    [InlineData("orders.user_id has values that are not in users since 2026-01-10", "orders", "users", "user_id")]
    [InlineData("orders.user_id is not in users on 2026-01-10", "orders", "users", "user_id")]
    [InlineData("orders.user_id has values that are missing in users since 2026-01-10", "orders", "users", "user_id")]
    public void Reads_orphans(string sentence, string dataset, string? parent, params string[] columns)
    {
        Expect(sentence, AnomalyType.ReferentialIntegrity, dataset, null, columns);
        AlertReader.Read(sentence, Now).Metric.References.ShouldBe(parent);
    }

    [Theory]
    [InlineData("freshness of events is 5 hours", "events", null, null)]
    [InlineData("events are late", "events", "lateness", null)]
    [InlineData("data in orders is stale", "orders", null, null)]
    [InlineData("late arriving rows in events on 2026-01-10", "events", "lateness", null)]
    [InlineData("freshness of events.loaded_at", "events", null, "loaded_at")]
    [InlineData("public.events has not been updated since 2026-01-10", "public.events", null, null)]
    public void Reads_freshness(string sentence, string dataset, string? aggregate, string? time)
    {
        Expect(sentence, AnomalyType.Freshness, dataset, aggregate);
        AlertReader.Read(sentence, Now).TimeColumn.ShouldBe(time);
    }

    [Theory]
    [InlineData("sum of orders.amount dropped", "sum", "orders", "amount")]
    [InlineData("average price of products fell on 2026-01-10", "mean", "products", "price")]
    [InlineData("mean of orders.amount", "mean", "orders", "amount")]
    [InlineData("average of amount in orders is 15, usually 30", "mean", "orders", "amount")]
    [InlineData("minimum of orders.amount is -3", "min", "orders", "amount")]
    [InlineData("max orders.amount jumped", "max", "orders", "amount")]
    [InlineData("median of events.latency_ms rose from 120 to 900", "median", "events", "latency_ms")]
    [InlineData("p95 of events.latency_ms rose", "quantile", "events", "latency_ms")]
    [InlineData("95th percentile of events.latency_ms rose", "quantile", "events", "latency_ms")]
    [InlineData("distinct values of users.country dropped", "distinct_count", "users", "country")]
    [InlineData("length of users.name dropped", "length", "users", "name")]
    [InlineData("share of 'mobile' in events.platform dropped", "share", "events", "platform")]
    [InlineData("share of mobile in events.platform dropped", "share", "events", "platform")]
    [InlineData("share of platform = 'mobile' in events", "share", "events", "platform")]
    [InlineData("share of events.platform = 'mobile' rose", "share", "events", "platform")]
    public void Reads_distributions(string sentence, string aggregate, string dataset, string column)
    {
        var alert = Expect(sentence, AnomalyType.Distribution, dataset, aggregate, column);
        alert.Metric.AcceptedValues.ShouldBe(aggregate == "share" ? ["mobile"] : []);
        alert.Metric.Quantile.ShouldBe(aggregate == "quantile" ? 0.95 : null);
    }

    [Theory]
    [InlineData("unexpected values in orders.status; accepted: new, paid, shipped", null, "orders", "status")]
    [InlineData("orders.status not in ('new', 'paid', 'shipped')", null, "orders", "status")]
    [InlineData("format of users.email broke on 2026-01-10", "format", "users", "email")]
    [InlineData("email in users does not match '^.+@.+$'", "format", "users", "email")]
    [InlineData("negative values in orders.amount", null, "orders", "amount")]
    [InlineData("values of orders.amount above 1000", null, "orders", "amount")]
    public void Reads_validity(string sentence, string? aggregate, string dataset, string column) =>
        Expect(sentence, AnomalyType.Validity, dataset, aggregate, column);

    [Fact]
    public void Reads_a_pattern_without_quotes()
    {
        var alert = Expect(
            "share of shops.zip that does not match ^[0-9]{5}$ rose from 0 to 1",
            AnomalyType.Validity,
            "shops",
            "format",
            "zip"
        );
        alert.Metric.Pattern.ShouldBe("^[0-9]{5}$");
        alert.Actual.ShouldBe(1);
    }

    [Theory]
    [InlineData("share of late rows in trips (loaded_at more than 2 hours after requested_at) jumped on 2025-09-29")]
    [InlineData("late rows in trips: loaded_at is more than 2 hours behind requested_at")]
    public void Reads_what_lateness_is_counted_from(string sentence)
    {
        var alert = Expect(sentence, AnomalyType.Freshness, "trips", "lateness", "loaded_at");
        alert.TimeColumn.ShouldBe("requested_at");
        alert.Metric.Threshold.ShouldBe(7200);
    }

    [Theory]
    [InlineData("avg(price) of products dropped on 2026-01-10", "avg(price)", "products")]
    [InlineData("sum(amount)/count(*) in payments fell", "sum(amount)/count(*)", "payments")]
    [InlineData("sum(amount) / nullif(count(*), 0) of shop.payments fell to 3", "sum(amount) / nullif(count(*), 0)", "shop.payments")]
    [InlineData(
        "100.0 * sum(case when status = 'ok' then 1 else 0 end) / count(*) in jobs",
        "100.0 * sum(case when status = 'ok' then 1 else 0 end) / count(*)",
        "jobs"
    )]
    public void Reads_expressions(string sentence, string expression, string dataset)
    {
        var alert = Expect(sentence, AnomalyType.MetricValue, dataset, null);
        alert.Metric.Kind.ShouldBe(MetricKind.SqlExpression);
        alert.Metric.Expression.ShouldBe(expression);
    }

    [Theory]
    [InlineData("schema of products changed on 2026-01-10", "products")]
    [InlineData("schema change in products", "products")]
    [InlineData("type of products.price changed", "products", "price")]
    [InlineData("products.price changed its type", "products", "price")]
    [InlineData("column price was dropped from products", "products", "price")]
    public void Reads_schema_changes(string sentence, string dataset, params string[] columns) =>
        Expect(sentence, AnomalyType.SchemaChange, dataset, null, columns);

    [Theory]
    [InlineData("null rate of orders.user_id went from 0.1% to 15%", 0.1, 15.0, "percent")]
    [InlineData("null rate of orders.user_id is 15 %, expected 0.1 %", 0.1, 15.0, "percent")]
    [InlineData("null rate of orders.user_id is 0.15 (usually 0.001)", 0.001, 0.15, null)]
    [InlineData("row count of orders: 8,000 instead of 12,000", 12000.0, 8000.0, null)]
    [InlineData("orders.amount average dropped to 3.5 on 2026-01-10", null, 3.5, null)]
    [InlineData("volume of events dropped by 40%", null, null, null)]
    [InlineData("events are 3 hours late", null, 10800.0, "seconds")]
    [InlineData("p99 of api.latency is 900, normally 120", 120.0, 900.0, null)]
    public void Reads_numbers(string sentence, double? expected, double? actual, string? unit)
    {
        var alert = AlertReader.Read(sentence, Now);
        (alert.Expected?.Value, alert.Actual, alert.Unit).ShouldBe((expected, actual, unit));
    }

    [Theory]
    [InlineData("on 2026-01-10", "2026-01-10T00:00Z", "2026-01-11T00:00Z", null)]
    [InlineData("on 10 January 2026", "2026-01-10T00:00Z", "2026-01-11T00:00Z", null)]
    [InlineData("on Jan 10th", "2026-01-10T00:00Z", "2026-01-11T00:00Z", null)]
    [InlineData("on December 30", "2025-12-30T00:00Z", "2025-12-31T00:00Z", null)]
    [InlineData("yesterday", "2026-01-13T00:00Z", "2026-01-14T00:00Z", null)]
    [InlineData("on 2026-01-10 at 14:00", "2026-01-10T14:00Z", "2026-01-10T15:00Z", null)]
    [InlineData("at 2026-01-10T14:05:00+02:00", null, null, "2026-01-10T12:05Z")]
    [InlineData("since 2026-01-10", "2026-01-10T00:00Z", null, null)]
    [InlineData("between 2026-01-10 and 2026-01-12", "2026-01-10T00:00Z", "2026-01-13T00:00Z", null)]
    public void Reads_times(string when, string? start, string? end, string? observed)
    {
        var window = AlertReader.Read($"row count of orders dropped {when}", Now).Window;
        (window?.Start, window?.End, window?.ObservedAt).ShouldBe((At(start), At(end), At(observed)));
    }

    [Theory]
    [InlineData("null rate of user_id jumped")]
    [InlineData("row count dropped")]
    public void Leaves_a_table_that_is_not_named_to_the_schema(string sentence) => AlertReader.Read(sentence, Now).Dataset.ShouldBeEmpty();

    [Fact]
    public void Says_that_it_is_empty() =>
        Should.Throw<UnreadableInputException>(() => AlertReader.Read("", Now)).Message.ShouldContain("The alert is empty");

    [Fact]
    public void Never_fails_otherwise_on_any_text()
    {
        string[] parts =
        [
            "null",
            "rate",
            "of",
            "orders.user_id",
            "\"",
            "`",
            "[",
            "(",
            "avg(",
            ")",
            "'",
            "2026-02-31",
            "9999-99-99",
            "%",
            "→",
            "\u001b[31m",
            "1e999",
            "from",
            "to",
            "#1",
            "$9",
            "\ud800",
            ".",
            "p95",
            "=",
            "in",
        ];
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var sentence = string.Join(
                random.Next(2) == 0 ? " " : "",
                Enumerable.Range(0, random.Next(1, 9)).Select(_ => parts[random.Next(parts.Length)])
            );
            try
            {
                AlertReader.Read(sentence, Now).Title.ShouldNotBeNull();
            }
            catch (UnreadableInputException e)
            {
                e.Message.ShouldEndWith(".");
            }
        }
    }

    private static DateTimeOffset? At(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static AnomalyAlert Expect(string sentence, AnomalyType type, string dataset, string? aggregate, params string[] columns)
    {
        var alert = AlertReader.Read(sentence, Now);
        alert.Type.ShouldBe(type);
        alert.Dataset.ShouldBe(dataset);
        alert.Metric.Aggregate.ShouldBe(aggregate);
        alert.Metric.Columns.ShouldBe(columns);
        return alert;
    }
}
