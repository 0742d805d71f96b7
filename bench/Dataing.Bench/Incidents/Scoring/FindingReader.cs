using System.Globalization;
using System.Text.Json;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>Reads a finding as any consumer of the JSON contract would; absent parts stay absent.</summary>
internal static class FindingReader
{
    public static Answer Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("A finding is one JSON object.");
        var cause = Part(root, "root_cause");
        var scope = Part(root, "scope");
        var metric = Part(root, "metric");
        var onset = Part(root, "onset");
        var cost = Part(root, "cost");
        return new Answer
        {
            Status = Text(root, "status") ?? "failed",
            Verdict = Text(root, "verdict") ?? "none",
            Mechanism = Text(cause, "mechanism"),
            Statement = Text(cause, "statement"),
            Culprit = Culprit(Part(cause, "culprit")),
            Confidence = Number(Part(root, "confidence"), "value") ?? 0,
            OnsetStart = Time(onset, "start"),
            OnsetEnd = Time(onset, "end"),
            Grain = Text(onset, "grain"),
            ScopeTable = Text(scope, "table"),
            Predicate = [.. Items(scope, "predicate").Select(Condition)],
            WholeTable = Part(scope, "whole_table").ValueKind == JsonValueKind.True,
            AffectedRows = Number(scope, "affected_rows"),
            Before = Number(metric, "before"),
            After = Number(metric, "after"),
            Unit = Text(metric, "unit"),
            Evidence = [.. Items(root, "evidence").Select(Evidence)],
            Queries = Number(cost, "queries") ?? 0,
            Seconds = Number(cost, "seconds") ?? 0,
            BytesScanned = Number(cost, "bytes_scanned") ?? 0,
        };
    }

    private static AnswerCulprit? Culprit(JsonElement culprit) =>
        culprit.ValueKind == JsonValueKind.Object
            ? new(Text(culprit, "kind"), Text(culprit, "table"), Text(culprit, "column"), Text(culprit, "value"))
            : null;

    private static AnswerCondition Condition(JsonElement condition) =>
        new(Text(condition, "column") ?? "", Text(condition, "op") ?? "", Part(condition, "value"));

    private static AnswerEvidence Evidence(JsonElement evidence) =>
        new(Text(evidence, "sql") ?? "", (long)(Number(evidence, "row_count") ?? 0), [.. Items(evidence, "rows")]);

    private static JsonElement Part(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var part) ? part : default;

    private static List<JsonElement> Items(JsonElement parent, string name)
    {
        var list = Part(parent, name);
        return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
    }

    private static string? Text(JsonElement parent, string name)
    {
        var part = Part(parent, name);
        return part.ValueKind switch
        {
            JsonValueKind.String => part.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => part.GetRawText(),
            _ => null,
        };
    }

    private static double? Number(JsonElement parent, string name) =>
        double.TryParse(Text(parent, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static DateTime? Time(JsonElement parent, string name) =>
        DateTimeOffset.TryParse(Text(parent, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : null;
}
