using System.Globalization;
using System.Text.Json.Nodes;

namespace Dataing.Host.Tests.Runs;

/// <summary>A finding without what may differ between two runs that find the same.</summary>
internal static class ComparableFinding
{
    public static string Of(string json)
    {
        var finding = JsonNode.Parse(json)!.AsObject();
        // A query that was cut off and asked again counts twice, and time is time.
        finding.Remove("cost");
        // An engine with several threads gives the rows of a query without an order in any order.
        foreach (var evidence in finding["evidence"]!.AsArray())
            evidence!["rows"] = new JsonArray([
                .. evidence["rows"]!
                    .AsArray()
                    .Select(row => Rounded(row!))
                    .Order(StringComparer.Ordinal)
                    .Select(row => JsonNode.Parse(row)),
            ]);
        return finding.ToJsonString();
    }

    /// <summary>Several threads also add up floating-point numbers in any order, which shows in the last digits.</summary>
    private static string Rounded(JsonNode row) =>
        new JsonArray([
            .. row.AsArray()
                .Select(cell =>
                    cell is JsonValue value && value.TryGetValue<double>(out var number)
                        ? JsonValue.Create(double.Parse(number.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
                        : cell?.DeepClone()
                ),
        ]).ToJsonString();
}
