using System.Globalization;

namespace Dataing.Adapters.Models;

/// <summary>How Claude is to think before it answers: as it sees fit, with a budget of tokens, or not at all.</summary>
/// <param name="Tokens">Null for as it sees fit; 0 for not at all.</param>
public sealed record ModelThinking(int? Tokens)
{
    public const int Least = 1_024;
    private const int Most = 100_000;

    /// <summary>From "adaptive", "off" or a number of tokens, which older models want; null for null.</summary>
    public static ModelThinking? Of(string? text) =>
        text?.ToLowerInvariant() switch
        {
            null => null,
            "adaptive" => new ModelThinking((int?)null),
            "off" or "disabled" or "0" => new ModelThinking(0),
            var number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= Least and <= Most =>
                new ModelThinking(n),
            _ => throw new ModelSettingsException($"LLM_THINKING must be adaptive, off, or a number of tokens from {Least} to {Most}."),
        };
}
