using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dataing.Core.Reasoning;

/// <summary>Makes an answer of a model's text: the good of it is used, and what is not is said.</summary>
internal static partial class AnswerReading
{
    private const int MaxAnswerLength = 100_000;

    /// <summary>The first JSON object of the text that has every member the call needs; null and a sentence otherwise.</summary>
    public static T? Read<T>(string text, Func<T, string?>? check, out string problem)
        where T : class
    {
        if (TooLong(text, out problem))
            return null;
        foreach (var json in AnswerText.Objects(text))
        {
            try
            {
                var answer = JsonSerializer.Deserialize<T>(json, LenientJson.Options);
                var objection = answer is null ? "it is null." : check?.Invoke(answer);
                if (objection is null)
                    return answer;
                problem = objection;
            }
            catch (JsonException e)
            {
                problem = Sentence(e);
            }
        }
        return null;
    }

    /// <summary>
    /// The hypotheses of the text that can be read, one by one, within their list or without; null when there is none. The problem says what of
    /// the others could not be used, and is empty when all could.
    /// </summary>
    public static IReadOnlyList<ProposedHypothesis>? Hypotheses(string text, out string problem)
    {
        if (TooLong(text, out problem))
            return null;
        var (read, problems, seen) = (new List<ProposedHypothesis>(), new List<string>(), 0);
        foreach (var item in AnswerText.Objects(text).SelectMany(Items))
        {
            seen++;
            try
            {
                if (JsonSerializer.Deserialize<ModelAnswers.Proposal>(item, LenientJson.Options) is { } proposal)
                    read.Add(proposal.ToHypothesis());
            }
            catch (JsonException e)
            {
                problems.Add($"hypothesis {seen} could not be used: {Sentence(e)}");
            }
        }
        if (problems.Count > 0)
            problem = string.Join(' ', problems);
        else if (seen > 0)
            problem = "";
        if (seen > 0 || !AnswerText.Objects(text).Any(IsEmptyList))
            return read.Count > 0 ? read : null;
        // An empty list is an answer: there is nothing to add.
        problem = "";
        return read;
    }

    private static bool TooLong(string text, out string problem)
    {
        var isLong = text.Length > MaxAnswerLength;
        problem = isLong ? $"it is {text.Length} characters long; at most {MaxAnswerLength} are read." : "it holds no JSON object.";
        return isLong;
    }

    /// <summary>The members of "hypotheses"; the object itself where somebody left the list out.</summary>
    private static IReadOnlyList<string> Items(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("hypotheses", out var list)
            ? list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Select(e => e.GetRawText())]
                : [list.GetRawText()]
            : [json];
    }

    private static bool IsEmptyList(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("hypotheses", out var list)
            && list.ValueKind == JsonValueKind.Array
            && list.GetArrayLength() == 0;
    }

    /// <summary>The reader's own words without the names of its types, which say nothing to whoever has to answer again.</summary>
    private static string Sentence(JsonException e)
    {
        var message = TypeName().Replace(e.Message, "");
        return e.Path is { } path && !message.Contains("Path:", StringComparison.Ordinal) ? $"{message} At {path}." : message;
    }

    [GeneratedRegex(
        "JSON deserialization (?=for)|(?:for|to) type '[^']*' ?| to (?:Dataing|System)\\.[^ ]*[^ .]",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TypeName();
}
