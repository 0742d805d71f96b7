using Dataing.Core.Intake;

namespace Dataing.Core.Alerts;

/// <summary>Reads an alert from whatever it was written as: the JSON of a monitor, or a sentence of a person.</summary>
public static class AlertReader
{
    /// <summary>
    /// Reads one alert; <paramref name="now"/> gives "yesterday" its meaning. Throws <see cref="UnreadableInputException"/> with a sentence
    /// that says what to do.
    /// </summary>
    public static AnomalyAlert Read(string text, DateTimeOffset now)
    {
        PlainText.RequireBounded(text, "alert");
        var trimmed = text.TrimStart('\uFEFF').Trim();
        return trimmed switch
        {
            "" => throw new UnreadableInputException(
                "The alert is empty; write a sentence such as \"null rate of orders.user_id jumped on 2026-01-10\", or give its JSON."
            ),
            ['{', ..] => AlertJson.Read(trimmed),
            // "[FIRING:1] …" is how monitors begin a sentence.
            ['[', .. var rest] when rest.TrimStart() is "" or ['{' or '[' or ']' or '"' or (>= '0' and <= '9'), ..] => AlertJson.Read(
                trimmed
            ),
            _ => AlertSentence.Read(PlainText.Clean(trimmed), now),
        };
    }
}
