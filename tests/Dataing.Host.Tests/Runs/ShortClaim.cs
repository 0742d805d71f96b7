using System.Text.Json;

namespace Dataing.Host.Tests.Runs;

/// <summary>What a finding claims, without the words it says it in: verdict, mechanism, onset, rows and figures.</summary>
internal static class ShortClaim
{
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var finding = document.RootElement;
        var metric = finding.GetProperty("metric");
        string[] parts =
        [
            finding.GetProperty("verdict").ToString(),
            finding.GetProperty("root_cause") is { ValueKind: JsonValueKind.Object } cause ? cause.GetProperty("mechanism").ToString() : "",
            Onset(finding.GetProperty("onset")),
            finding.GetProperty("scope").ToString(),
            Rounded(metric.GetProperty("before")),
            Rounded(metric.GetProperty("after")),
        ];
        return string.Join('\n', parts);
    }

    private static string Onset(JsonElement onset) =>
        onset.ValueKind == JsonValueKind.Object ? $"{onset.GetProperty("start")} to {onset.GetProperty("end")}" : "";

    private static string Rounded(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number
            ? number.GetDouble().ToString("G9", System.Globalization.CultureInfo.InvariantCulture)
            : "";
}
