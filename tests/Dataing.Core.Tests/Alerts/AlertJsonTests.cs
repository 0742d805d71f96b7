using Dataing.Core.Alerts;
using Dataing.Core.Intake;

namespace Dataing.Core.Tests.Alerts;

public sealed class AlertJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 14, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reads_the_canonical_alert()
    {
        var alert = Read(
            """
            {
              "source": "soda", "sourceAlertId": "a-1", "sourceUrl": "https://soda.example/a-1", "severity": "P1", "title": "Nulls\u001b[31m in orders",
              "dataset": {"platform": "postgres", "database": "shop", "schema": "public", "name": "orders", "raw": "shop/public/orders"},
              "columns": ["user_id"], "metric": {"kind": "column", "expression": "user_id", "displayName": "null rate"},
              "anomalyType": "null_rate", "expected": {"value": 0.001, "operator": "<="}, "actual": {"value": 0.15},
              "window": {"start": "2026-01-10T00:00:00Z", "end": "2026-01-11T00:00:00Z", "observedAt": "2026-01-11T06:00:00+02:00"},
              "timeColumn": "created_at", "grain": "hour", "tags": ["pii"], "raw": {"anything": [1, 2]}, "unheardOf": {"x": 1}
            }
            """
        );
        alert.Dataset.ShouldBe("shop.public.orders");
        alert.Type.ShouldBe(AnomalyType.NullRate);
        alert.Metric.Columns.ShouldBe(["user_id"]);
        (alert.Expected?.Value, alert.Expected?.Operator, alert.Actual).ShouldBe((0.001, "<=", 0.15));
        alert.Window.ShouldBe(new AlertWindow(At("2026-01-10"), At("2026-01-11"), At("2026-01-11T04:00:00Z"), null));
        (alert.TimeColumn, alert.Grain, alert.Severity).ShouldBe(("created_at", Grain.Hour, Severity.Critical));
        alert.Title.ShouldBe("Nulls[31m in orders");
        alert.Labels["tags"].ShouldBe("pii");
    }

    [Theory]
    [InlineData(
        """{"dataset_id":"orders","metric_spec":{"metric_type":"column","expression":"user_id","columns_referenced":["user_id"]},"anomaly_type":"null_rate","expected_value":0.001,"actual_value":0.15,"anomaly_date":"2026-01-10","severity":"high"}"""
    )]
    [InlineData(
        """{"dataset":"orders","metric":"null_rate","columns":["user_id"],"expected":"0.1 %","actual":"15%","date":"2026-01-10"}"""
    )]
    [InlineData("""{"table":"orders","column":"user_id","check":"not_null","observed_at":"2026-01-10"}""")]
    [InlineData("""{"dataset":"orders","metric":"null_rate(user_id)","window":"2026-01-10"}""")]
    [InlineData("""{"dataset":"orders","metric":"orders.user_id","anomalyType":"null_rate","window":{"observed_at":"2026-01-10"}}""")]
    [InlineData(
        """{"dataset":"orders","metric":{"kind":"null_rate","column":"user_id"},"window":{"start":"2026-01-10","end":"2026-01-10"}}"""
    )]
    [InlineData(
        """{"specversion":"1.0","id":"7","source":"x","type":"alert","data":{"dataset":"orders","anomalyType":"nulls","columns":"user_id","date":"2026-01-10",},}"""
    )]
    [InlineData("""[{"alert":{"Dataset":"orders","Anomaly-Type":"Null Rate","Column Name":"user_id","day":"2026-01-10"}}]""")]
    public void Reads_many_spellings_of_one_alert(string json)
    {
        var alert = Read(json);
        (alert.Dataset, alert.Type).ShouldBe(("orders", AnomalyType.NullRate));
        alert.Metric.Columns.ShouldBe(["user_id"]);
        (alert.Window?.Start, alert.Window?.End).ShouldBe((At("2026-01-10"), At("2026-01-11")));
    }

    [Theory]
    [InlineData("""{"dataset":"t","metric":"avg(price)"}""", AnomalyType.MetricValue, MetricKind.SqlExpression, "avg(price)", null)]
    [InlineData(
        """{"dataset":"t","metric":{"kind":"sql_expression","expression":"sum(a)/count(*)"}}""",
        AnomalyType.MetricValue,
        MetricKind.SqlExpression,
        "sum(a)/count(*)",
        null
    )]
    [InlineData(
        """{"dataset":"t","anomaly_type":"distribution","metric":{"aggregate":"avg","column":"price"}}""",
        AnomalyType.Distribution,
        MetricKind.Column,
        null,
        "mean"
    )]
    [InlineData(
        """{"dataset":"t","metric":{"name":"p95","column":"price"}}""",
        AnomalyType.Distribution,
        MetricKind.Column,
        null,
        "quantile"
    )]
    [InlineData("""{"dataset":"t","metric":"median(price)"}""", AnomalyType.Distribution, MetricKind.Column, null, "median")]
    [InlineData(
        """{"dataset":"t","metric":{"kind":"dbt_metric","expression":"revenue"}}""",
        AnomalyType.Unknown,
        MetricKind.DbtMetric,
        "revenue",
        null
    )]
    [InlineData(
        """{"dataset":"t","metric":{"kind":"description","expression":"people who came back"}}""",
        AnomalyType.Unknown,
        MetricKind.Description,
        "people who came back",
        null
    )]
    [InlineData("""{"dataset":"t","type":"row_count"}""", AnomalyType.RowCount, MetricKind.Column, null, null)]
    [InlineData("""{"dataset":"t","anomaly_type":"late_arriving"}""", AnomalyType.Freshness, MetricKind.Column, null, "lateness")]
    [InlineData(
        """{"dataset":"t","anomaly_type":"validity","metric":{"column":"price","pattern":"^[0-9]+$"}}""",
        AnomalyType.Validity,
        MetricKind.Column,
        null,
        null
    )]
    public void Reads_metrics(string json, AnomalyType type, MetricKind kind, string? expression, string? aggregate)
    {
        var alert = Read(json);
        (alert.Type, alert.Metric.Kind, alert.Metric.Expression, alert.Metric.Aggregate).ShouldBe((type, kind, expression, aggregate));
    }

    /// <summary>U+FFFD is what broken text turns into, and so what a monitor looks for.</summary>
    [Fact]
    public void A_pattern_keeps_the_letter_that_stands_for_broken_text()
    {
        var pattern = Read("""{"dataset":"t","metric":{"column":"name","pattern":"^[^\ufffd\u202e\u0007]*$"}}""").Metric.Pattern;
        pattern.ShouldBe("^[^\uFFFD]*$");
    }

    [Fact]
    public void Reads_what_validity_and_references_need()
    {
        var validity = Read("""{"dataset":"t","metric":{"column":"status","accepted_values":["new",1,true]},"threshold":0.05}""");
        validity.Type.ShouldBe(AnomalyType.Validity);
        validity.Metric.AcceptedValues.ShouldBe(["new", "1", "true"]);
        validity.Metric.Threshold.ShouldBe(0.05);
        Read("""{"dataset":"t","column":"user_id","references":{"table":"users","column":"id"}}""").Metric.References.ShouldBe("users.id");
        Read("""{"dataset":"t","anomaly_type":"freshness","expected":{"upper":2,"unit":"hours"},"actual":5}""")
            .Expected?.Upper.ShouldBe(7200);
    }

    [Fact]
    public void Reads_a_time_in_the_zone_of_the_alert() =>
        Read("""{"dataset":"t","window":{"observedAt":"2026-07-10","timezone":"+02:00"}}""")
            .Window?.Start.ShouldBe(At("2026-07-09T22:00:00Z"));

    [Theory]
    [InlineData("{}", "names no dataset")]
    [InlineData("""{"anomaly_type":"row_count"}""", "names no dataset")]
    [InlineData("""{"dataset":{"platform":"x"}}""", "names no dataset")]
    [InlineData("""{"dataset":["a"],"columns":[{"x":1}]}""", "columns must be a list of texts")]
    [InlineData("""{"dataset":7.5e3,"x""", "not valid JSON at line 1")]
    [InlineData("""{"dataset":true}""", "dataset must be")]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("""[{"dataset":"a"},{"dataset":"b"}]""", "holds 2 alerts")]
    [InlineData("""{"dataset":"t","metric":[1]}""", "metric must be")]
    [InlineData("""{"dataset":"t","actual":[1]}""", "actual must be a number")]
    [InlineData("""{"dataset":"t","window":"soon"}""", "\"soon\", which is no time")]
    [InlineData("""{"dataset":"t","observed_at":"2026-02-31"}""", "no time")]
    [InlineData("""{"dataset":"t","window":{"start":"2026-01-11","end":"2026-01-09"}}""", "ends before it starts")]
    [InlineData("""{"dataset":"t","window":{"observedAt":"2026-01-10","timezone":"Mars/Base"}}""", "time zone \"Mars/Base\"")]
    [InlineData("""{"dataset":"t","grain":"fortnight"}""", "minute, hour, day, week or month")]
    [InlineData("""{"dataset":"t","expected":{"value":{}}}""", "value must be a number")]
    public void Refuses_with_a_sentence_that_says_what_to_do(string json, string hint)
    {
        var refusal = Should.Throw<UnreadableInputException>(() => Read(json)).Message;
        refusal.ShouldContain(hint);
        refusal.ShouldEndWith(".");
    }

    [Fact]
    public void Refuses_what_is_too_large() =>
        Should
            .Throw<UnreadableInputException>(() => Read($$"""{"dataset":"{{new string('x', 1 << 20)}}"}"""))
            .Message.ShouldContain("larger than 1024 KiB");

    [Fact]
    public void Refuses_what_is_nested_too_deep() =>
        Should.Throw<UnreadableInputException>(() => Read("{\"a\":" + new string('[', 5000))).Message.ShouldContain("not valid JSON");

    [Fact]
    public void Takes_a_lone_surrogate_for_what_it_is() => Should.NotThrow(() => Read("""{"dataset":"t","title":"x\ud800y"}""").Title);

    private static AnomalyAlert Read(string json) => AlertReader.Read(json, Now);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
