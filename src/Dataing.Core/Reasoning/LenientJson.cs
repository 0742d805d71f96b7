using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Dataing.Core.Reasoning;

/// <summary>
/// Reads answers as people and small models write them: numbers in quotes, numbers where a text belongs, signs and spaces in the place of an
/// enumeration's words. What is meant must be plain; what is not is an error of this member alone.
/// </summary>
internal static class LenientJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static readonly Dictionary<string, Comparison> Signs = new(StringComparer.Ordinal)
    {
        ["<"] = Comparison.LessThan,
        ["<="] = Comparison.AtMost,
        ["≤"] = Comparison.AtMost,
        ["="] = Comparison.Equal,
        ["=="] = Comparison.Equal,
        ["equals"] = Comparison.Equal,
        [">="] = Comparison.AtLeast,
        ["≥"] = Comparison.AtLeast,
        [">"] = Comparison.GreaterThan,
    };

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            PropertyNameCaseInsensitive = true,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 64,
            Converters = { new LooseEnums(), new LooseText(), new LooseTexts() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>A text; a number or a truth value is taken as it is written.</summary>
    private sealed class LooseText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => JsonNode.Parse(ref reader)?.ToJsonString(),
                _ => throw new JsonException("A text is expected."),
            };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    /// <summary>A list of texts, or one text in the place of a list of one.</summary>
    private sealed class LooseTexts : JsonConverter<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                return JsonSerializer.Deserialize<string>(ref reader, options) is { } only ? [only] : [];
            var texts = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                if (reader.TokenType != JsonTokenType.Null && JsonSerializer.Deserialize<string>(ref reader, options) is { } text)
                    texts.Add(text);
            return texts;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }

    private sealed class LooseEnums : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsEnum;

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            type == typeof(Comparison) ? new LooseEnum<Comparison>(Signs)
            : type == typeof(RowAggregate) ? new LooseEnum<RowAggregate>([])
            : new LooseEnum<Findings.HypothesisCategory>([]);
    }

    /// <summary>"data_quality", "Data quality" and "DataQuality" are one.</summary>
    private sealed class LooseEnum<T>(Dictionary<string, T> more) : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()?.Trim() ?? "" : "";
            if (more.TryGetValue(text, out var sign))
                return sign;
            var word = text.Replace("_", "", StringComparison.Ordinal)
                .Replace(" ", "", StringComparison.Ordinal)
                .Replace("-", "", StringComparison.Ordinal);
            return
                word.Length > 0
                && !char.IsAsciiDigit(word[0])
                && Enum.TryParse<T>(word, ignoreCase: true, out var value)
                && Enum.IsDefined(value)
                ? value
                : throw new JsonException(
                    $"\"{text}\" is none of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}."
                );
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
