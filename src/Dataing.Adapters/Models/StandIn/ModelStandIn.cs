using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>
/// A local server that speaks the Messages API (POST /v1/messages) and the chat-completions API (POST /v1/chat/completions), streamed or
/// whole, and answers by a script. It refuses what the real ones refuse. Loopback only.
/// </summary>
public sealed class ModelStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _questions;
    private int _refused;

    private ModelStandIn(WebApplication app) => _app = app;

    /// <summary>Where it listens, without a path: "http://127.0.0.1:9099".</summary>
    public string Url { get; private set; } = "";

    /// <summary>How many requests were refused for their form, so far.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Starts on the given port of the loopback interface; 0 takes a free one.</summary>
    public static async Task<ModelStandIn> StartAsync(int port, IStandInScript script, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = 4 << 20;
        });
        var app = builder.Build();
        var standIn = new ModelStandIn(app);
        app.MapPost("/v1/messages", context => standIn.HandleAsync(context, MessagesProtocol.Instance, script));
        app.MapPost("/v1/chat/completions", context => standIn.HandleAsync(context, ChatCompletionsProtocol.Instance, script));
        app.MapGet("/v1/models", () => Results.Json(new { @object = "list", data = new[] { new { id = "person", @object = "model" } } }));
        await app.StartAsync(cancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        standIn.Url = addresses?.Addresses.Single() ?? throw new InvalidOperationException("The server has no address.");
        return standIn;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context, IModelProtocol protocol, IStandInScript script)
    {
        var cancellationToken = context.RequestAborted;
        JsonElement body;
        try
        {
            body = (await JsonDocument.ParseAsync(context.Request.Body, default, cancellationToken)).RootElement.Clone();
        }
        catch (JsonException)
        {
            await protocol.WriteErrorAsync(context, 400, "The body is no JSON.");
            return;
        }
        if (protocol.Problem(context.Request, body) is var (code, message))
        {
            Interlocked.Increment(ref _refused);
            await protocol.WriteErrorAsync(context, code, message);
            return;
        }
        var question = protocol.Read(Interlocked.Increment(ref _questions), body);
        var answer = await script.AnswerAsync(question, cancellationToken);
        switch (answer)
        {
            case StandInAnswer.Status status:
                if (status.RetryAfter is { } wait)
                    context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(
                        System.Globalization.CultureInfo.InvariantCulture
                    );
                await protocol.WriteErrorAsync(context, status.Code, "As the script says.");
                break;
            case StandInAnswer.ContextExceeded:
                await protocol.WriteErrorAsync(context, 400, protocol.TooLong);
                break;
            case StandInAnswer.Silence:
                await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                await protocol.WriteAnswerAsync(context, question, body, answer);
                break;
        }
    }
}
