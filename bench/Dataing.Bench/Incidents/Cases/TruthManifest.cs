using System.Globalization;
using System.Text.Json.Nodes;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>The truth in a form that people and other programs can read; the scorer uses the rows in memory.</summary>
internal static class TruthManifest
{
    public static JsonObject Of(IncidentCase made)
    {
        var truth = made.Truth;
        var injection = truth.Injection;
        return new JsonObject
        {
            ["id"] = made.Id,
            ["seed"] = made.Seed,
            ["family"] = made.Family,
            ["label"] = made.Label,
            ["verdict"] = truth.Verdict,
            ["accepted_verdicts"] = Strings(truth.AcceptedVerdicts),
            ["mechanisms"] = Strings(truth.AcceptedMechanisms),
            ["story"] = injection.Story,
            ["alert"] = injection.Metric.Phrase,
            ["metric_kind"] = injection.Metric.Kind,
            ["alert_form"] = made.Alert.Form,
            ["onset"] = Time(injection.Window.Onset),
            ["other_onsets"] = Strings(injection.OtherOnsets.Select(Time)),
            ["end"] = Time(injection.Window.End),
            ["observed"] = Time(injection.Window.Observed),
            ["grain_hours"] = truth.Grain.TotalHours,
            ["predicate"] = injection.Segment.ToString(),
            ["whole_table"] = injection.Segment.IsWhole,
            ["rows_hit"] = truth.AcceptedRows[0].Count,
            ["rows_exposed"] = truth.AcceptedRows[1].Count,
            ["rows_missing"] = injection.Missing.Count,
            ["rows_in_window"] = truth.Universe.Count,
            ["rows_in_table"] = made.Warehouse.Fact.Table.Rows.Count,
            ["metric_before"] = truth.Metrics[0].Before[0],
            ["metric_after"] = truth.Metrics[0].After[0],
            ["metric_after_on_observed_day"] = truth.Metrics[0].After[1],
            ["shift_in_segment"] = Math.Round(truth.SegmentShift, 1),
            ["shift_in_table"] = Math.Round(truth.TableShift, 1),
            ["culprits"] = Strings(
                injection.Culprits.Select(c => string.Join(" / ", new[] { c.Table, c.Column, c.Value }.OfType<string>()))
            ),
            ["distractors"] = Strings(made.Distractors.Select(d => $"{d.Kind}: {d.Story}")),
            ["changes_given"] = made.Changes is not null,
            ["lineage_given"] = made.Lineage is not null,
        };
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => JsonValue.Create(v))]);
}
