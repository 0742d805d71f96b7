using System.Text.Json;
using System.Text.Json.Nodes;
using Dataing.Core.Reasoning;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>An answer to fill in, made from its schema: every member, with what may stand there in place of a value.</summary>
internal static class AnswerSkeleton
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(string schema) => (Member(JsonNode.Parse(schema)) ?? new JsonObject()).ToJsonString(Indented);

    /// <summary>What an answer lacks at its first level, or why it is none; null when it looks like one. Fences and words around it do no harm.</summary>
    public static string? Problem(string answer, string schema)
    {
        try
        {
            if (JsonNode.Parse(AnswerText.Objects(answer).FirstOrDefault() ?? answer) is not JsonObject given)
                return "it is no JSON object";
            var wanted = JsonNode.Parse(schema)?["required"]?.AsArray().Select(name => name?.GetValue<string>() ?? "") ?? [];
            var missing = wanted.Where(name => name != "thinking" && !given.ContainsKey(name)).ToList();
            return missing.Count == 0 ? null : $"it lacks {string.Join(", ", missing)}";
        }
        catch (JsonException e)
        {
            return $"it is no JSON: {e.Message}";
        }
    }

    private static JsonNode? Member(JsonNode? schema)
    {
        if (schema?["enum"] is JsonArray choices)
            return string.Join(" | ", choices.Select(choice => choice?.GetValue<string>()));
        var types = schema?["type"] is JsonArray several ? several : new JsonArray(schema?["type"]?.DeepClone());
        return types[0]?.GetValue<string>() switch
        {
            "object" => new JsonObject((schema?["properties"]?.AsObject() ?? []).Select(p => KeyValuePair.Create(p.Key, Member(p.Value)))),
            "array" => new JsonArray(Member(schema?["items"])),
            "string" => types.Count > 1 ? "… or null" : "…",
            "boolean" => true,
            _ => 0,
        };
    }
}
