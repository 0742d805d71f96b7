using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>Server-sent events of one answer, flushed one by one.</summary>
internal sealed class EventStream
{
    private readonly HttpContext _context;

    public EventStream(HttpContext context)
    {
        _context = context;
        context.Response.ContentType = "text/event-stream";
    }

    /// <param name="name">Null for events without a name.</param>
    public async Task WriteAsync(string? name, object data) => await WriteRawAsync(name, JsonSerializer.Serialize(data));

    public async Task WriteRawAsync(string? name, string data)
    {
        var line = name is null ? $"data: {data}\n\n" : $"event: {name}\ndata: {data}\n\n";
        await _context.Response.WriteAsync(line, _context.RequestAborted);
        await _context.Response.Body.FlushAsync(_context.RequestAborted);
    }
}
