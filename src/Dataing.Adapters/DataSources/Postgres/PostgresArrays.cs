using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>Turns the server's array text, such as <c>{1,NULL,{"a \"b\""}}</c>, into JSON.</summary>
internal static class PostgresArrays
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string ToJson(string text, uint element)
    {
        // Bounds that do not begin at one come first: [0:2]={…}.
        var start = text.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
            return text;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            for (var i = start; i < text.Length; )
                i = Write(writer, text, i, element);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Writes the item at a position and returns the position after it.</summary>
    private static int Write(Utf8JsonWriter writer, string text, int at, uint element)
    {
        switch (text[at])
        {
            case '{':
                writer.WriteStartArray();
                return at + 1;
            case '}':
                writer.WriteEndArray();
                return at + 1;
            case ',':
                return at + 1;
            case '"':
                return Quoted(writer, text, at + 1, element);
            default:
                var end = text.AsSpan(at).IndexOfAny(',', '}');
                var length = end < 0 ? text.Length - at : end;
                Item(writer, text.Substring(at, length), element, isNull: text.AsSpan(at, length).SequenceEqual("NULL"));
                return at + length;
        }
    }

    private static int Quoted(Utf8JsonWriter writer, string text, int at, uint element)
    {
        var item = new StringBuilder();
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            item.Append(text[at]);
        }
        Item(writer, item.ToString(), element, isNull: false);
        return at + 1;
    }

    private static void Item(Utf8JsonWriter writer, string item, uint element, bool isNull)
    {
        if (isNull)
            writer.WriteNullValue();
        else if (element == PostgresTypes.Boolean)
            writer.WriteBooleanValue(item == "t");
        else if (element is PostgresTypes.Json or PostgresTypes.JsonBinary || IsNumber(item, element))
            writer.WriteRawValue(item, skipInputValidation: true);
        else
            writer.WriteStringValue(item);
    }

    private static bool IsNumber(string item, uint element) =>
        element
            is PostgresTypes.SmallInt
                or PostgresTypes.Integer
                or PostgresTypes.BigInt
                or PostgresTypes.ObjectId
                or PostgresTypes.Real
                or PostgresTypes.Double
                or PostgresTypes.Numeric
        && item is not ("NaN" or "Infinity" or "-Infinity");
}
