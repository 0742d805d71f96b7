using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dataing.Adapters.Tests.Models.Chat;

/// <summary>A server that answers whatever the test says, to whatever is sent, and keeps what was sent: what somebody writes in ten minutes.</summary>
internal sealed class SimpleServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimpleServer(WebApplication app) => _app = app;

    public List<(string Path, string Body)> Asked { get; } = [];

    public string Url => _app.Urls.Single();

    public static async Task<SimpleServer> StartAsync(Func<string, string, Answer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new SimpleServer(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            var path = context.Request.Path + context.Request.QueryString.ToString();
            lock (server.Asked)
                server.Asked.Add((path, body));
            await WriteAsync(context, answer(path, body));
        });
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Type;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(answer.Text);
    }

    public sealed record Answer(string Text, int Status = 200, string? Type = "application/json")
    {
        public Dictionary<string, string> Headers { get; init; } = [];
    }
}
