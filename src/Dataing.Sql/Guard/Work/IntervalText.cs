using System.Globalization;
using System.Text.RegularExpressions;

namespace Dataing.Sql.Guard.Work;

/// <summary>Reads spans of time written in words, such as <c>1 day 2 hours</c> or <c>01:30:00</c>.</summary>
internal static partial class IntervalText
{
    public static double? Seconds(string text)
    {
        if (Clock().Match(text) is { Success: true } clock)
            return Part(clock, 1) * 3_600 + Part(clock, 2) * 60 + Part(clock, 3);
        if (Iso().Match(text) is { Success: true } iso && text.Length > 2)
            return Part(iso, 1) * 31_536_000
                + Part(iso, 2) * 2_592_000
                + Part(iso, 3) * 604_800
                + Part(iso, 4) * 86_400
                + Part(iso, 5) * 3_600
                + Part(iso, 6) * 60
                + Part(iso, 7);
        var matches = Words().Matches(text);
        if (matches.Count == 0 || Words().Replace(text, "").Any(c => !char.IsWhiteSpace(c) && c != ','))
            return null;
        return matches.Sum(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * Constants.SecondsOf(m.Groups[2].Value));
    }

    private static double Part(Match match, int group) =>
        double.TryParse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture, out var value) ? value : 0;

    [GeneratedRegex("^\\s*([0-9]{1,6}):([0-9]{1,2})(?::([0-9]{1,2}(?:\\.[0-9]+)?))?\\s*$")]
    private static partial Regex Clock();

    [GeneratedRegex(
        "^P(?:([0-9.]+)Y)?(?:([0-9.]+)M)?(?:([0-9.]+)W)?(?:([0-9.]+)D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Iso();

    [GeneratedRegex(
        "([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*(nanosecond|microsecond|millisecond|second|sec|s|minute|min|hour|hr|h|day|d|week|w|month|mon|quarter|year|yr|y|decade|century|centurie)s?\\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Words();
}
