using System.Text.Json;

namespace Dataing.Demo.Scoring;

/// <summary>What a finding says, read from its JSON contract.</summary>
internal sealed class FindingClaim(JsonElement finding)
{
    public string? Verdict => Text(finding, "verdict");

    public string? Mechanism => Text(Child(finding, "root_cause"), "mechanism");

    public string CulpritText => Child(Child(finding, "root_cause"), "culprit")?.GetRawText() ?? "missing";

    public string OnsetText => Child(finding, "onset")?.GetRawText() ?? "missing";

    public string ScopeText => Child(Child(finding, "scope"), "predicate")?.GetRawText() ?? "missing";

    public bool WholeTable => Child(Child(finding, "scope"), "whole_table")?.GetBoolean() ?? false;

    public IReadOnlyList<JsonElement> Conditions =>
        Child(Child(finding, "scope"), "predicate") is { } predicate ? [.. predicate.EnumerateArray()] : [];

    /// <summary>The same object, or one of its other names.</summary>
    public bool Blames(IncidentManifest truth)
    {
        var culprit = Child(Child(finding, "root_cause"), "culprit");
        var value = Text(culprit, "value");
        if (truth.Culprit is not { } guilty)
            return culprit is null;
        if (value is not null && truth.CulpritAliases.Contains(value, StringComparer.OrdinalIgnoreCase))
            return true;

        return Names(culprit, guilty) || (truth.CulpritAlso is { } also && Names(culprit, also) && Text(culprit, "column") == also.Column);
    }

    /// <summary>The claimed interval and the true one have a moment in common, and the claim is at most two grains wide.</summary>
    public bool OnsetMeets(DemoInterval? truth)
    {
        if (Child(finding, "onset") is not { } onset || truth is null)
            return false;

        var start = onset.GetProperty("start").GetDateTimeOffset();
        var end = onset.GetProperty("end").GetDateTimeOffset();
        var widest = Text(onset, "grain") switch
        {
            "minute" => TimeSpan.FromMinutes(2),
            "hour" => TimeSpan.FromHours(2),
            _ => TimeSpan.FromDays(2),
        };
        return start <= truth.End && end >= truth.Start && end - start <= widest;
    }

    private static bool Names(JsonElement? culprit, DemoCulprit guilty) =>
        Same(Text(culprit, "table"), guilty.Table)
        && (guilty.Value is null || (Same(Text(culprit, "value"), guilty.Value) && Same(Text(culprit, "column"), guilty.Column)));

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(name, out var child)
        && child.ValueKind != JsonValueKind.Null
            ? child
            : null;

    private static string? Text(JsonElement? parent, string name) =>
        Child(parent, name) is { } child ? (child.ValueKind == JsonValueKind.String ? child.GetString() : child.GetRawText()) : null;
}
