using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Dataing.Adapters.Models.Chat;

namespace Dataing.Adapters.Models;

/// <summary>Asks a model's server for its list of models: whether it can be reached, takes the key and has the model, without a token spent.</summary>
public static class ModelProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<ModelProbeResult> AskAsync(ModelSettings settings, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        using var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !settings.IsLocal };
        using var http = new HttpClient(sockets) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, UrlOf(settings));
            Sign(question, settings);
            using var response = await http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (!response.IsSuccessStatusCode)
                return new ModelProbeResult.Answered(response.StatusCode, []);
            return new ModelProbeResult.Answered(response.StatusCode, Ids(await ChatErrors.SaidAsync(response, timeout.Token)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModelProbeResult.Silent($"It did not answer within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new ModelProbeResult.Silent("It could not be reached.");
        }
    }

    private static Uri UrlOf(ModelSettings settings)
    {
        if (settings.Vendor == ModelVendor.Anthropic)
            return new Uri(AnthropicModel.HostOf(settings.BaseUrl) + "/v1/models");
        var call = ChatEndpoint.Candidates(settings.BaseUrl)[0];
        return new UriBuilder(call)
        {
            Path = call.AbsolutePath.Replace("/chat/completions", "/models", StringComparison.OrdinalIgnoreCase),
        }.Uri;
    }

    private static void Sign(HttpRequestMessage question, ModelSettings settings)
    {
        if (settings.Vendor == ModelVendor.Anthropic)
        {
            question.Headers.Add("anthropic-version", "2023-06-01");
            question.Headers.Add("x-api-key", settings.ApiKey ?? "none");
            return;
        }
        question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey ?? "none");
        if (settings.IsAzure && settings.ApiKey is { } key)
            question.Headers.Add("api-key", key);
    }

    /// <summary>The ids of {"data": [{"id": …}]}; none where the list has another shape, or is longer than is read.</summary>
    private static IReadOnlyList<string> Ids(string json)
    {
        try
        {
            using var list = JsonDocument.Parse(json);
            return
                list.RootElement.ValueKind == JsonValueKind.Object
                && list.RootElement.TryGetProperty("data", out var data)
                && data.ValueKind == JsonValueKind.Array
                ?
                [
                    .. data.EnumerateArray()
                        .Where(m =>
                            m.ValueKind == JsonValueKind.Object
                            && m.TryGetProperty("id", out var id)
                            && id.ValueKind == JsonValueKind.String
                        )
                        .Select(m => m.GetProperty("id").GetString() ?? ""),
                ]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>What came of asking.</summary>
public abstract record ModelProbeResult
{
    private ModelProbeResult() { }

    /// <param name="Status">401 and 403 refuse the key; 404 is a server without a list.</param>
    /// <param name="Models">Empty where it does not list them.</param>
    public sealed record Answered(HttpStatusCode Status, IReadOnlyList<string> Models) : ModelProbeResult;

    public sealed record Silent(string Reason) : ModelProbeResult;
}
