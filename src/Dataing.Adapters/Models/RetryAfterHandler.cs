namespace Dataing.Adapters.Models;

/// <summary>Remembers how long the vendor asked to wait, which its client does not pass on. One handler serves one call.</summary>
internal sealed class RetryAfterHandler(HttpMessageHandler inner, TimeProvider clock) : DelegatingHandler(inner)
{
    /// <summary>The Retry-After of the last answer (RFC 9110, section 10.2.3), as a span; null when it had none.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var header = response.Headers.RetryAfter;
        RetryAfter = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
        return response;
    }
}
