using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>The Messages API of any dated version: the members this product sends, the refusals of the real one, its stream of events.</summary>
internal sealed class MessagesProtocol : IModelProtocol
{
    private static readonly HashSet<string> Members =
    [
        "model",
        "max_tokens",
        "messages",
        "system",
        "output_config",
        "stream",
        "thinking",
        "metadata",
        "stop_sequences",
        "temperature",
        "top_p",
        "top_k",
        "cache_control",
    ];

    private static readonly HashSet<string> Roles = ["user", "assistant"];
    private static readonly HashSet<string> Efforts = ["low", "medium", "high", "xhigh", "max"];
    private const int LeastThinking = 1_024;

    public static MessagesProtocol Instance { get; } = new();

    public string TooLong => "prompt is too long: 210000 tokens > 200000 maximum";

    public (int Code, string Message)? Problem(HttpRequest request, JsonElement body)
    {
        if (string.IsNullOrEmpty(request.Headers["x-api-key"]) && string.IsNullOrEmpty(request.Headers.Authorization))
            return (401, "x-api-key header is required");
        if (!DateOnly.TryParseExact(request.Headers["anthropic-version"], "yyyy-MM-dd", out _))
            return (400, "anthropic-version: header is required");
        if (body.ValueKind != JsonValueKind.Object)
            return (400, "The body must be an object.");
        if (RequestCheck.UnknownMember(body, Members) is { } unknown)
            return (400, $"{unknown}: Extra inputs are not permitted");
        if (!body.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.String)
            return (400, "model: Field required");
        if (RequestCheck.Whole(body, "max_tokens") is not >= 1)
            return (400, "max_tokens: Field required");
        if (RequestCheck.MessagesProblem(body, Roles) is { } message)
            return (400, message);
        if (body.GetProperty("messages")[0].GetProperty("role").GetString() != "user")
            return (400, "messages: first message must use the \"user\" role");
        if (ThinkingProblem(body) is { } thinking)
            return (400, thinking);
        if (ClaudeGeneration.Of(model.GetString() ?? "").Problem(body) is { } unknownToIt)
            return (400, unknownToIt);
        if (RequestCheck.Outside(body, "temperature", 0, 1))
            return (400, "temperature: range: 0..1");
        if (CacheMarks(body) > 4)
            return (400, "A maximum of 4 blocks with cache_control may be provided.");
        return OutputProblem(body) is { } problem ? (400, problem) : null;
    }

    private static string? OutputProblem(JsonElement body)
    {
        if (!body.TryGetProperty("output_config", out var output))
            return null;
        if (output.TryGetProperty("effort", out var effort) && !Efforts.Contains(effort.ToString()))
            return "output_config.effort: must be low, medium, high, xhigh or max";
        if (!output.TryGetProperty("format", out var format))
            return null;
        if (RequestCheck.Text(format, "type") != "json_schema" || !format.TryGetProperty("schema", out var schema))
            return "output_config.format: type must be json_schema, with a schema";
        return (RequestCheck.SchemaProblem(schema, everyMemberRequired: false) ?? RequestCheck.SizeProblem(schema)) is { } problem
            ? $"output_config.format.schema: {problem}"
            : null;
    }

    /// <summary>Thinking leaves room for the answer, and does not go with a temperature.</summary>
    private static string? ThinkingProblem(JsonElement body)
    {
        if (!body.TryGetProperty("thinking", out var thinking))
            return null;
        var type = RequestCheck.Text(thinking, "type");
        if (type is not ("enabled" or "disabled" or "adaptive" or "between_tools"))
            return "thinking.type: must be enabled, disabled, adaptive or between_tools";
        if (type == "enabled" && RequestCheck.Whole(thinking, "budget_tokens") is not >= LeastThinking)
            return $"thinking.enabled.budget_tokens: must be {LeastThinking} or more";
        if (type == "enabled" && RequestCheck.Whole(thinking, "budget_tokens") >= RequestCheck.Whole(body, "max_tokens"))
            return "`max_tokens` must be greater than `thinking.budget_tokens`";
        return
            type != "disabled"
            && body.TryGetProperty("temperature", out var t)
            && t.ValueKind == JsonValueKind.Number
            && t.GetDouble() is not 1
            ? "`temperature` may only be set to 1 when thinking is enabled"
            : null;
    }

