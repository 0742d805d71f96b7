using System.Net;
using System.Text;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Dataing.Adapters.Models.Claude;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models;

/// <summary>
/// Claude through the official SDK: answers by JSON Schema (output_config.format), streamed so that a long answer does not time out, with
/// the instructions and the case file marked for prompt caching. Thinking, effort or schema that a model refuses are left out (<see cref="ClaudeShape"/>).
/// Retrying is the desk's work, not the SDK's.
/// </summary>
public sealed class AnthropicModel(ModelSettings settings, TimeProvider clock) : ILanguageModel, IDisposable
{
    private const string VendorUrl = "https://api.anthropic.com";
    private const int MaxAnswerCharacters = 200_000;
    private readonly SocketsHttpHandler _sockets = new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        AllowAutoRedirect = false,
        UseProxy = !settings.IsLocal,
    };

    private volatile ClaudeShape? _known;

    public string Id => settings.Model;

    public async Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(settings.Timeout, clock);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var retryAfter = new RetryAfterHandler(new Unowned(_sockets), clock);
        using var http = new HttpClient(retryAfter, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new AnthropicClient
        {
            HttpClient = http,
            MaxRetries = 0,
            ApiKey = settings.ApiKey,
            BaseUrl = HostOf(settings.BaseUrl),
        };
        try
        {
            return await AskAsync(client, request, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelException(ModelErrorKind.Timeout, $"The model did not answer within {settings.Timeout.TotalSeconds:0} s.");
        }
        catch (AnthropicApiException e) when (ModelErrors.IsTooLong(e.StatusCode, e.Message))
        {
            throw ModelErrors.ContextExceeded();
        }
        catch (AnthropicApiException e)
        {
            throw new ModelException(ModelErrors.OfStatus(e.StatusCode), ModelErrors.Sentence(e.StatusCode), e)
            {
                RetryAfter = retryAfter.RetryAfter,
            };
        }
        catch (AnthropicSseException e)
        {
            throw new ModelException(ModelErrorKind.Overloaded, "The model reported an error in the middle of its answer.", e);
        }
        catch (AnthropicInvalidDataException e)
        {
            throw new ModelException(
                ModelErrorKind.InvalidAnswer,
                "The model's server answered with something that is not its protocol.",
                e
            );
        }
        catch (Exception e) when (e is AnthropicIOException or HttpRequestException or IOException)
        {
            throw new ModelException(ModelErrorKind.Unavailable, "The model's server could not be reached, or the connection broke.", e);
        }
    }

    public void Dispose() => _sockets.Dispose();

    /// <summary>The shape that worked last, or the richest; then the plainer ones, until one is not refused for what it says.</summary>
    private async Task<ModelReply> AskAsync(AnthropicClient client, ModelRequest request, CancellationToken cancellationToken)
    {
        var shapes = ClaudeShape.All(settings).SkipWhile(s => _known is { } known && s != known).ToList();
        for (var i = 0; ; i++)
            try
            {
                var events = client.Messages.CreateStreaming(shapes[i].Parameters(request, settings), cancellationToken);
                var reply = await ReadAsync(events, cancellationToken);
                _known = shapes[i];
                return reply;
            }
            catch (AnthropicApiException e)
                when (i + 1 < shapes.Count
                    && !ModelErrors.IsTooLong(e.StatusCode, e.Message)
                    && shapes[i].MayBePlainer(e.StatusCode, e.Message)
                )
            {
                // Nothing was answered; the next shape says less.
            }
    }

    /// <summary>The client adds /v1/messages itself; people write some of it.</summary>
    internal static string HostOf(string? url)
    {
        var host = (url ?? VendorUrl).TrimEnd('/');
        foreach (var ending in (string[])["/messages", "/v1"])
            host = host.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? host[..^ending.Length] : host;
        return host;
    }

    /// <summary>Gathers the text; a stream without its end is cut off, whatever it held.</summary>
    private static async Task<ModelReply> ReadAsync(IAsyncEnumerable<RawMessageStreamEvent> events, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        long input = 0,
            output = 0,
            cacheRead = 0,
            cacheWrite = 0;
        StopReason? stop = null;
        var ended = false;
        await foreach (var e in events.WithCancellation(cancellationToken))
        {
            if (e.TryPickStart(out var start))
            {
                input = start.Message.Usage.InputTokens;
                cacheRead = start.Message.Usage.CacheReadInputTokens ?? 0;
                cacheWrite = start.Message.Usage.CacheCreationInputTokens ?? 0;
            }
            else if (e.TryPickContentBlockDelta(out var block) && block.Delta.TryPickText(out var delta))
            {
                text.Append(delta.Text);
                if (text.Length > MaxAnswerCharacters)
                    throw new ModelException(ModelErrorKind.TooLong, $"The answer is longer than {MaxAnswerCharacters} characters.");
            }
            else if (e.TryPickDelta(out var end))
            {
                output = end.Usage.OutputTokens;
                stop = end.Delta.StopReason?.Value();
            }
            else if (e.TryPickStop(out _))
            {
                ended = true;
            }
        }
        var usage = new ModelUsage(input, output, cacheRead, cacheWrite);
        if (!ended)
            throw new ModelException(ModelErrorKind.CutOff, "The model's answer was cut off before its end.") { Usage = usage };
        return stop switch
        {
            StopReason.Refusal => throw new ModelException(ModelErrorKind.Refused, "The model declined to answer.") { Usage = usage },
            StopReason.ModelContextWindowExceeded => throw ModelErrors.ContextExceeded(usage),
            StopReason.MaxTokens => throw new ModelException(ModelErrorKind.TooLong, "The answer did not fit the output limit.")
            {
                Usage = usage,
            },
            _ => new ModelReply(text.ToString(), usage),
        };
    }

    /// <summary>Keeps the shared sockets open when a call's handlers are disposed.</summary>
    private sealed class Unowned(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _invoker = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _invoker.Dispose();
            base.Dispose(disposing);
        }
    }
}
