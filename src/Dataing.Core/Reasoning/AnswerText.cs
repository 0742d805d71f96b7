using System.Text.Json;

namespace Dataing.Core.Reasoning;

/// <summary>
/// The JSON within an answer. Models by structured outputs send nothing else; others, and people, put it into a fence, write a sentence
/// before it, or think aloud first.
/// </summary>
public static class AnswerText
{
    private const string ThoughtEnd = "</think>";

    /// <summary>Braces that are looked at: prose holds few, and an answer that is nothing but braces must not cost its length squared.</summary>
    private const int MaxTries = 200;

    /// <summary>Every whole JSON object that stands in the text by itself, in order; none when there is none.</summary>
    public static IEnumerable<string> Objects(string text)
    {
        var at = text.LastIndexOf(ThoughtEnd, StringComparison.Ordinal) is >= 0 and var end ? end + ThoughtEnd.Length : 0;
        for (var tries = 0; tries < MaxTries && text.IndexOf('{', at) is >= 0 and var open; tries++)
        {
            at = open + 1;
            if (EndOf(text, open) is not { } close || !IsJson(text[open..close]))
                continue;
            yield return text[open..close];
            at = close;
        }
    }

    /// <summary>Behind the brace that closes the one at <paramref name="open"/>; null when none does.</summary>
    private static int? EndOf(string text, int open)
    {
        var (depth, inString) = (0, false);
        for (var i = open; i < text.Length; i++)
        {
            if (inString && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                inString = !inString;
            else if (!inString && text[i] == '{')
                depth++;
            else if (!inString && text[i] == '}' && --depth == 0)
                return i + 1;
        }
        return null;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