    public StandInQuestion Read(int number, JsonElement body) =>
        new(
            number,
            "messages",
            body.GetProperty("model").GetString() ?? "",
            body.TryGetProperty("system", out var system) ? RequestCheck.TextOf(system) : "",
            RequestCheck.TextOf(body.GetProperty("messages")[0].GetProperty("content")),
            body.TryGetProperty("output_config", out var output) && output.TryGetProperty("format", out var format)
                ? format.GetProperty("schema").GetRawText()
                : "{}"
        );

    public async Task WriteAnswerAsync(HttpContext context, StandInQuestion question, JsonElement body, StandInAnswer answer)
    {
        var (text, whole) = RequestCheck.Sent(answer);
        var stop = answer switch
        {
            StandInAnswer.Refusal => "refusal",
            StandInAnswer.OutputLimit => "max_tokens",
            _ => "end_turn",
        };
        var usage = new
        {
            input_tokens = RequestCheck.Tokens(question.Prompt),
            cache_creation_input_tokens = 0,
            cache_read_input_tokens = question.Number > 1 ? RequestCheck.Tokens(question.Instructions) : 0,
            output_tokens = RequestCheck.Tokens(text),
        };
        var id = $"msg_{question.Number}";
        if (!(body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True))
        {
            await context.Response.WriteAsJsonAsync(
                new
                {
                    id,
                    type = "message",
                    role = "assistant",
                    model = question.Model,
                    content = new[] { new { type = "text", text } },
                    stop_reason = stop,
                    stop_sequence = (string?)null,
                    usage,
                },
                context.RequestAborted
            );
            return;
        }
        var events = new EventStream(context);
        await events.WriteAsync(
            "message_start",
            new
            {
                type = "message_start",
                message = new
                {
                    id,
                    type = "message",
                    role = "assistant",
                    model = question.Model,
                    content = Array.Empty<object>(),
                    stop_reason = (string?)null,
                    stop_sequence = (string?)null,
                    usage,
                },
            }
        );
        await events.WriteAsync(
            "content_block_start",
            new
            {
                type = "content_block_start",
                index = 0,
                content_block = new { type = "text", text = "" },
            }
        );
        foreach (var piece in RequestCheck.Pieces(text))
            await events.WriteAsync(
                "content_block_delta",
                new
                {
                    type = "content_block_delta",
                    index = 0,
                    delta = new { type = "text_delta", text = piece },
                }
            );
        if (answer is StandInAnswer.Stalled)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!whole)
        {
            context.Abort();
            return;
        }
        await events.WriteAsync("content_block_stop", new { type = "content_block_stop", index = 0 });
        await events.WriteAsync(
            "message_delta",
            new
            {
                type = "message_delta",
                delta = new { stop_reason = stop, stop_sequence = (string?)null },
                usage,
            }
        );
        await events.WriteAsync("message_stop", new { type = "message_stop" });
    }

    public Task WriteErrorAsync(HttpContext context, int code, string message)
    {
        context.Response.StatusCode = code;
        var type = code switch
        {
            400 => "invalid_request_error",
            401 => "authentication_error",
            429 => "rate_limit_error",
            529 => "overloaded_error",
            _ => "api_error",
        };
        return context.Response.WriteAsJsonAsync(new { type = "error", error = new { type, message } }, context.RequestAborted);
    }

    private static int CacheMarks(JsonElement node) =>
        node.ValueKind switch
        {
            JsonValueKind.Array => node.EnumerateArray().Sum(CacheMarks),
            JsonValueKind.Object => node.EnumerateObject().Sum(m => m.Name == "cache_control" ? 1 : CacheMarks(m.Value)),
            _ => 0,
        };
}
