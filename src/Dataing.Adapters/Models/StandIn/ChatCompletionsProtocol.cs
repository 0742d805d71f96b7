using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>The chat-completions API: the members this product sends, the refusals of the real one, its stream of chunks.</summary>
internal sealed partial class ChatCompletionsProtocol : IModelProtocol
{
    private static readonly HashSet<string> Members =
    [
        "model",
        "messages",
        "response_format",
        "stream",
        "stream_options",
        "max_completion_tokens",
        "max_tokens",
        "temperature",
        "top_p",
        "seed",
        "stop",
        "user",
        "reasoning_effort",
        "n",
    ];

    private static readonly HashSet<string> Roles = ["system", "developer", "user", "assistant", "tool"];

    public static ChatCompletionsProtocol Instance { get; } = new();

    public string TooLong =>
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens. Please reduce the length of the messages.";

    public (int Code, string Message)? Problem(HttpRequest request, JsonElement body)
    {
        if (!request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
            return (401, "You didn't provide an API key.");
        if (body.ValueKind != JsonValueKind.Object)
            return (400, "The body must be an object.");
        if (RequestCheck.UnknownMember(body, Members) is { } unknown)
            return (400, $"Unrecognized request argument supplied: {unknown}");
        if (!body.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.String)
            return (400, "you must provide a model parameter");
        if (RequestCheck.MessagesProblem(body, Roles) is { } message)
            return (400, message);
        if (Unsupported(model.GetString() ?? "", body) is { } unsupported)
            return (400, unsupported);
        if (body.TryGetProperty("max_tokens", out _) && body.TryGetProperty("max_completion_tokens", out _))
            return (400, "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.");
        foreach (var bound in (string[])["max_tokens", "max_completion_tokens"])
            if (body.TryGetProperty(bound, out _) && RequestCheck.Whole(body, bound) is not >= 1)
                return (400, $"Invalid '{bound}': integer below minimum value.");
        if (RequestCheck.Outside(body, "temperature", 0, 2) || RequestCheck.Outside(body, "top_p", 0, 1))
            return (400, "Invalid 'temperature' or 'top_p'.");
        if (body.TryGetProperty("stream_options", out _) && !IsStreamed(body))
            return (400, "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        if (body.TryGetProperty("reasoning_effort", out var effort) && !Efforts.Contains(effort.ToString()))
            return (400, "Invalid value for 'reasoning_effort'.");
        return FormatProblem(body) is { } problem ? (400, problem) : null;
    }

    /// <summary>What OpenAI's models with reasoning refuse and those without it, by their ids; of other names nothing is known.</summary>
    private static string? Unsupported(string model, JsonElement body)
    {
        if (Reasons().IsMatch(model) && body.TryGetProperty("max_tokens", out _))
            return "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
        if (Reasons().IsMatch(model) && body.TryGetProperty("temperature", out var t) && t.ToString() != "1")
            return "Unsupported value: 'temperature' does not support this value with this model. Only the default (1) value is supported.";
        return model.StartsWith("gpt-4", StringComparison.Ordinal) && body.TryGetProperty("reasoning_effort", out _)
            ? "Unrecognized request argument supplied: reasoning_effort"
            : null;
    }

    private static readonly HashSet<string> Efforts = ["none", "minimal", "low", "medium", "high", "xhigh"];

    private static bool IsStreamed(JsonElement body) =>
        body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;

    private static string? FormatProblem(JsonElement body)
    {
        if (!body.TryGetProperty("response_format", out var format))
            return null;
        switch (RequestCheck.Text(format, "type"))
        {
            case "text":
                return null;
            case "json_object":
                return body.GetProperty("messages").GetRawText().Contains("json", StringComparison.OrdinalIgnoreCase)
                    ? null
                    : "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
            case "json_schema" when format.TryGetProperty("json_schema", out var schema) && schema.TryGetProperty("schema", out var shape):
                return !SchemaName().IsMatch(RequestCheck.Text(schema, "name")) ? "Invalid 'response_format.json_schema.name'"
                    : RequestCheck.SchemaProblem(shape, everyMemberRequired: true) is { } problem
                        ? $"Invalid schema for response_format: {problem}"
                    : null;
            default:
                return "Missing or invalid 'response_format.type'.";
        }
    }

    public StandInQuestion Read(int number, JsonElement body)
    {
        var messages = body.GetProperty("messages").EnumerateArray().ToList();
        return new StandInQuestion(
            number,
            "chat_completions",
            body.GetProperty("model").GetString() ?? "",
            Join(messages, user: false),
            Join(messages, user: true),
            body.TryGetProperty("response_format", out var format) && format.TryGetProperty("json_schema", out var schema)
                ? schema.GetProperty("schema").GetRawText()
                : "{}"
        );
    }

    public async Task WriteAnswerAsync(HttpContext context, StandInQuestion question, JsonElement body, StandInAnswer answer)
    {
        var (text, whole) = RequestCheck.Sent(answer);
        var finish = answer is StandInAnswer.OutputLimit ? "length" : "stop";
        var refusal = answer is StandInAnswer.Refusal ? "I can't help with that." : null;
        var usage = new
        {
            prompt_tokens = RequestCheck.Tokens(question.Instructions + question.Prompt),
            completion_tokens = RequestCheck.Tokens(text),
            total_tokens = RequestCheck.Tokens(question.Instructions + question.Prompt) + RequestCheck.Tokens(text),
        };
        var id = $"chatcmpl-{question.Number}";
        if (!IsStreamed(body))
        {
            await context.Response.WriteAsJsonAsync(
                new
                {
                    id,
                    @object = "chat.completion",
                    created = 0,
                    model = question.Model,
                    choices = new[]
                    {
                        new
                        {
                            index = 0,
                            message = new
                            {
                                role = "assistant",
                                content = text,
                                refusal,
                            },
                            finish_reason = finish,
                        },
                    },
                    usage,
                },
                context.RequestAborted
            );
            return;
        }
        var events = new EventStream(context);
        await events.WriteAsync(
            null,
            Chunk(
                new
                {
                    role = "assistant",
                    content = "",
                    refusal,
                },
                null
            )
        );
        foreach (var piece in RequestCheck.Pieces(text))
            await events.WriteAsync(null, Chunk(new { content = piece }, null));
        if (answer is StandInAnswer.Stalled)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!whole)
        {
            context.Abort();
            return;
        }
        await events.WriteAsync(null, Chunk(new { }, finish));
        var wantsUsage = body.TryGetProperty("stream_options", out var o) && o.TryGetProperty("include_usage", out var i) && i.GetBoolean();
        if (wantsUsage)
            await events.WriteAsync(
                null,
                new
                {
                    id,
                    @object = "chat.completion.chunk",
                    created = 0,
                    model = question.Model,
                    choices = Array.Empty<object>(),
                    usage,
                }
            );
        await events.WriteRawAsync(null, "[DONE]");

        object Chunk(object delta, string? finishReason) =>
            new
            {
                id,
                @object = "chat.completion.chunk",
                created = 0,
                model = question.Model,
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        delta,
                        finish_reason = finishReason,
                    },
                },
            };
    }

    public Task WriteErrorAsync(HttpContext context, int code, string message)
    {
        context.Response.StatusCode = code;
        var error = new
        {
            message,
            type = code == 429 ? "rate_limit_error" : "invalid_request_error",
            code = (string?)null,
        };
        return context.Response.WriteAsJsonAsync(new { error }, context.RequestAborted);
    }

    private static string Join(List<JsonElement> messages, bool user) =>
        string.Join(
            "\n\n",
            messages
                .Where(m => m.GetProperty("role").GetString() == "user" == user)
                .Select(m => RequestCheck.TextOf(m.GetProperty("content")))
        );

    [GeneratedRegex("^(o[0-9]|gpt-[5-9])")]
    private static partial Regex Reasons();

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex SchemaName();
}
