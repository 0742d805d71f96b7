using System.Net;
using System.Text.Json;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models.Chat;

/// <summary>Errors as servers tell them: by status, or within an answer that claims to be one.</summary>
internal static class ChatErrors
{
    /// <summary>Whether another URL or a plainer shape of the same question may be taken where this status was given.</summary>
    public static bool MayTakeAnother(HttpStatusCode status) => (int)status is 400 or 404 or 405 or 406 or 415 or 422 or 501;

    /// <summary>The beginning of what a server said with its refusal; it is looked at and never shown, for it may repeat the prompt.</summary>
    public static async Task<string> SaidAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var start = new byte[16 << 10];
        var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(start, 0, length);
    }

    public static ModelException OfStatus(HttpStatusCode status, TimeSpan? retryAfter) =>
        new(ModelErrors.OfStatus(status), ModelErrors.Sentence(status)) { RetryAfter = retryAfter };

    /// <summary>An error object with 200 before it, or in the middle of a stream.</summary>
    public static ModelException InAnswer(JsonElement error)
    {
        var code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var c) ? c : default;
        var status = code.ValueKind switch
        {
            JsonValueKind.Number when code.TryGetInt32(out var number) => number,
            JsonValueKind.String when int.TryParse(code.GetString(), out var number) => number,
            _ => 0,
        };
        if (ModelErrors.IsTooLong(HttpStatusCode.BadRequest, error.GetRawText()))
            return ModelErrors.ContextExceeded();
        return status is >= 400 and < 600
            ? OfStatus((HttpStatusCode)status, null)
            : new ModelException(ModelErrorKind.ServerError, "The model's server reported an error in place of an answer.");
    }
}
