using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dataing.Adapters.Models.StandIn;

namespace Dataing.Bench.Models;

/// <summary>Answers by rules and at once, so that what is measured is ours: one hypothesis falls, one is read on, one has to be mended.</summary>
internal sealed partial class RuleBasedPerson : IStandInScript
{
    public Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult<StandInAnswer>(new StandInAnswer.Text(Answer(question).ToJsonString()));

    private static JsonObject Answer(StandInQuestion question)
    {
        var prompt = WebUtility.HtmlDecode(question.Prompt);
        var table = $"\"{Dataset().Match(prompt).Groups[1].Value}\"";
        return new JsonObject { ["thinking"] = "" } switch
        {
            var a when question.Schema.Contains("\"hypotheses\"", StringComparison.Ordinal) => With(
                a,
                "hypotheses",
                new JsonArray(
                    Hypothesis("Rows are missing altogether", $"SELECT count(*) AS n FROM {table}", 0, 100),
                    Hypothesis("There are too few rows to judge by", $"SELECT count(*) AS n FROM {table}", -1, 1e12),
                    Hypothesis("A column was renamed", $"SELECT count(no_such_column) AS n FROM {table}", 0, 1)
                )
            ),
            var a when question.Schema.Contains("\"causal_chain\"", StringComparison.Ordinal) => With(
                With(With(a, "statement", Statement(prompt)), "causal_chain", new JsonArray()),
                "recommendations",
                new JsonArray()
            ),
            var a when question.Schema.Contains("\"next_question\"", StringComparison.Ordinal) => With(
                With(With(With(With(a, "summary", "In between."), "trigger", null), "mechanism", null), "differentiator", null),
                "next_question",
                "Is half of it enough?"
            ),
            var a when question.Schema.Contains("\"if_true\"", StringComparison.Ordinal) => With(
                a,
                "test",
                Test($"SELECT count(*) / 2 AS n FROM {table}", 0, 50)
            ),
            _ => Filled(JsonNode.Parse(question.Schema)).AsObject(),
        };
    }

    private static JsonObject With(JsonObject answer, string member, JsonNode? value)
    {
        answer[member] = value;
        return answer;
    }

    private static JsonObject Hypothesis(string title, string sql, double below, double above) =>
        new()
        {
            ["title"] = title,
            ["category"] = "infrastructure",
            ["reasoning"] = "It would look alike.",
            ["test"] = Test(sql, below, above),
        };

    private static JsonObject Test(string sql, double below, double above) =>
        new()
        {
            ["sql"] = sql,
            ["if_true"] = Side("less_than", below),
            ["if_false"] = Side("greater_than", above),
        };

    private static JsonObject Side(string comparison, double value) =>
        new()
        {
            ["aggregate"] = "first",
            ["column"] = "n",
            ["comparison"] = comparison,
            ["value"] = value,
        };

    /// <summary>The draft's own sentence, as it stands.</summary>
    private static string Statement(string prompt) =>
        JsonNode.Parse($"\"{DraftStatement().Match(prompt).Groups[1].Value}\"")?.GetValue<string>() ?? "";

    /// <summary>Anything that fits the schema, for a call that these rules do not know.</summary>
    private static JsonNode Filled(JsonNode? schema) =>
        (schema?["type"] is JsonArray several ? several[0] : schema?["type"])?.GetValue<string>() switch
        {
            "object" => new JsonObject(
                (schema?["properties"]?.AsObject() ?? []).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Filled(p.Value)))
            ),
            "array" => new JsonArray(),
            "number" or "integer" => 0.8,
            "boolean" => true,
            _ => schema?["enum"]?[0]?.DeepClone() ?? "As the draft says.",
        };

    [GeneratedRegex("dataset: <untrusted>(.*?)</untrusted>")]
    private static partial Regex Dataset();

    [GeneratedRegex("Draft: .*?\"statement\":\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex DraftStatement();
}
