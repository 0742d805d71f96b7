using System.Collections;
using System.Reflection;
using System.Text.Json;
using Dataing.Sql.Syntax;

namespace Dataing.Host.Sql;

/// <summary>Writes a tree as JSON: the kind of each node, its place in the text, and every property that says something.</summary>
internal static class TreeJson
{
    public static void WriteProperties(SqlNode node, Utf8JsonWriter json)
    {
        json.WriteString("node", NameOf(node.GetType()));
        if (!node.Span.IsEmpty)
        {
            json.WriteStartArray("span");
            json.WriteNumberValue(node.Span.Start);
            json.WriteNumberValue(node.Span.Length);
            json.WriteEndArray();
        }
        foreach (var property in node.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.CanWrite && property.Name != nameof(SqlNode.Span))
                WriteProperty(property.Name, property.GetValue(node), json);
        }
    }

    private static void WriteProperty(string name, object? value, Utf8JsonWriter json)
    {
        if (
            value is null or false
            || (value is Enum mode && Convert.ToInt32(mode, null) == 0 && mode.ToString() is "Unsaid" or "None")
            || (value is ICollection { Count: 0 })
        )
            return;
        if (value is IEnumerable list and not string && !list.GetEnumerator().MoveNext())
            return;
        json.WritePropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
        WriteValue(value, json);
    }

    private static void WriteValue(object value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case SqlNode node:
                json.WriteStartObject();
                WriteProperties(node, json);
                json.WriteEndObject();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list)
                    WriteValue(item, json);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString() ?? ""));
                break;
        }
    }

    private static string NameOf(Type type) =>
        type.DeclaringType is { } family && family != typeof(SqlNode) ? $"{family.Name}.{type.Name}" : type.Name;
}
