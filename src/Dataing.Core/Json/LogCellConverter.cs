using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dataing.Core.DataSources;

namespace Dataing.Core.Json;

/// <summary>
/// Cells in the event log, exact both ways. JSON's own types stand for null, Boolean, integer and text; every other type is an object with
/// one member that names it: <c>{"double":"NaN"}</c>, <c>{"decimal":"12.50"}</c>, <c>{"date":"2026-01-10"}</c> …
/// </summary>
internal sealed class LogCellConverter : JsonConverter<object?>
{
    public override bool HandleNull => true;

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool b:
                writer.WriteBooleanValue(b);
                break;
            case int i:
                writer.WriteNumberValue(i);
                break;
            case long n:
                writer.WriteNumberValue(n);
                break;
            case string s:
                writer.WriteStringValue(s);
                break;
            case IEnumerable<object?> list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, options);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                writer.WriteString(Tag(value), value is byte[] bytes ? Convert.ToBase64String(bytes) : CellText.Of(value));
                writer.WriteEndObject();
                break;
        }
    }

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => reader.GetInt64(),
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.StartArray => ReadList(ref reader, options),
            JsonTokenType.StartObject => ReadTagged(ref reader),
            _ => throw new JsonException("A cell is a scalar, a list, or an object with one tag."),
        };

    private static string Tag(object value) =>
        value switch
        {
            double => "double",
            ExactDecimal => "decimal",
            DateOnly => "date",
            TimeOnly => "time",
            DateTime => "timestamp",
            DateTimeOffset => "instant",
            byte[] => "bytes",
            _ => throw new JsonException($"A cell cannot be a {value.GetType().Name}."),
        };

    private static object ReadTagged(ref Utf8JsonReader reader)
    {
        reader.Read();
        var tag = reader.GetString();
        reader.Read();
        var text = reader.GetString() ?? throw new JsonException("A tagged cell holds text.");
        reader.Read();
        var culture = CultureInfo.InvariantCulture;
        return tag switch
        {
            "double" => double.Parse(text, culture),
            "decimal" => ExactDecimal.TryParse(text, out var d) ? d : throw new JsonException($"'{text}' is not a decimal."),
            "date" => DateOnly.ParseExact(text, "yyyy-MM-dd", culture),
            "time" => TimeOnly.Parse(text, culture),
            "timestamp" => DateTime.Parse(text, culture, DateTimeStyles.None),
            "instant" => DateTimeOffset.Parse(text, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            "bytes" => Convert.FromBase64String(text),
            _ => throw new JsonException($"'{tag}' is not a type of cell."),
        };
    }

    private List<object?> ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var list = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(Read(ref reader, typeof(object), options));
        return list;
    }
}
