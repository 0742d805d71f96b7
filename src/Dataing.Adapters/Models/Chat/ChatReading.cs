using System.Text;
using System.Text.Json;
using Dataing.Core.Models;
using Dataing.Core.Reasoning;

namespace Dataing.Adapters.Models.Chat;

/// <summary>
/// Gathers one answer, whether it comes as events or whole, whatever the request asked for and the headers say. What is not the protocol
/// throws <see cref="JsonException"/>.
/// </summary>
internal sealed class ChatReading(ModelRequest request)
{
    private const int MaxAnswerCharacters = 200_000;
    private readonly StringBuilder _text = new();
    private string? _finish;
    private ModelUsage? _usage;
    private bool _refused;
    private bool _done;

    public async Task<ModelReply> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var whole = new StringBuilder();
        var streamed = false;
        await foreach (var line in BoundedLines.ReadAsync(body, cancellationToken))
        {
            // A server that does not stream answers a request to stream with one object; a few lines of white space may come first.
            if (whole.Length == 0 && !streamed)
            {
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                streamed = IsEventField(line);
            }
            if (!streamed)
                whole.Append(line).Append('\n');
            else if (line.StartsWith("data:", StringComparison.Ordinal))
                TakeEvent(line[5..].Trim());
        }
        if (!streamed)
            Take(Parse(whole.ToString()));
        return Reply(streamed);
    }

    private static bool IsEventField(string line) => line.StartsWith(':') || line.Split(':')[0] is "data" or "event" or "id" or "retry";

    private void TakeEvent(string data)
    {
        if (data == "[DONE]")
            _done = true;
        else if (data.Length > 0)
            Take(Parse(data));
    }

    private void Take(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            throw new JsonException("An answer is an object.");
        if (Member(answer, "error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error)
            throw ChatErrors.InAnswer(error);
        if (Member(answer, "usage") is { ValueKind: JsonValueKind.Object } usage)
            _usage = UsageOf(usage);
        if (Member(answer, "choices") is not { ValueKind: JsonValueKind.Array } choices)
            throw new JsonException("An answer has choices.");
        if (choices.GetArrayLength() == 0)
            return;
        var choice = choices[0];
        _finish = Member(choice, "finish_reason") is { ValueKind: JsonValueKind.String } finish ? finish.GetString() : _finish;
        var message = Member(choice, "delta") ?? Member(choice, "message");
        if (message is { ValueKind: JsonValueKind.Object } said)
        {
            Append(Member(said, "content"));
            _refused |= Member(said, "refusal") is { ValueKind: JsonValueKind.String } refusal && refusal.GetString() is { Length: > 0 };
        }
        else
        {
            Append(Member(choice, "text"));
        }
    }

    /// <summary>Content is a text, or a list of parts of which some are text.</summary>
    private void Append(JsonElement? content)
    {
        if (content is { ValueKind: JsonValueKind.String } text)
            _text.Append(text.GetString());
        else if (content is { ValueKind: JsonValueKind.Array } parts)
            foreach (var part in parts.EnumerateArray())
                Append(part.ValueKind == JsonValueKind.Object ? Member(part, "text") : part);
        if (_text.Length > MaxAnswerCharacters)
            throw Failure(ModelErrorKind.TooLong, $"The answer is longer than {MaxAnswerCharacters} characters.");
    }

    private ModelReply Reply(bool streamed)
    {
        if (_refused || _finish == "content_filter")
            throw Failure(ModelErrorKind.Refused, "The model declined to answer.");
        if (_finish == "length")
            throw Failure(ModelErrorKind.TooLong, "The answer did not fit the output limit.");
        var text = _text.ToString();
        // A stream says how it ends. One that does not, but whose answer is whole, was ended by a server that does not know the rule.
        if (streamed && _finish is null && !_done && !AnswerText.Objects(text).Any())
            throw Failure(ModelErrorKind.CutOff, "The model's answer was cut off before its end.");
        return new ModelReply(text, Usage());
    }

    private ModelException Failure(ModelErrorKind kind, string message) => new(kind, message) { Usage = Usage() };

    /// <summary>As the server counted; estimated where it does not count.</summary>
    private ModelUsage Usage() => _usage ?? new ModelUsage(ModelRules.EstimateInput(request), TokenEstimate.Of(_text.ToString()));

    private static ModelUsage? UsageOf(JsonElement usage)
    {
        if (Count(usage, "prompt_tokens") is not { } input || Count(usage, "completion_tokens") is not { } output)
            return null;
        var details = Member(usage, "prompt_tokens_details");
        var cached = details is { ValueKind: JsonValueKind.Object } d ? Math.Min(Count(d, "cached_tokens") ?? 0, input) : 0;
        return new ModelUsage(input - cached, output, cached);
    }

    private static long? Count(JsonElement holder, string name) =>
        Member(holder, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count >= 0
            ? count
            : null;

    private static JsonElement? Member(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
