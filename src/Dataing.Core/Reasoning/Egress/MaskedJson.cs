using System.Text.Json;
using System.Text.Json.Nodes;
using Dataing.Core.Json;
using Dataing.Sql.Pii;

namespace Dataing.Core.Reasoning.Egress;

/// <summary>A cell that is a JSON document: members whose names say personal data are masked as columns are.</summary>
internal static class MaskedJson
{
    /// <summary>The text itself when it is no document or holds nothing of the kind.</summary>
    public static string Text(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{") && !text.AsSpan().TrimStart().StartsWith("["))
            return text;
        try
        {
            return Masked(JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 32 }), null)
                    ?.ToJsonString(DataingJson.Wire)
                ?? text;
        }
        catch (JsonException)
        {
            // Not a document after all: it is searched like any other text.
            return text;
        }
        catch (ArgumentException)
        {
            // A member twice: no document that can be read by name.
            return PiiMask.Label(PiiKind.Unresolved);
        }
    }

    private static JsonNode? Masked(JsonNode? node, PiiKind? kind) =>
        node switch
        {
            null => null,
            JsonObject fields => new JsonObject(
                fields.Select(f => KeyValuePair.Create(f.Key, Masked(f.Value, ColumnNames.Kind(f.Key) ?? kind)))
            ),
            JsonArray items => new JsonArray([.. items.Select(item => Masked(item, kind))]),
            _ when kind is { } known => PiiMask.Label(known),
            _ => node.DeepClone(),
        };
}
