using System.Globalization;
using System.Text.RegularExpressions;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Quick guesses at what a text is; the engine's own test of every value has the last word.</summary>
internal static partial class CsvLooks
{
    private static readonly string[] Words = ["nan", "inf", "-inf"];

    public static bool Boolean(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);

    public static bool Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text.Trim();

    public static bool LongWhole(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text.Trim();

    public static bool LongestWhole(string text) =>
        UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text.Trim();

    public static bool Number(string text) => PlainNumber(text) || Words.Contains(text, StringComparer.OrdinalIgnoreCase);

    public static bool PlainNumber(string text) => PlainNumberPattern().IsMatch(text);

    /// <summary>Whether it has no more digits before and behind the point than a decimal of 38 with that many places.</summary>
    public static bool Decimal(string text, int scale)
    {
        if (!PlainNumber(text) || text.AsSpan().IndexOfAny('e', 'E') >= 0)
            return false;
        var number = text.AsSpan().Trim().TrimStart('-');
        var point = number.IndexOf('.');
        var (whole, places) = point < 0 ? (number.Length, 0) : (point, number.Length - point - 1);
        return places <= scale && whole <= 38 - scale;
    }

    public static bool Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static bool Timestamp(string text) => TimestampPattern().Match(text) is { Success: true } match && !match.Groups["zone"].Success;

    public static bool Instant(string text) => TimestampPattern().Match(text).Groups["zone"].Success;

    public static bool Time(string text) => TimePattern().IsMatch(text);

    /// <summary>A date with the year at one end, and behind it as much of a clock as the format has.</summary>
    public static bool Written(string text, char separator, bool yearFirst, string clock)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var date = space < 0 ? text.AsSpan() : text.AsSpan(0, space);
        return IsDate(date, separator, yearFirst) && IsClock(space < 0 ? [] : text.AsSpan(space + 1), clock.Count(c => c == ':'));
    }

    // A year has four digits, or a version such as 2.3.1 would be a day.
    private static bool IsDate(ReadOnlySpan<char> text, char separator, bool yearFirst)
    {
        var (first, last) = (text.IndexOf(separator), text.LastIndexOf(separator));
        if (first < 0 || last == first)
            return false;
        var year = yearFirst ? text[..first] : text[(last + 1)..];
        var other = yearFirst ? text[(last + 1)..] : text[..first];
        return year.Length == 4 && IsDigits(year) && IsShort(text[(first + 1)..last]) && IsShort(other);
    }

    private static bool IsClock(ReadOnlySpan<char> text, int colons)
    {
        if (colons == 0 || text.Count(':') != colons)
            return colons == 0 && text.IsEmpty;
        var first = text.IndexOf(':');
        if (!IsShort(text[..first]))
            return false;
        foreach (var part in text[(first + 1)..].Split(':'))
            if (text[(first + 1)..][part] is not { Length: 2 } digits || !IsDigits(digits))
                return false;
        return true;
    }

    private static bool IsShort(ReadOnlySpan<char> text) => text.Length is 1 or 2 && IsDigits(text);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    [GeneratedRegex(@"^\s*-?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][+-]?[0-9]+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumberPattern();

    [GeneratedRegex(
        @"^\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(?<zone>[Zz]|[+-]\d{2}(:?\d{2})?)?)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex TimestampPattern();

    [GeneratedRegex(@"^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();
}
