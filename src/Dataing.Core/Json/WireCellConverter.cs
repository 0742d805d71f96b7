using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dataing.Core.DataSources;

namespace Dataing.Core.Json;

/// <summary>Cells for people and other programs: what JSON has a type for keeps it, the rest is text.</summary>
internal sealed class WireCellConverter : JsonConverter<object?>
{
    private const long SafeInteger = 1L << 53;

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
            case long n when n is > -SafeInteger and < SafeInteger:
                writer.WriteNumberValue(n);
                break;
            case double d when double.IsFinite(d):
                writer.WriteNumberValue(d);
                break;
            case ExactDecimal d
                when ExactDecimal.TryParse(d.ToDouble().ToString("R", CultureInfo.InvariantCulture), out var near)
                    && near.CompareTo(d) == 0:
                writer.WriteNumberValue(d.ToDouble());
                break;
            case byte[] bytes:
                writer.WriteStringValue("0x" + Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(32, bytes.Length))));
                break;
            case IEnumerable<object?> list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, options);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(CellText.Of(value));
                break;
        }
    }

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => reader.TryGetInt64(out var n) ? n : reader.GetDouble(),
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.StartArray => ReadList(ref reader, options),
            _ => throw new JsonException("A cell is a scalar or a list of scalars."),
        };

    private List<object?> ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var list = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(Read(ref reader, typeof(object), options));
        return list;
    }
}
