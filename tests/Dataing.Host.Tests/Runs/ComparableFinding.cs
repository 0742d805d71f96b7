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
            evidence!["rows"] = new JsonArray([.. evidence["rows"]!.AsArray().Select(row => row!.ToJsonString()).Order(StringComparer.Ordinal).Select(row => JsonNode.Parse(row))]);
        return finding.ToJsonString();
    }
}
