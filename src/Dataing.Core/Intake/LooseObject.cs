using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dataing.Core.Intake;

/// <summary>
/// A JSON object read kindly: names match without regard to case, underscores and hyphens, so that observedAt, observed_at and
/// "Observed-At" are one field; a field that is null or an empty string is as good as absent.
/// </summary>
internal sealed partial class LooseObject
{
    private readonly Dictionary<string, JsonElement> _fields = [];
    private readonly string _what;

    public LooseObject(JsonElement element, string what)
    {
        _what = what;
        foreach (var field in element.EnumerateObject())
            if (!IsEmpty(field.Value))
                _fields[Normalise(field.Name)] = field.Value;
    }

    /// <summary>The first of the fields that is there.</summary>
    public JsonElement? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_fields.TryGetValue(name, out var value))
                return value;
        return null;
    }

    /// <summary>A string, or a number or boolean as text; anything else is the wrong type.</summary>
    public string? Text(params ReadOnlySpan<string> names) =>
        Find(names) is not { } value ? null : TextOf(value) ?? throw Wrong(names[0], "a text", value);

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public IReadOnlyList<string> Texts(params ReadOnlySpan<string> names)
    {
        if (Find(names) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            return [TextOf(value) ?? throw Wrong(names[0], "a list of texts", value)];
        var name = names[0];
        return
        [
            .. value
                .EnumerateArray()
                .Where(item => item.ValueKind != JsonValueKind.Null)
                .Select(item => TextOf(item) ?? throw Wrong(name, "a list of texts", item)),
        ];
    }

    /// <summary>A number, also when it is written as a text ("0.15").</summary>
    public double? Number(params ReadOnlySpan<string> names)
    {
        if (Find(names) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        return
            value.ValueKind == JsonValueKind.String
            && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number)
            ? number
            : throw Wrong(names[0], "a number", value);
    }

    /// <summary>The object under a name, or null when there is none or it is something else.</summary>
    public LooseObject? Object(params ReadOnlySpan<string> names) =>
        Find(names) is { ValueKind: JsonValueKind.Object } value ? new LooseObject(value, names[0]) : null;

    public UnreadableInputException Wrong(string name, string wanted, JsonElement value) =>
        new($"In the {_what}, {name} must be {wanted}, not {KindOf(value)}; correct it and try again.");

    public static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => PlainText.Clean(value.GetString() ?? ""),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };

    /// <summary>Parses text that should be JSON; comments and trailing commas are forgiven.</summary>
    public static JsonDocument Parse(string text, string what)
    {
        try
        {
            return JsonDocument.Parse(
                Encoding.UTF8.GetBytes(LoneSurrogate().Replace(text.TrimStart('\uFEFF'), "\\ufffd")),
                new JsonDocumentOptions
                {
                    AllowTrailingCommas = true,
                    CommentHandling = JsonCommentHandling.Skip,
                    MaxDepth = 64,
                }
            );
        }
        catch (JsonException e)
        {
            var place = e is { LineNumber: { } line, BytePositionInLine: { } at } ? $" at line {line + 1}, byte {at + 1}" : "";
            throw new UnreadableInputException($"The {what} is not valid JSON{place}; mend it there and try again.", e);
        }
    }

    private static string Normalise(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-' or ' ' or '.')).Select(char.ToLowerInvariant));

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
        || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    private static string KindOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.Number => "a number",
            JsonValueKind.String => "a text",
            _ => "true or false",
        };

    /// <summary>Half of an escaped surrogate pair, which no text can hold.</summary>
    [GeneratedRegex("""\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}""")]
    private static partial Regex LoneSurrogate();
}
