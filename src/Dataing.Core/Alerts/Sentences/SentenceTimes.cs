using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Core.Intake;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>When a sentence says it happened.</summary>
internal static partial class SentenceTimes
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a day or an instant at a place: ISO, "10 January 2026", "Jan 10", "yesterday".</summary>
    public static Moment? TryReadDay(string text, ref int at, DateTimeOffset now)
    {
        if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            return null;
        if (Iso().Match(text, at) is { Success: true } iso && Moment.TryParse(iso.Value, TimeZoneInfo.Utc) is { } moment)
        {
            at += iso.Length;
            return moment;
        }
        if (Named().Match(text, at) is { Success: true } named && OfNames(named, now) is { } day)
        {
            at += named.Length;
            return day;
        }
        return SpokenDays.TryRead(text, ref at, now);
    }

    /// <summary>Reads a time of day: 14:00, 2 pm, 14h.</summary>
    public static TimeSpan? TryReadClock(string text, ref int at)
    {
        if ((at > 0 && char.IsLetterOrDigit(text[at - 1])) || Clock().Match(text, at) is not { Success: true } match)
            return null;
        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"].Value is { Length: > 0 } half)
            hour = (hour % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
        if (hour > 23 || minute > 59)
            return null;
        at += match.Length;
        return new TimeSpan(hour, minute, 0);
    }

    /// <summary>The window that the sentence names, if it names one.</summary>
    public static AlertWindow? Read(Skeleton skeleton, DateTimeOffset now)
    {
        if (skeleton.Moments.Count == 0)
            return skeleton.Clocks is [var first, ..] ? OfClock(first, isSince: SinceClock().IsMatch(skeleton.Text), now) : null;
        if (Interval().Match(skeleton.Text) is { Success: true } interval)
            return AlertJsonWindow.Of(Of(skeleton, interval, "from"), Of(skeleton, interval, "to"), null, null);
        if (Since().Match(skeleton.Text) is { Success: true } since)
            return AlertJsonWindow.Of(Of(skeleton, since, "from"), null, null, null);
        // Of several times in a row the first says when; an interval without a beginning is a day, a week or a stretch of its own.
        var at = skeleton.Moments[0];
        if (at.Length != TimeSpan.FromDays(1) || skeleton.Clocks.Count == 0)
            return AlertJsonWindow.Of(null, null, at, null);
        var clock = skeleton.Clocks[0];
        return AlertJsonWindow.Of(null, null, new Moment(at.At + clock, clock.Minutes == 0 ? TimeSpan.FromHours(1) : null), null);
    }

    /// <summary>A time of day alone is the last one that has been.</summary>
    private static AlertWindow OfClock(TimeSpan clock, bool isSince, DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + clock;
        var last = new Moment(at <= now ? at : at.AddDays(-1), clock.Minutes == 0 ? TimeSpan.FromHours(1) : null);
        return isSince ? AlertJsonWindow.Of(last, null, null, null) : AlertJsonWindow.Of(null, null, last, null);
    }

    /// <summary>A day, and the time of day that may follow it.</summary>
    private static Moment Of(Skeleton skeleton, Match match, string group)
    {
        var moment = skeleton.Moments[Skeleton.Index(match.Groups[group].Value)];
        return match.Groups[group + "clock"] is { Success: true } clock && moment.Length == TimeSpan.FromDays(1)
            ? new Moment(moment.At + skeleton.Clocks[Skeleton.Index(clock.Value)], TimeSpan.FromHours(1))
            : moment;
    }

    private static Moment? OfNames(Match match, DateTimeOffset now)
    {
        var month = Array.IndexOf(Months, match.Groups["month"].Value[..3].ToLowerInvariant()) + 1;
        var day = int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture);
        var isDated = match.Groups["year"].Success;
        var year = isDated ? int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture) : now.UtcDateTime.Year;
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        var at = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);
        // Without a year the last such day is meant.
        return new Moment(isDated || at <= now ? at : at.AddYears(-1), TimeSpan.FromDays(1));
    }

    [GeneratedRegex(
        """\G\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:(?:T|\s+)\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|h\b)\s*(?:Z\b|UTC\b|[+-]\d{2}:?\d{2})?)?(?!\d)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Iso();

    [GeneratedRegex(
        """\G(?:(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?|(?<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:,?\s+(?<year>\d{4}))?)\b""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Named();

    [GeneratedRegex(
        """\G(?<h>\d{1,2})(?::(?<m>\d{2})\s*(?<half>[ap]m)?|\s*(?<half>[ap]m)|(?<=\b(?:at|since|from|until|around|before|after|yesterday|today)\s+\d{1,2})h(?=\s|$|,|\.))(?:\s*(?:UTC|Z)\b)?(?!\w)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Clock();

    [GeneratedRegex(
        """\b(?:between|from)\s+(?<from>@\d+)(?:\s+(?:at\s+)?(?<fromclock>~\d+))?\s+(?:and|to|until|till|through|–|→)\s+(?<to>@\d+)(?:\s+(?:at\s+)?(?<toclock>~\d+))?""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Interval();

    [GeneratedRegex("""\b(?:since|starting(?:\s+at)?|after|from)\s+~\d+""", RegexOptions.IgnoreCase)]
    private static partial Regex SinceClock();

    [GeneratedRegex(
        """\b(?:since|starting(?:\s+(?:on|from))?|after|from)\s+(?<from>@\d+)(?:\s+(?:at\s+)?(?<fromclock>~\d+))?""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Since();
}
