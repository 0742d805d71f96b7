using System.Globalization;
using System.Net;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models;

/// <summary>What an HTTP status of a model's server means; both vendors use the same numbers, and Anthropic adds 529.</summary>
internal static class ModelErrors
{
    private const int Overloaded = 529;

    private static readonly string[] TooLong =
    [
        "prompt is too long",
        "maximum context length",
        "context_length_exceeded",
        "context length",
        "context window",
        "context size",
        "exceed context limit",
    ];

    public static ModelErrorKind OfStatus(HttpStatusCode status) =>
        (int)status switch
        {
            429 => ModelErrorKind.RateLimited,
            Overloaded => ModelErrorKind.Overloaded,
            401 or 403 => ModelErrorKind.Authentication,
            408 or 504 => ModelErrorKind.Timeout,
            >= 500 => ModelErrorKind.ServerError,
            _ => ModelErrorKind.BadRequest,
        };

    /// <summary>Whether a refusal says that the question is too long for the model: each server says so in words of its own.</summary>
    public static bool IsTooLong(HttpStatusCode status, string? said) =>
        (int)status is 413
        || (int)status is 400 or 422 or 500
            && said is { } text
            && TooLong.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase));

    public static ModelException ContextExceeded(ModelUsage? usage = null) =>
        new(ModelErrorKind.ContextExceeded, "The question does not fit the model's context; a smaller LLM_CONTEXT_TOKENS would.")
        {
            Usage = usage,
        };

    /// <summary>A sentence without anything of the server's own text, which may repeat the prompt.</summary>
    public static string Sentence(HttpStatusCode status) =>
        OfStatus(status) switch
        {
            ModelErrorKind.RateLimited => "The model's rate limit is reached (429).",
            ModelErrorKind.Overloaded => "The model is overloaded (529).",
            ModelErrorKind.Authentication => $"The model's server refused the key ({(int)status}); check the API key and the model's id.",
            ModelErrorKind.Timeout => $"The model's server timed out ({(int)status}).",
            ModelErrorKind.ServerError => $"The model's server failed ({(int)status}).",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"The model's server refused the request ({(int)status}); check LLM_MODEL, LLM_BASE_URL, LLM_EFFORT and LLM_THINKING."
            ),
        };
}
