using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using Dataing.Core.Models;
using OpenAI;
using OpenAI.Chat;

namespace Dataing.Adapters.Models;

/// <summary>
/// Any server that speaks the chat-completions protocol (OpenAI, Azure, vLLM, Ollama, llama.cpp): answers by JSON Schema
/// (response_format), streamed.
/// </summary>
public sealed class OpenAiCompatibleModel(ModelSettings settings, TimeProvider clock) : ILanguageModel, IDisposable
{
    private const int MaxAnswerCharacters = 200_000;
    private readonly SocketsHttpHandler _sockets = new() { PooledConnectionLifetime = TimeSpan.FromMinutes(10), AllowAutoRedirect = false };

    public string Id => settings.Model;

    public async Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(settings.Timeout);
        var retryAfter = new RetryAfterHandler(_sockets, clock);
        var http = new HttpClient(retryAfter, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new ChatClient(settings.Model, new ApiKeyCredential(settings.ApiKey ?? "none"), Options(http));
        try
        {
            return await ReadAsync(client, request, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelException(ModelErrorKind.Timeout, $"The model did not answer within {settings.Timeout.TotalSeconds:0} s.");
        }
        catch (ClientResultException e) when (e.Status > 0)
        {
            throw new ModelException(ModelErrors.OfStatus((HttpStatusCode)e.Status), ModelErrors.Sentence((HttpStatusCode)e.Status), e)
            {
                RetryAfter = retryAfter.RetryAfter,
            };
        }
        catch (Exception e) when (e is ClientResultException or HttpRequestException or IOException)
        {
            throw new ModelException(ModelErrorKind.Unavailable, "The model's server could not be reached, or the connection broke.", e);
        }
        catch (Exception e)
            when (e is System.Text.Json.JsonException or FormatException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new ModelException(
                ModelErrorKind.InvalidAnswer,
                "The model's server answered with something that is not its protocol.",
                e
            );
        }
    }

    public void Dispose() => _sockets.Dispose();

    private OpenAIClientOptions Options(HttpClient http)
    {
        var options = new OpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        if (settings.BaseUrl is { } url)
            options.Endpoint = new Uri(url);
        return options;
    }

    private static async Task<ModelReply> ReadAsync(ChatClient client, ModelRequest request, CancellationToken cancellationToken)
    {
        var options = new ChatCompletionOptions
        {
            MaxOutputTokenCount = request.MaxOutputTokens,
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                request.Call,
                BinaryData.FromString(request.Schema),
                jsonSchemaIsStrict: true
            ),
        };
        ChatMessage[] messages =
        [
            new SystemChatMessage(request.StablePrefix),
            new UserChatMessage(request.CaseFile + "\n\n" + request.Task),
        ];
        var text = new StringBuilder();
        var refusal = new StringBuilder();
        ChatTokenUsage? usage = null;
        ChatFinishReason? finish = null;
        await foreach (var update in client.CompleteChatStreamingAsync(messages, options, cancellationToken))
        {
            foreach (var part in update.ContentUpdate)
                text.Append(part.Text);
            refusal.Append(update.RefusalUpdate);
            usage = update.Usage ?? usage;
            finish = update.FinishReason ?? finish;
            if (text.Length > MaxAnswerCharacters)
                throw new ModelException(ModelErrorKind.TooLong, $"The answer is longer than {MaxAnswerCharacters} characters.");
        }
        if (refusal.Length > 0 || finish == ChatFinishReason.ContentFilter)
            throw new ModelException(ModelErrorKind.Refused, "The model declined to answer.");
        return finish switch
        {
            null => throw new ModelException(ModelErrorKind.CutOff, "The model's answer was cut off before its end."),
            ChatFinishReason.Length => throw new ModelException(ModelErrorKind.TooLong, "The answer did not fit the output limit."),
            _ => new ModelReply(text.ToString(), UsageOf(usage, request, text.Length)),
        };
    }

    /// <summary>As the server counted; estimated where it does not count.</summary>
    private static ModelUsage UsageOf(ChatTokenUsage? usage, ModelRequest request, int characters)
    {
        if (usage is null)
            return new ModelUsage(ModelRules.EstimateTokens(request), characters / 3);
        var cached = usage.InputTokenDetails?.CachedTokenCount ?? 0;
        return new ModelUsage(usage.InputTokenCount - cached, usage.OutputTokenCount, cached);
    }
}
