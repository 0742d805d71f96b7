using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>Writes an alert as monitors do: in full, barely, or as a sentence.</summary>
internal static class AlertForms
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="draw">Chooses the form.</param>
    /// <param name="fact">The watched table.</param>
    /// <param name="injection">What was done.</param>
    /// <param name="before">The metric's usual value.</param>
    /// <param name="after">What the monitor saw, or says it saw.</param>
    public static AlertText Write(Draw draw, Fact fact, Injection injection, double before, double after)
    {
        if (injection.Metric.Additive)
        {
            var (start, end) = Span(injection);
            (before, after) = (before * (end - start).TotalDays, after * (end - start).TotalDays);
        }
        var choice = draw.Below(3);
        // A sentence or a sparse alert cannot carry an accepted list or a pattern; a bare one would be guesswork.
        if (choice == 1 && injection.Metric.Kind is "format" or "custom_sql")
            choice = 0;
        return choice switch
        {
            0 => new("full", "alert.json", Full(draw, fact, injection, before, after).ToJsonString(Indented)),
            1 => new("sparse", "alert.json", Sparse(fact, injection).ToJsonString(Indented)),
            _ => new("sentence", "alert.txt", Sentence(draw, injection, before, after)),
        };
    }

    private static JsonObject Full(Draw draw, Fact fact, Injection injection, double before, double after)
    {
        var metric = injection.Metric;
        // The bounds leave out what was seen, or the monitor would not have fired.
        var margin = Math.Abs(after - before) * draw.Uniform(0.3, 0.6);
        var specification = new JsonObject
        {
            ["kind"] = metric.Expression is null ? "column" : "sql_expression",
            ["displayName"] = metric.Phrase,
        };
        Set(specification, "expression", metric.Expression);
        Set(specification, "aggregate", metric.Aggregate);
        Set(specification, "quantile", metric.Quantile);
        Set(specification, "pattern", metric.Pattern);
        Set(specification, "references", metric.References);
        Set(specification, "threshold", metric.Threshold);
        if (metric.AcceptedValues.Count > 0)
            specification["acceptedValues"] = Strings(metric.AcceptedValues);
        var (start, end) = Span(injection);
        var alert = new JsonObject
        {
            ["source"] = "generic",
            ["sourceAlertId"] = draw.Hex(8),
            ["status"] = "firing",
            ["severity"] = "error",
            ["title"] = metric.Phrase,
            ["dataset"] = new JsonObject { ["name"] = fact.Table.Name, ["raw"] = fact.Table.Name },
            ["columns"] = Strings(metric.Columns),
            ["metric"] = specification,
            ["anomalyType"] = metric.AnomalyType,
            ["expected"] = new JsonObject
            {
                ["lower"] = Round(Math.Max(before - margin, before >= 0 ? 0 : double.MinValue)),
                ["upper"] = Round(before + margin),
            },
            ["actual"] = new JsonObject { ["value"] = Round(after) },
            ["window"] = new JsonObject
            {
                ["start"] = Iso(start),
                ["end"] = Iso(end),
                ["observedAt"] = Iso(end.AddMinutes(draw.Between(20, 300))),
                ["timezone"] = "UTC",
            },
        };
        if (draw.Chance(0.5))
            alert["timeColumn"] = fact.EventTime;
        if (draw.Chance(0.5) && end - start == TimeSpan.FromDays(1))
            alert["grain"] = "day";
        return alert;
    }

    private static JsonObject Sparse(Fact fact, Injection injection)
    {
        var metric = injection.Metric;
        var alert = new JsonObject
        {
            ["dataset"] = new JsonObject { ["name"] = fact.Table.Name },
            ["anomalyType"] = metric.AnomalyType,
            ["window"] = new JsonObject { ["observedAt"] = Day(injection.Window.Observed) },
        };
        if (metric.Columns.Count > 0)
            alert["columns"] = Strings(metric.Columns);
        if (metric.Aggregate is not null || metric.AcceptedValues.Count > 0)
        {
            var specification = new JsonObject { ["kind"] = "column" };
            Set(specification, "aggregate", metric.Aggregate);
            Set(specification, "quantile", metric.Quantile);
            Set(specification, "threshold", metric.Threshold);
            if (metric.AcceptedValues.Count > 0)
                specification["acceptedValues"] = Strings(metric.AcceptedValues);
            alert["metric"] = specification;
        }
        return alert;
    }

    private static string Sentence(Draw draw, Injection injection, double before, double after)
    {
        var (start, end) = Span(injection);
        var when = end - start > TimeSpan.FromDays(1.5) ? $"from {Day(start)} to {Day(end.AddDays(-1))}" : $"on {Day(start)}";
        var rose = after >= before;
        var phrase = injection.Metric.Phrase;
        if (injection.Metric.Kind == "schema_change")
            return $"{phrase} changed {when}";
        return draw.Below(3) switch
        {
            0 => $"{phrase} {(rose ? "jumped" : "dropped")} {when}",
            1 => $"{phrase} is {Number(after)} {when}, expected about {Number(before)}",
            _ =>
                $"{char.ToUpperInvariant(phrase[0])}{phrase[1..]} {(rose ? "rose" : "fell")} from {Number(before)} to {Number(after)} {when}.",
        };
    }

    /// <summary>The stretch the monitor looked at: one day, but for a rewritten block.</summary>
    private static (DateTime Start, DateTime End) Span(Injection injection) =>
        injection.OtherOnsets.Count > 0 && injection.Trigger?.Kind == "backfill"
            ? (injection.Window.Onset, injection.Window.End)
            : (injection.Window.Observed, injection.Window.Observed.AddDays(1));

    private static void Set(JsonObject target, string name, object? value)
    {
        if (value is not null)
            target[name] = JsonSerializer.SerializeToNode(value);
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => JsonValue.Create(v))]);

    private static double Round(double value) =>
        value == 0 ? 0 : Math.Round(value, Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12));

    private static string Number(double value) => Round(value).ToString("0.######", CultureInfo.InvariantCulture);

    private static string Iso(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
