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
        if (
            node.TryGetProperty("type", out _)
            && node.EnumerateObject().Select(m => m.Name).FirstOrDefault(Unsupported.Contains) is { } unsupported
        )
            return $"'{unsupported}' is not supported";
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

    /// <summary>Why a schema is larger than Claude's grammar takes: more than 24 members that may be left out, or 16 of several types.</summary>
    public static string? SizeProblem(JsonElement schema)
    {
        const int MostOptional = 24;
        const int MostUnions = 16;
        var (optional, unions) = Size(schema);
        return optional > MostOptional || unions > MostUnions ? "Schema is too complex for compilation." : null;
    }

    private static (int Optional, int Unions) Size(JsonElement node)
    {
        var (optional, unions) = (0, 0);
        if (node.ValueKind == JsonValueKind.Object)
        {
            if (node.TryGetProperty("anyOf", out _) || node.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array)
                unions++;
            if (node.TryGetProperty("properties", out var members) && members.ValueKind == JsonValueKind.Object)
                optional += members.EnumerateObject().Count() - (node.TryGetProperty("required", out var list) ? list.GetArrayLength() : 0);
        }
        foreach (var child in Children(node))
        {
            var (o, u) = Size(child);
            (optional, unions) = (optional + o, unions + u);
        }
        return (optional, unions);
    }

    private static IEnumerable<JsonElement> Children(JsonElement node) =>
        node.ValueKind switch
        {
            JsonValueKind.Object => node.EnumerateObject().Select(m => m.Value),
            JsonValueKind.Array => node.EnumerateArray(),
            _ => [],
        };

    /// <summary>
    /// Why the messages are none: each has a role that the API knows and a text. Null when they are.
    /// </summary>
    public static string? MessagesProblem(JsonElement body, IReadOnlySet<string> roles)
    {
        if (
            !body.TryGetProperty("messages", out var messages)
            || messages.ValueKind != JsonValueKind.Array
            || messages.GetArrayLength() == 0
        )
            return "messages: at least one message is required";
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            var at = $"messages.{index++}";
            if (message.ValueKind != JsonValueKind.Object)
                return $"{at}: an object is expected";
            if (
                !message.TryGetProperty("role", out var role)
                || role.ValueKind != JsonValueKind.String
                || !roles.Contains(role.GetString() ?? "")
            )
                return $"{at}.role: must be one of {string.Join(", ", roles)}";
            if (
                !message.TryGetProperty("content", out var content)
                || content.ValueKind is not (JsonValueKind.String or JsonValueKind.Array)
            )
                return $"{at}.content: Field required";
            if (
                content.ValueKind == JsonValueKind.Array
                && content.EnumerateArray().Any(b => b.ValueKind != JsonValueKind.Object || !b.TryGetProperty("type", out _))
            )
                return $"{at}.content: every block has a type";
            if (string.IsNullOrWhiteSpace(TextOf(content)))
                return $"{at}: text content blocks must be non-empty";
        }
        return null;
    }

    /// <summary>The whole number of a member; null when it is missing or no such number.</summary>
    public static int? Whole(JsonElement body, string name) =>
        body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var n) ? n : null;

    /// <summary>Whether a number is there and lies outside its range.</summary>
    public static bool Outside(JsonElement body, string name, double least, double most) =>
        body.TryGetProperty(name, out var member)
        && (member.ValueKind != JsonValueKind.Number || member.GetDouble() < least || member.GetDouble() > most);

    /// <summary>A text member of an object; empty when it is missing.</summary>
    public static string Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString() ?? ""
            : "";

    /// <summary>Members of JSON Schema that structured outputs do not take.</summary>
    private static readonly HashSet<string> Unsupported =
    [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "maxItems",
        "uniqueItems",
        "patternProperties",
        "if",
        "not",
        "oneOf",
    ];

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
            StandInAnswer.Stalled s => (s.Value[..Math.Min(s.Characters, s.Value.Length)], false),
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
