using System.Globalization;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>Reads the server's text form of a value; what no .NET type can hold stays text.</summary>
internal static class PostgresCells
{
    private static readonly string[] Timestamps = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF"];
    private static readonly string[] Times = ["HH:mm:ss", "HH:mm:ss.FFFFFF"];

    public static object Read(uint type, string text) =>
        type switch
        {
            PostgresTypes.Boolean => text == "t",
            PostgresTypes.SmallInt or PostgresTypes.Integer or PostgresTypes.BigInt or PostgresTypes.ObjectId => long.Parse(
                text,
                CultureInfo.InvariantCulture
            ),
            PostgresTypes.Real or PostgresTypes.Double => Number(text),
            PostgresTypes.Numeric => ExactDecimal.TryParse(text, out var number) ? number : Number(text),
            PostgresTypes.Bytes => Convert.FromHexString(text.AsSpan(2)),
            PostgresTypes.Date => DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
                ? date
                : text,
            PostgresTypes.Time => TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : text,
            PostgresTypes.Timestamp => Timestamp(text),
            PostgresTypes.Instant => Instant(text),
            // char(n): the blanks at the end are its storage, and mean nothing to any comparison.
            PostgresTypes.Padded => text.TrimEnd(' '),
            _ => PostgresTypes.IsArray(type, out var element) ? PostgresArrays.ToJson(text, element) : text,
        };

    public static double Number(string text) =>
        text switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };

    private static object Timestamp(string text) =>
        DateTime.TryParseExact(text, Timestamps, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : text;

    /// <summary>The session's zone is UTC, so the text ends in +00.</summary>
    private static object Instant(string text)
    {
        const string utc = "+00";
        var local = text.EndsWith(utc, StringComparison.Ordinal) ? text[..^utc.Length] : text;
        if (DateTime.TryParseExact(local, Timestamps, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return new DateTimeOffset(time, TimeSpan.Zero);
        return text;
    }
}
