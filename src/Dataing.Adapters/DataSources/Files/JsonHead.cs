using System.Text;
using System.Text.Json;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>What the beginning of a JSON file tells: its shape, and the keys of its first object.</summary>
internal static class JsonHead
{
    private static readonly JsonReaderOptions Lenient = new() { AllowMultipleValues = true };

    /// <summary>Whether the first value is an object and another value, or nothing, follows it: one object per line.</summary>
    public static bool IsLines(string text)
    {
        var firstLine = text.AsSpan().TrimStart();
        var end = firstLine.IndexOf('\n');
        return IsObject(end < 0 ? firstLine : firstLine[..end]);
    }

    /// <summary>Whether the text is one object, and whole.</summary>
    public static bool IsObject(ReadOnlySpan<char> text)
    {
        if (!text.TrimStart().StartsWith('{'))
            return false;
        try
        {
            using var document = JsonDocument.Parse(text.ToString());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static IReadOnlyList<string> Keys(string text)
    {
        var keys = new List<string>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isFinalBlock: false, new JsonReaderState(Lenient));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth <= 2)
                    keys.Add(reader.GetString() ?? "");
                else if (reader.TokenType == JsonTokenType.EndObject && keys.Count > 0 && reader.CurrentDepth <= 1)
                    break;
            }
        }
        catch (JsonException)
        {
            // The head is only a hint: what was read before the break is enough to tell tables apart.
            return keys;
        }
        return keys;
    }
}
