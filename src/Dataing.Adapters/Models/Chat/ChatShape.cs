using System.Text.Json.Nodes;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models.Chat;

/// <summary>How much of the protocol a request uses. A server that refuses one shape is asked in the next, plainer one.</summary>
/// <param name="Format">What response_format says.</param>
/// <param name="Stream">Whether the answer is to be streamed.</param>
/// <param name="Limit">The member that bounds the answer; null for none.</param>
/// <param name="Effort">Whether the configured effort is sent.</param>
internal sealed record ChatShape(AnswerFormat Format, bool Stream, string? Limit, bool Effort = false)
{
    /// <summary>From the richest to model and messages alone.</summary>
    public static IEnumerable<ChatShape> All(bool effort) =>
        effort ? [new(AnswerFormat.Schema, Stream: true, "max_completion_tokens", Effort: true), .. WithoutEffort] : WithoutEffort;

    private static readonly ChatShape[] WithoutEffort =
    [
        new(AnswerFormat.Schema, Stream: true, "max_completion_tokens"),
        new(AnswerFormat.Schema, Stream: true, "max_tokens"),
        new(AnswerFormat.Object, Stream: false, "max_tokens"),
        new(AnswerFormat.Free, Stream: false, "max_tokens"),
        new(AnswerFormat.Free, Stream: false, null),
    ];

    /// <param name="effort">reasoning_effort; null where it is not configured.</param>
    public string Body(ModelRequest request, string model, string? effort)
    {
        var prompt = request.CaseFile + "\n\n" + request.Task;
        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(Message("system", request.StablePrefix), Message("user", prompt)),
        };
        if (Format == AnswerFormat.Schema)
            body["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject
                {
                    ["name"] = request.Call,
                    ["strict"] = true,
                    ["schema"] = JsonNode.Parse(request.Schema),
                },
            };
        if (Format == AnswerFormat.Object)
            body["response_format"] = new JsonObject { ["type"] = "json_object" };
        if (Stream)
            body["stream"] = true;
        // It came to the protocol late, with the bound's new name.
        if (Stream && Limit == "max_completion_tokens")
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        if (Limit is not null)
            body[Limit] = request.MaxOutputTokens;
        if (effort is not null && Effort)
            body["reasoning_effort"] = effort;
        return body.ToJsonString();
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };
}

/// <summary>What a request says of its answer's form.</summary>
internal enum AnswerFormat
{
    Schema,
    Object,
    Free,
}
