using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Core.Intake;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>Days that are said in relation to now, or as calendars and forms write them: "last week", "Saturday", "2026-W02", "10.01.2026".</summary>
internal static partial class SpokenDays
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Moment? TryRead(string text, ref int at, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        foreach (var (pattern, read) in Forms)
        {
            if (pattern.Match(text, at) is not { Success: true } match || read(match, today, now) is not { } moment)
                continue;
            at += match.Length;
            return moment;
        }
        return null;
    }

    /// <summary>A day such as 03/04/2026, which half the world reads the other way round; null when there is none.</summary>
    public static string? Ambiguous(string sentence) =>
        Slashed()
            .Matches(sentence)
            .Where(m => Number(m, "a") is >= 1 and <= 12 && Number(m, "b") is >= 1 and <= 12 && Number(m, "a") != Number(m, "b"))
            .Select(m => m.Value)
            .FirstOrDefault();

    private static readonly (Regex Pattern, Func<Match, DateTimeOffset, DateTimeOffset, Moment?> Read)[] Forms =
    [
        (IsoWeek(), (match, _, _) => OfIsoWeek(Number(match, "y"), Number(match, "w"))),
        (Dotted(), (match, _, _) => OfParts(Number(match, "y"), Number(match, "m"), Number(match, "d"))),
        (Slashed(), (match, _, _) => OfSlashes(Number(match, "a"), Number(match, "b"), Number(match, "y"))),
        (Yesterday(), (_, today, _) => new Moment(today - Day, Day)),
        (DayBefore(), (_, today, _) => new Moment(today - (2 * Day), Day)),
        (Today(), (_, today, _) => new Moment(today, Day)),
        (LastNight(), (_, today, _) => new Moment(today.AddHours(-6), TimeSpan.FromHours(12))),
        (Weekday(), (match, today, _) => OfWeekday(match.Groups["day"].Value, match.Groups["last"].Success, today)),
        (Week(), (match, today, _) => new Moment(Monday(today).AddDays(match.Groups["last"].Success ? -7 : 0), 7 * Day)),
        (Weekend(), (_, today, _) => new Moment(Monday(today).AddDays(-2), 2 * Day)),
        (Ago(), (match, today, now) => OfAgo(Number(match, "n"), match.Groups["unit"].Value, today, now)),
        (Past(), (match, _, now) => OfPast(Number(match, "n"), match.Groups["unit"].Value, now)),
    ];

    private static Moment? OfIsoWeek(int year, int week) =>
        week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
            ? new Moment(new DateTimeOffset(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday), TimeSpan.Zero), 7 * Day)
            : null;

    private static Moment? OfSlashes(int a, int b, int year) => a > 12 ? OfParts(year, b, a) : OfParts(year, a, b);

    private static Moment? OfParts(int year, int month, int day) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new Moment(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero), Day)
            : null;

    /// <summary>The last such day: today where it is one, unless "last" says otherwise.</summary>
    private static Moment OfWeekday(string name, bool isLast, DateTimeOffset today)
    {
        var wanted = Array.FindIndex(
            CultureInfo.InvariantCulture.DateTimeFormat.DayNames,
            day => day.Equals(name, StringComparison.OrdinalIgnoreCase)
        );
        var back = ((int)today.DayOfWeek - wanted + 7) % 7;
        return new Moment(today.AddDays(back == 0 && isLast ? -7 : -back), Day);
    }

    private static Moment? OfAgo(int count, string unit, DateTimeOffset today, DateTimeOffset now) =>
        AlertWords.SecondsIn(unit) is not { } seconds || count > 1_000 ? null
        : seconds >= Day.TotalSeconds ? new Moment(today.AddSeconds(-count * seconds), Day)
        : new Moment(now.AddSeconds(-count * seconds), null);

    private static Moment? OfPast(int count, string unit, DateTimeOffset now) =>
        AlertWords.SecondsIn(unit) is { } seconds && count is > 0 and <= 1_000
            ? new Moment(now.AddSeconds(-count * seconds), TimeSpan.FromSeconds(count * seconds))
            : null;

    private static DateTimeOffset Monday(DateTimeOffset today) => today.AddDays(-(((int)today.DayOfWeek + 6) % 7));

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex("""\G(?<y>\d{4})-W(?<w>\d{2})(?!\d|-\d)""", RegexOptions.IgnoreCase)]
    private static partial Regex IsoWeek();

    [GeneratedRegex("""\G(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})(?![\d.]\d|\d)""")]
    private static partial Regex Dotted();

    [GeneratedRegex("""\G(?<a>\d{1,2})/(?<b>\d{1,2})/(?<y>\d{4})(?!\d)|(?<![\d/])(?<a>\d{1,2})/(?<b>\d{1,2})/(?<y>\d{4})(?!\d)""")]
    private static partial Regex Slashed();

    [GeneratedRegex("""\Gyesterday\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Yesterday();

    [GeneratedRegex("""\G(?:the\s+)?day\s+before\s+yesterday\b""", RegexOptions.IgnoreCase)]
    private static partial Regex DayBefore();

    [GeneratedRegex("""\G(?:today|this\s+(?:morning|afternoon|evening))\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Today();

    [GeneratedRegex("""\G(?:last\s+night|overnight)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex LastNight();

    [GeneratedRegex("""\G(?<last>last\s+)?(?<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();

    [GeneratedRegex("""\G(?:(?<last>last|previous)|this)\s+week\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Week();

    [GeneratedRegex("""\G(?:last|the|this)\s+weekend\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Weekend();

    [GeneratedRegex(
        """\G(?:about\s+)?(?<n>\d{1,4})\s*(?<unit>minutes?|mins?|hours?|hrs?|h|days?|weeks?)\s+ago\b""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Ago();

    [GeneratedRegex("""\G(?:last|past)\s+(?<n>\d{1,4}\s+)?(?<unit>hours?|hrs?|h|days?|weeks)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Past();
}
