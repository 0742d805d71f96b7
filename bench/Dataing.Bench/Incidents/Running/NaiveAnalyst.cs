using System.Globalization;
using System.Text.Json;
using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;
using Dataing.Bench.Incidents.Scoring;

namespace Dataing.Bench.Incidents.Running;

/// <summary>
/// The floor: compares the observed day with the day before, blames the one dimension value with the largest contribution, and guesses the
/// mechanism from the kind of alert.
/// </summary>
internal static class NaiveAnalyst
{
    public static Answer Investigate(IncidentCase made)
    {
        var fact = made.Warehouse.Fact;
        var injection = made.Truth.Injection;
        var day = injection.Window.Observed;
        var today = fact.Table.Rows.Where(r => fact.TimeOf(r).Date == day).ToList();
        var yesterday = fact.Table.Rows.Where(r => fact.TimeOf(r).Date == day.AddDays(-1)).ToList();
        var metric = injection.Metric;
        var (before, after) = (metric.Of(yesterday), metric.Of(today));
        if (Math.Abs(after - before) < 0.1 * Math.Max(Math.Abs(before), 0.01))
            return new Answer
            {
                Status = "completed",
                Verdict = "false_alarm",
                Before = before,
                After = after,
                Confidence = 0.5,
            };
        var (column, value) = Largest(fact, metric, yesterday, today);
        var index = fact.Index(column);
        return new Answer
        {
            Status = "completed",
            Verdict = "root_cause",
            Mechanism = Guess(metric, after > before),
            Culprit = new("value", fact.Table.Name, column, value),
            Confidence = 0.5,
            OnsetStart = day,
            OnsetEnd = day.AddDays(1),
            Predicate = [new(column, "=", JsonSerializer.SerializeToElement(value))],
            AffectedRows = today.Count(r => Written(r[index]) == value),
            Before = before,
            After = after,
        };
    }

    private static (string Column, string Value) Largest(Fact fact, Metric metric, List<Row> yesterday, List<Row> today)
    {
        var best = (Column: fact.Dimensions[0], Value: "", Gain: double.MinValue);
        foreach (var column in fact.Table.Columns.Select(c => c.Name).Where(c => c != fact.EventTime))
        {
            var index = fact.Index(column);
            var (old, now) = (yesterday.ToLookup(r => Written(r[index])), today.ToLookup(r => Written(r[index])));
            var values = old.Select(g => g.Key).Union(now.Select(g => g.Key)).Where(v => v.Length > 0).ToList();
            if (values.Count is < 2 or > 60)
                continue;
            foreach (var value in values)
            {
                var (left, right) = (old[value].ToList(), now[value].ToList());
                var weight = metric.Additive ? 1 : right.Count / (double)Math.Max(1, today.Count);
                var gain = Math.Abs(metric.Of(right) - metric.Of(left)) * weight;
                if (gain > best.Gain)
                    best = (column, value, gain);
            }
        }
        return (best.Column, best.Value);
    }

    private static string Guess(Metric metric, bool rose) =>
        metric.Kind switch
        {
            "row_count" or "sum" => rose ? "duplicate_retry" : "segment_outage",
            "null_rate" => "segment_bad_values",
            "duplicates" => "duplicate_retry",
            "referential_integrity" => "orphaned_references",
            "freshness" => "late_arrival",
            "accepted_values" or "category_share" => "enum_renaming",
            "format" or "schema_change" => "schema_drift",
            "length" => "truncation",
            _ => "value_shift",
        };

    private static string Written(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
}
