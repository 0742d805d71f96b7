using System.Text.Json;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>What both APIs refuse alike.</summary>
internal static class RequestCheck
{
    /// <summary>The first member that the API does not know; null when it knows them all.</summary>
    public static string? UnknownMember(JsonElement body, IReadOnlySet<string> known) =>
        body.EnumerateObject().Select(p => p.Name).FirstOrDefault(name => !known.Contains(name));

    /// <summary>Why a schema is not one for structured outputs: every object must be closed and, for OpenAI, require all its members.</summary>
    public static string? SchemaProblem(JsonElement node, bool everyMemberRequired)
    {
        if (node.ValueKind == JsonValueKind.Array)
            return node.EnumerateArray().Select(item => SchemaProblem(item, everyMemberRequired)).FirstOrDefault(p => p is not null);
        if (node.ValueKind != JsonValueKind.Object)
            return null;
        if (node.TryGetProperty("properties", out var members) && members.ValueKind == JsonValueKind.Object)
        {
            if (!(node.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False))
                return "'additionalProperties' must be false for every object";
            var required = node.TryGetProperty("required", out var list)
                ? list.EnumerateArray().Select(e => e.GetString()).ToHashSet()
                : [];
            if (
                everyMemberRequired
                && members.EnumerateObject().Select(m => m.Name).FirstOrDefault(name => !required.Contains(name)) is { } missing
            )
                return $"'required' must hold every member; '{missing}' is missing";
        }
        return node.EnumerateObject().Select(m => SchemaProblem(m.Value, everyMemberRequired)).FirstOrDefault(p => p is not null);
    }

    /// <summary>All text of a content member, which is a string or a list of text blocks.</summary>
    public static string TextOf(JsonElement content) =>
        content.ValueKind switch
        {
            JsonValueKind.String => content.GetString() ?? "",
            JsonValueKind.Array => string.Join(
                "\n\n",
                content.EnumerateArray().Select(b => b.TryGetProperty("text", out var text) ? text.GetString() : "")
            ),
            _ => "",
        };

    /// <summary>Tokens as the stand-in counts them.</summary>
    public static int Tokens(string text) => Math.Max(1, text.Length / 4);

    /// <summary>The text that is sent, and whether the stream ends as it should.</summary>
    public static (string Text, bool Whole) Sent(StandInAnswer answer) =>
        answer switch
        {
            StandInAnswer.Text t => (t.Value, true),
            StandInAnswer.OutputLimit l => (l.Value, true),
            StandInAnswer.CutOff c => (c.Value[..Math.Min(c.Characters, c.Value.Length)], false),
            _ => ("", true),
        };

    /// <summary>In pieces, as a model streams.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        const int Length = 48;
        for (var at = 0; at < text.Length; at += Length)
            yield return text.Substring(at, Math.Min(Length, text.Length - at));
    }
}
