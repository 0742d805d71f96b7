using System.Text.Json;
using Dataing.Core.Intake;

namespace Dataing.Core.Alerts;

/// <summary>Reads the canonical alert from JSON, in any of the spellings that monitors use; what it does not know it keeps as a label.</summary>
internal static class AlertJson
{
    private const string NoDataset =
        "The alert names no dataset; add \"dataset\": \"orders\" (the table's name) and, where one column is meant, \"columns\": [\"user_id\"].";

    public static AnomalyAlert Read(string text)
    {
        using var document = LooseObject.Parse(text, "alert");
        return Read(Unwrap(document.RootElement));
    }

    private static JsonElement Unwrap(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            root =
                root.GetArrayLength() == 1
                    ? root[0]
                    : throw new UnreadableInputException($"The file holds {root.GetArrayLength()} alerts; hand over one at a time.");
        if (root.ValueKind != JsonValueKind.Object)
            throw new UnreadableInputException(
                "The alert must be a JSON object such as {\"dataset\": \"orders\", \"anomaly_type\": \"row_count\"}."
            );
        var fields = new LooseObject(root, "alert");
        if (fields.Find("dataset", "datasetid", "datasetids", "table", "tablename", "model") is not null)
            return root;
        // A CloudEvents envelope, or an object whose only content is the alert.
        return
            fields.Find("data", "alert", "anomaly", "payload", "alerts", "anomalies", "incidents")
                is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inner
            ? Unwrap(inner)
            : root;
    }

    private static AnomalyAlert Read(JsonElement root)
    {
        var fields = new LooseObject(root, "alert");
        var (type, metric) = AlertJsonMetric.Read(fields);
        var dataset = DatasetOf(fields, metric, out var column);
        if (column is not null && metric.Columns.Count == 0)
            metric = metric with { Columns = [column] };
        var title = Bounded(fields.Text("title", "name", "summary", "checkname", "displayname"), 500);
        (type, metric) = AlertTitle.Refine(title, type, metric);
        var (expected, actual, unit) = AlertJsonValues.Read(fields, type);
        if (
            type == AnomalyType.Freshness
            && metric.Threshold is { } threshold
            && AlertWords.SecondsIn(fields.Text("thresholdunit", "unit")) is { } seconds
        )
            metric = metric with { Threshold = threshold * seconds };
        return new AnomalyAlert
        {
            Dataset = dataset,
            Type = type,
            Metric = metric,
            Expected = expected,
            Actual = actual,
            Unit = unit,
            Window = AlertJsonWindow.Read(fields),
            TimeColumn = fields.Text("timecolumn", "timestampcolumn", "timefield", "timestampfield", "loadedatfield", "datecolumn")
                is { } time
                ? MetricText.ColumnOf(time)
                : null,
            Grain = GrainOf(fields),
            Severity = AlertWords.SeverityOf(fields.Text("severity", "priority", "level")),
            Title = title,
            Description = Bounded(fields.Find("description", "message", "text", "details") is { } d ? LooseObject.TextOf(d) : null, 10_000),
            Source = fields.Find("source", "sourcesystem", "monitor") is { ValueKind: JsonValueKind.String } source
                ? LooseObject.TextOf(source) ?? "generic"
                : "generic",
            SourceAlertId = fields.Text("sourcealertid", "alertid", "id", "dedupkey"),
            SourceUrl = fields.Text("sourceurl", "url", "link"),
            Labels = LabelsOf(fields, type),
        };
    }

    private static string DatasetOf(LooseObject fields, MetricSpecification metric, out string? column)
    {
        column = null;
        if (
            fields.Find("dataset", "datasetid", "datasetids", "datasets", "table", "tablename", "tableid", "model", "relation")
            is not { } value
        )
            throw new UnreadableInputException(NoDataset);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            value = value[0];
        var dataset = value.ValueKind switch
        {
            JsonValueKind.String => LooseObject.TextOf(value),
            JsonValueKind.Object => OfParts(new LooseObject(value, "dataset")),
            _ => throw fields.Wrong("dataset", "a table's name or an object with a name", value),
        };
        if (string.IsNullOrEmpty(dataset))
            throw new UnreadableInputException(NoDataset);
        return dataset;
    }

    private static string? OfParts(LooseObject parts)
    {
        if (parts.Text("name", "table", "tablename", "identifier") is not { } name)
            return parts.Text("raw", "id", "fqn", "urn");
        string?[] all = [parts.Text("database", "catalog", "project"), parts.Text("schema", "namespace"), name];
        var given = all.OfType<string>().ToList();
        return given.Count == 1 ? name : DottedName.Join(given);
    }

    private static Grain? GrainOf(LooseObject fields)
    {
        if (fields.Find("grain", "granularity", "timegrain", "bucket", "interval", "timebucket") is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return null;
        var text = LooseObject.TextOf(value) ?? throw fields.Wrong("grain", "minute, hour, day, week or month", value);
        return AlertWords.GrainOf(text)
            ?? throw new UnreadableInputException($"The grain \"{text}\" is not known; write minute, hour, day, week or month.");
    }

    private static string? Bounded(string? text, int length) => text is null ? null : PlainText.Clean(text, length);

    private static Dictionary<string, string> LabelsOf(LooseObject fields, AnomalyType type)
    {
        var labels = new Dictionary<string, string>();
        if (fields.Find("labels", "metadata", "meta") is { ValueKind: JsonValueKind.Object } given)
            foreach (var label in given.EnumerateObject().Take(100))
                if (LooseObject.TextOf(label.Value) is { } text)
                    labels[PlainText.Clean(label.Name, 200)] = Bounded(text, 1_000) ?? "";
        if (fields.Texts("tags") is { Count: > 0 } tags)
            labels.TryAdd("tags", string.Join(", ", tags.Take(50)));
        if (fields.Texts("owners", "owner") is { Count: > 0 } owners)
            labels.TryAdd("owners", string.Join(", ", owners.Take(50)));
        if (type == AnomalyType.Unknown && fields.Text("anomalytype", "checktype") is { } word)
            labels.TryAdd("anomaly_type", word);
        return labels;
    }
}
