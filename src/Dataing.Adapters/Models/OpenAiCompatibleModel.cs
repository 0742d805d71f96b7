using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dataing.Adapters.Models.Chat;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models;

/// <summary>
/// Any server that speaks the chat-completions protocol (OpenAI, Azure, vLLM, Ollama, llama.cpp, or one that somebody wrote this morning):
/// asked in full first, with a JSON Schema and streamed, and more plainly where it refuses that. What it took once it is asked again.
/// </summary>
public sealed class OpenAiCompatibleModel(ModelSettings settings, TimeProvider clock) : ILanguageModel, IDisposable
{
    private readonly SocketsHttpHandler _sockets = new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        AllowAutoRedirect = false,
        UseProxy = !settings.IsLocal,
    };

    private volatile Way? _known;

    public string Id => settings.Model;

    public async Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(settings.Timeout, clock);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await AskAsync(request, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelException(ModelErrorKind.Timeout, $"The model did not answer within {settings.Timeout.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ModelException(ModelErrorKind.Unavailable, "The model's server could not be reached, or the connection broke.", e);
        }
        catch (JsonException e)
        {
            throw new ModelException(
                ModelErrorKind.InvalidAnswer,
                "The model's server answered with something that is not its protocol.",
                e
            );
        }
    }

    public void Dispose() => _sockets.Dispose();

    /// <summary>The way that is known to work; else every way, until one is not refused.</summary>
    private async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        ModelException? refusal = null;
        foreach (var way in Ways())
        {
            var retryAfter = new RetryAfterHandler(_sockets, clock);
            using var http = new HttpClient(retryAfter, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
            using var question = Question(way, request);
            using var response = await http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                var reply = await new ChatReading(request).ReadAsync(body, cancellationToken);
                _known = way;
                return reply;
            }
            if (ModelErrors.IsTooLong(response.StatusCode, await ChatErrors.SaidAsync(response, cancellationToken)))
                throw ModelErrors.ContextExceeded();
            refusal = ChatErrors.OfStatus(response.StatusCode, retryAfter.RetryAfter);
            if (!ChatErrors.MayTakeAnother(response.StatusCode))
                throw refusal;
        }
        throw refusal ?? throw new InvalidOperationException("There is always a way to ask.");
    }

    private IEnumerable<Way> Ways()
    {
        var known = _known;
        if (known is not null)
            yield return known;
        foreach (var shape in ChatShape.All(settings.Effort is not null))
        foreach (var url in ChatEndpoint.Candidates(settings.BaseUrl))
            if (new Way(url, shape) is var way && way != known)
                yield return way;
    }

    private HttpRequestMessage Question(Way way, ModelRequest request)
    {
        var json = way.Shape.Body(request, settings.Model, settings.Effort);
        var question = new HttpRequestMessage(HttpMethod.Post, way.Url)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey ?? "none");
        if (settings.IsAzure && settings.ApiKey is { } key)
            question.Headers.Add("api-key", key);
        return question;
    }

    private sealed record Way(Uri Url, ChatShape Shape);
}
