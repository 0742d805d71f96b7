using System.Text.Json;
using System.Text.Json.Serialization;
using Dataing.Core.Json;

namespace Dataing.Core.Findings;

/// <summary>A finding as JSON, the contract of docs/finding.schema.json.</summary>
public static class FindingJson
{
    private static readonly JsonSerializerOptions Options = Indented();

    public static string Write(Finding finding) => JsonSerializer.Serialize(finding, Options);

    /// <summary>Throws <see cref="JsonException"/> when the text is no finding.</summary>
    public static Finding Read(string json) =>
        JsonSerializer.Deserialize<Finding>(json, Options) ?? throw new JsonException("The text is null, not a finding.");

    private static JsonSerializerOptions Indented()
    {
        var options = new JsonSerializerOptions(DataingJson.Wire) { WriteIndented = true, NewLine = "\n" };
        options.Converters.Insert(0, new KnownNumberConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>JSON has no word for a number that is none: it is null.</summary>
    private sealed class KnownNumberConverter : JsonConverter<double?>
    {
        public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
        {
            if (value is { } number && double.IsFinite(number))
                writer.WriteNumberValue(number);
            else
                writer.WriteNullValue();
        }
    }
}
