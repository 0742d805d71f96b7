using System.Globalization;
using System.Text;

namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>Dates and times; those that .NET's types cannot hold (far years, infinity, nanoseconds, 24:00) become ISO text.</summary>
internal static class DuckDbTimes
{
    private const long SecondsPerDay = 86_400;
    private const long MinSecond = -62_135_596_800;
    private const long MaxSecond = 253_402_300_799;

    public static object Timestamp(long value, long fraction, bool instant)
    {
        if (value is long.MaxValue or -long.MaxValue)
            return value > 0 ? "infinity" : "-infinity";
        var seconds = Math.DivRem(value, fraction, out var rest);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + fraction);
        if (seconds is < MinSecond or > MaxSecond || fraction > TimeSpan.TicksPerSecond && rest % 100 != 0)
            return FarTimestamp(seconds, rest, fraction) + (instant ? "Z" : "");
        var ticks = fraction > TimeSpan.TicksPerSecond ? rest / 100 : rest * (TimeSpan.TicksPerSecond / fraction);
        var time = DateTime.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond + ticks);
        if (instant)
            return new DateTimeOffset(time);
        return DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
    }

    public static object Time(long value, long fraction)
    {
        var perTick = fraction / TimeSpan.TicksPerSecond;
        var exact = perTick <= 1 || value % perTick == 0;
        if (exact && value / fraction < SecondsPerDay)
            return new TimeOnly(perTick <= 1 ? value * (TimeSpan.TicksPerSecond / fraction) : value / perTick);
        return Clock(value / fraction, value % fraction, fraction);
    }

    public static string TimeWithZone(ulong bits)
    {
        const int largestOffset = 57_599;
        var microseconds = (long)(bits >> 24);
        var offset = largestOffset - (int)(bits & 0xFFFFFF);
        var zone = TimeSpan.FromSeconds(Math.Abs(offset));
        var sign = offset < 0 ? '-' : '+';
        var text = Clock(microseconds / 1_000_000, microseconds % 1_000_000, 1_000_000);
        return zone.Seconds == 0 ? $"{text}{sign}{zone:hh\\:mm}" : $"{text}{sign}{zone:hh\\:mm\\:ss}";
    }

    /// <summary>ISO 8601: P1Y2M3DT4H5M6.5S.</summary>
    public static string Interval(DuckDbInterval interval)
    {
        var text = new StringBuilder("P");
        Part(text, interval.Months / 12, 'Y');
        Part(text, interval.Months % 12, 'M');
        Part(text, interval.Days, 'D');
        if (interval.Microseconds != 0)
        {
            text.Append('T');
            Part(text, interval.Microseconds / 3_600_000_000, 'H');
            Part(text, interval.Microseconds / 60_000_000 % 60, 'M');
            var seconds = interval.Microseconds % 60_000_000;
            if (seconds != 0)
                text.Append(CultureInfo.InvariantCulture, $"{seconds / 1_000_000m:0.######}S");
        }
        return text.Length == 1 ? "PT0S" : text.ToString();
    }

    /// <summary>A date outside the years 1 to 9999, in the proleptic Gregorian calendar with a year zero.</summary>
    public static string FarDate(long days)
    {
        var shifted = days + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = shifted - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var shiftedMonth = (5 * dayOfYear + 2) / 153;
        var day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        var month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        var year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    private static string FarTimestamp(long seconds, long rest, long fraction)
    {
        var day = Math.DivRem(seconds, SecondsPerDay, out var second);
        return second < 0
            ? $"{FarDate(day - 1)}T{Clock(second + SecondsPerDay, rest, fraction)}"
            : $"{FarDate(day)}T{Clock(second, rest, fraction)}";
    }

    private static string Clock(long seconds, long rest, long fraction)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        if (rest == 0)
            return text;
        var digits = (fraction + rest).ToString(CultureInfo.InvariantCulture)[1..].TrimEnd('0');
        return $"{text}.{digits}";
    }

    private static void Part(StringBuilder text, long value, char unit)
    {
        if (value != 0)
            text.Append(CultureInfo.InvariantCulture, $"{value}{unit}");
    }
}
