using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dataing.Adapters.Models.StandIn;

namespace Dataing.Host.Tests.Models;

/// <summary>Reading questions and writing answers, as whoever sits in for the model must.</summary>
internal static partial class Calls
{
    /// <summary>Which call it is, told by what the schema wants and the task says.</summary>
    public static string Of(StandInQuestion question)
    {
        using var schema = JsonDocument.Parse(question.Schema);
        var members = schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet();
        return members switch
        {
            _ when members.Contains("hypotheses") => "propose_hypotheses",
            _ when members.Contains("causal_chain") => "synthesize",
            _ when members.Contains("next_question") => "interpret_evidence",
            _ when members.Contains("test") => question.Prompt.Contains("could not be run", StringComparison.Ordinal)
                ? "correct_query"
                : "write_query",
            _ => string.Join('+', members.Order(StringComparer.Ordinal)),
        };
    }

    public static string Propose(params (string Title, string Sql, JsonObject True, JsonObject False)[] hypotheses) =>
        new JsonObject
        {
            ["thinking"] = "As far as the case file goes.",
            ["hypotheses"] = new JsonArray([
                .. hypotheses.Select(h => new JsonObject
                {
                    ["title"] = h.Title,
                    ["category"] = "infrastructure",
                    ["reasoning"] = "Because.",
                    ["test"] = Test(h.Sql, h.True, h.False),
                }),
            ]),
        }.ToJsonString();

    public static string Query(string sql, JsonObject isTrue, JsonObject isFalse) =>
        new JsonObject { ["thinking"] = "", ["test"] = Test(sql, isTrue, isFalse) }.ToJsonString();

    public static string Reading(string summary, string? nextQuestion) =>
        new JsonObject
        {
            ["thinking"] = "",
            ["summary"] = summary,
            ["trigger"] = null,
            ["mechanism"] = null,
            ["differentiator"] = null,
            ["next_question"] = nextQuestion,
        }.ToJsonString();

    public static string Words(string statement, IEnumerable<(string Role, string Text)> chain, string advice, string? command = null) =>
        new JsonObject
        {
            ["thinking"] = "",
            ["statement"] = statement,
            ["causal_chain"] = new JsonArray([
                .. chain.Select(step => new JsonObject
                {
                    ["role"] = step.Role,
                    ["statement"] = step.Text,
                    ["at"] = null,
                    ["evidence_id"] = null,
                }),
            ]),
            ["recommendations"] = new JsonArray(new JsonObject { ["title"] = advice, ["command"] = command }),
        }.ToJsonString();

    public static JsonObject Is(string comparison, double value, string column = "n", string aggregate = "first") =>
        new()
        {
            ["aggregate"] = aggregate,
            ["column"] = column,
            ["comparison"] = comparison,
            ["value"] = value,
        };

    /// <summary>An answer that fits any schema, with one word for every text and one number for every number.</summary>
    public static string Filled(string schema, string word, double number) => Fill(JsonNode.Parse(schema)!, word, number)!.ToJsonString();

    /// <summary>What stands between the marks behind a label of the prompt.</summary>
    public static string Marked(string prompt, string label) =>
        prompt.IndexOf(label + "<untrusted>", StringComparison.Ordinal) is >= 0 and var at
        && prompt.IndexOf("</untrusted>", at, StringComparison.Ordinal) is >= 0 and var end
            ? WebUtility.HtmlDecode(prompt[(at + label.Length + "<untrusted>".Length)..end])
            : "";

    public static string Dataset(string prompt) => Marked(prompt, "dataset: ");

    /// <summary>Texts of a member of the draft, which may have been cut.</summary>
    public static IReadOnlyList<string> InDraft(string prompt, string member) =>
        [
            .. Member()
                .Matches(Marked(prompt, "Draft: "))
                .Where(m => m.Groups[1].Value == member)
                .Select(m => JsonSerializer.Deserialize<string>($"\"{m.Groups[2].Value}\"")!),
        ];

    private static JsonObject Test(string sql, JsonObject isTrue, JsonObject isFalse) =>
        new()
        {
            ["sql"] = sql,
            ["if_true"] = isTrue.DeepClone(),
            ["if_false"] = isFalse.DeepClone(),
        };

    private static JsonNode? Fill(JsonNode schema, string word, double number)
    {
        if (schema["enum"] is JsonArray choices)
            return choices[0]!.DeepClone();
        var type = schema["type"] is JsonArray several ? several[0]!.GetValue<string>() : schema["type"]!.GetValue<string>();
        return type switch
        {
            "object" => new JsonObject(
                schema["properties"]!.AsObject().Select(p => KeyValuePair.Create(p.Key, Fill(p.Value!, word, number)))
            ),
            "array" => new JsonArray(Fill(schema["items"]!, word, number)),
            "string" => word,
            "boolean" => true,
            _ => number,
        };
    }

    [GeneratedRegex("\"(\\w+)\":\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Member();
}
