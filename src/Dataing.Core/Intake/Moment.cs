using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dataing.Core.Intake;

/// <summary>A time as people and monitors write it, with how exact it was: a date alone is the whole day.</summary>
/// <param name="At">Its start, in UTC.</param>
/// <param name="Length">One day for a date, one hour for an hour, null for an instant.</param>
internal sealed partial record Moment(DateTimeOffset At, TimeSpan? Length)
{
    /// <summary>Reads a date, an hour, or an instant in ISO 8601 and its everyday variants; a text without a zone is in the given one.</summary>
    public static Moment? TryParse(string text, TimeZoneInfo zone)
    {
        var match = Iso().Match(text.Trim());
        if (!match.Success)
            return null;
        try
        {
            var day = new DateTime(Part(match, "y"), Part(match, "m"), Part(match, "d"), 0, 0, 0, DateTimeKind.Unspecified);
            if (!match.Groups["H"].Success)
                return new Moment(InZone(day, zone), TimeSpan.FromDays(1));
            var local = day.AddHours(Part(match, "H")).AddMinutes(Part(match, "M")).AddSeconds(Part(match, "S"));
            if (match.Groups["f"].Success)
                local += TimeSpan.FromSeconds(double.Parse("0." + match.Groups["f"].Value, CultureInfo.InvariantCulture));
            if (Part(match, "H") > 24 || Part(match, "M") > 59 || Part(match, "S") > 60)
                return null;
            var at = match.Groups["z"].Success ? new DateTimeOffset(local, OffsetOf(match)).ToUniversalTime() : InZone(local, zone);
            var isHour = !match.Groups["M"].Success || (Part(match, "M") == 0 && !match.Groups["S"].Success);
            return new Moment(at, isHour ? TimeSpan.FromHours(1) : null);
        }
        catch (ArgumentException)
        {
            // A 31st of February, or a year out of range, is no time at all.
            return null;
        }
    }

    /// <summary>Reads a JSON time: a text, or seconds or milliseconds since 1970.</summary>
    public static Moment? TryRead(JsonElement value, TimeZoneInfo zone)
    {
        if (value.ValueKind == JsonValueKind.String)
            return TryParse(value.GetString() ?? "", zone);
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number))
            return null;
        var seconds = Math.Abs(number) > 1e11 ? number / 1000 : number;
        return Math.Abs(seconds) < 2.5e11 && seconds > 0 && seconds < 253402300799
            ? new Moment(DateTimeOffset.UnixEpoch.AddSeconds(seconds), null)
            : null;
    }

    /// <summary>The zone by name ("UTC", "+02:00", "Europe/Berlin"); an unknown one is an error that says so.</summary>
    public static TimeZoneInfo Zone(string? name)
    {
        if (name is null || name.ToUpperInvariant() is "UTC" or "Z" or "GMT" or "ETC/UTC")
            return TimeZoneInfo.Utc;
        if (Offset().Match(name) is { Success: true } match && OffsetOf(match) is var offset && offset.Duration() <= TimeSpan.FromHours(14))
            return TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new UnreadableInputException(
                $"The time zone \"{name}\" is not known; write UTC, an offset such as +02:00, or a name such as Europe/Berlin."
            );
    }

    /// <summary>A wall-clock time of the zone as UTC; one skipped by a clock change is read with the offset before it.</summary>
    public static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone) =>
        new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();

    private static int Part(Match match, string name) =>
        match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    private static TimeSpan OffsetOf(Match match)
    {
        if (!match.Groups["sign"].Success)
            return TimeSpan.Zero;
        var offset = new TimeSpan(Part(match, "zh"), Part(match, "zm"), 0);
        return match.Groups["sign"].ValueSpan is "-" ? -offset : offset;
    }

    [GeneratedRegex(
        """^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?:[T\s]\s*(?<H>\d{1,2})(?::?(?<M>\d{2})(?::?(?<S>\d{2})(?:[.,](?<f>\d{1,9}))?)?|\s*h)?\s*(?<z>Z|UTC|GMT|(?<sign>[+-])(?<zh>\d{2}):?(?<zm>\d{2})?)?)?$""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Iso();

    [GeneratedRegex(
        """^(?:UTC|GMT)?(?<sign>[+-])(?<zh>\d{1,2}):?(?<zm>\d{2})?$""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Offset();
}
