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
        // An engine with several threads gives the rows of a query without an order in any order, and so any first fifty of them.
        foreach (var evidence in finding["evidence"]!.AsArray())
        {
            var rows = evidence!["rows"]!.AsArray().Select(row => Rounded(row)!.ToJsonString()).Order(StringComparer.Ordinal).ToList();
            evidence["rows"] =
                rows.Count < evidence["row_count"]!.GetValue<long>()
                    ? rows.Count
                    : new JsonArray([.. rows.Select(row => JsonNode.Parse(row))]);
        }
        return Rounded(finding)!.ToJsonString();
    }

    /// <summary>Several threads also add up floating-point numbers in any order, which shows in the last digits.</summary>
    private static JsonNode? Rounded(JsonNode? node) =>
        node switch
        {
            JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Rounded(field.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Rounded)]),
            JsonValue value when value.TryGetValue<double>(out var number) => JsonValue.Create(
                double.Parse(number.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            ),
            _ => node?.DeepClone(),
        };
}
