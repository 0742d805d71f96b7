using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>Lists, structs and maps as JSON text; numbers keep every digit.</summary>
internal static class DuckDbJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string Text(DuckDbVector vector, long row)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, vector, row);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, DuckDbVector vector, long row)
    {
        if (vector.IsNull(row))
        {
            writer.WriteNullValue();
            return;
        }
        switch (vector.Type.Id)
        {
            case DuckDbTypeId.List:
                var list = vector.At<DuckDbListEntry>(row);
                Elements(writer, vector.ListElements(), list.Offset, list.Length);
                break;
            case DuckDbTypeId.Array:
                Elements(writer, vector.ArrayElements(), row * vector.Type.ArraySize, vector.Type.ArraySize);
                break;
            case DuckDbTypeId.Struct:
                Fields(writer, vector, row);
                break;
            case DuckDbTypeId.Map:
                Entries(writer, vector, vector.At<DuckDbListEntry>(row));
                break;
            default:
                Scalar(writer, DuckDbCells.Read(vector, row));
                break;
        }
    }

    private static void Elements(Utf8JsonWriter writer, DuckDbVector elements, long offset, long length)
    {
        writer.WriteStartArray();
        for (var i = offset; i < offset + length; i++)
            Write(writer, elements, i);
        writer.WriteEndArray();
    }

    private static void Fields(Utf8JsonWriter writer, DuckDbVector vector, long row)
    {
        writer.WriteStartObject();
        for (var i = 0; i < vector.Type.Children.Count; i++)
        {
            writer.WritePropertyName(vector.Type.Children[i].Name);
            Write(writer, vector.Field(i), row);
        }
        writer.WriteEndObject();
    }

    private static void Entries(Utf8JsonWriter writer, DuckDbVector vector, DuckDbListEntry entry)
    {
        var (keys, values) = (vector.MapPart(0), vector.MapPart(1));
        writer.WriteStartObject();
        for (var i = entry.Offset; i < entry.Offset + entry.Length; i++)
        {
            writer.WritePropertyName(CellText.Of(DuckDbCells.Read(keys, i)));
            Write(writer, values, i);
        }
        writer.WriteEndObject();
    }

    private static void Scalar(Utf8JsonWriter writer, object? cell)
    {
        switch (cell)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool value:
                writer.WriteBooleanValue(value);
                break;
            case long value:
                writer.WriteNumberValue(value);
                break;
            case double value when double.IsFinite(value):
                writer.WriteNumberValue(value);
                break;
            case ExactDecimal value:
                writer.WriteRawValue(value.ToString());
                break;
            default:
                writer.WriteStringValue(CellText.Of(cell));
                break;
        }
    }
}

/// <summary>Where a list's elements lie in the vector of all elements.</summary>
internal readonly record struct DuckDbListEntry(long Offset, long Length);
