using System.Globalization;

namespace Dataing.Analysis.Metrics;

/// <summary>Spans of time as people say them.</summary>
internal static class Spans
{
    public static string Words(double seconds) =>
        Math.Abs(seconds) switch
        {
            < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
            < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
            < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0.#} days"),
        };
}
