using System.Text.Json;
using Dataing.Bench.Incidents.Scoring;

namespace Dataing.Bench.Tests.Incidents;

public sealed class ConditionTestTests
{
    [Theory]
    [InlineData("abc", "=", "\"abc\"", true)]
    [InlineData("abc", "=", "\"ABC\"", false)]
    [InlineData("abc", "!=", "\"x\"", true)]
    [InlineData(null, "=", "\"abc\"", false)]
    [InlineData(null, "!=", "\"abc\"", false)]
    [InlineData(null, "=", "null", true)]
    [InlineData(null, "is_null", "null", true)]
    [InlineData("", "is_null", "null", false)]
    [InlineData("abc", "is_not_null", "null", true)]
    [InlineData("abc", "in", "[\"x\", \"abc\"]", true)]
    [InlineData(null, "in", "[\"x\", null]", true)]
    [InlineData("abc", "in", "\"abc\"", false)]
    [InlineData(4.5, ">=", "4.5", true)]
    [InlineData(4.5, "<", "4.5", false)]
    [InlineData(4.5, "<=", "\"4.50\"", true)]
    [InlineData(4.5, ">", "\"many\"", false)]
    [InlineData(0.1 + 0.2, "=", "0.3", true)]
    [InlineData(12L, "between", "[10, 12]", true)]
    [InlineData(13L, "between", "[10, 12]", false)]
    [InlineData(13L, "between", "[10]", false)]
    [InlineData(true, "=", "true", true)]
    [InlineData(true, "=", "\"TRUE\"", true)]
    [InlineData(false, "=", "1", false)]
    [InlineData("v8.15.2", "like", "\"v8.15%\"", true)]
    [InlineData("v8.15.2", "like", "\"v8_15_2\"", true)]
    [InlineData("v8.15.2", "like", "\"8.15%\"", false)]
    [InlineData("a.c", "like", "\"a.c\"", true)]
    [InlineData("abc", "like", "\"a.c\"", false)]
    [InlineData("trips_20260110", "prefix", "\"trips_\"", true)]
    [InlineData("abc", "resembles", "\"abc\"", false)]
    public void A_condition_holds_as_in_sql(object? cell, string op, string value, bool expected) =>
        ConditionTest.Holds(cell, new("column", op, JsonDocument.Parse(value).RootElement)).ShouldBe(expected);

    [Theory]
    [InlineData("=", "\"2026-01-10T13:00:00Z\"", true)]
    [InlineData("=", "\"2026-01-10T14:00:00+01:00\"", true)]
    [InlineData(">=", "\"2026-01-10\"", true)]
    [InlineData("<", "\"2026-01-10 13:00:00\"", false)]
    [InlineData("=", "1768050000", true)]
    [InlineData("=", "\"soon\"", false)]
    public void Times_compare_in_any_notation(string op, string value, bool expected) =>
        ConditionTest
            .Holds(new DateTime(2026, 1, 10, 13, 0, 0, DateTimeKind.Utc), new("at", op, JsonDocument.Parse(value).RootElement))
            .ShouldBe(expected);
}
