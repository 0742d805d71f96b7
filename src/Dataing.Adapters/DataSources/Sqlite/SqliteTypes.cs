using System.Globalization;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>What a column is used for, judged by its declaration and some of its values.</summary>
internal static class SqliteTypes
{
    public static LogicalType Seen(LogicalType declared, IEnumerable<object?> sample)
    {
        var values = sample.Where(v => v is not null).ToList();
        if (values.Count == 0)
            return declared == LogicalType.Unknown ? LogicalType.String : declared;
        if (values.TrueForAll(v => v is string))
            return Text(declared, values.ConvertAll(v => (string)(v ?? "")));
        if (values.TrueForAll(v => v is long))
            return declared == LogicalType.Boolean && values.TrueForAll(v => v is 0L or 1L)
                ? LogicalType.Boolean
                : Number(declared, LogicalType.Integer);
        if (values.TrueForAll(v => v is long or double))
            return Number(declared, LogicalType.Float);
        return values.TrueForAll(v => v is byte[]) ? LogicalType.Binary : LogicalType.String;
    }

    private static LogicalType Number(LogicalType declared, LogicalType stored) => declared == LogicalType.Decimal ? declared : stored;

    private static LogicalType Text(LogicalType declared, List<string> values)
    {
        if (values.TrueForAll(IsDate))
            return LogicalType.Date;
        if (values.TrueForAll(v => IsTimestamp(v) || IsDate(v)))
            return values.TrueForAll(HasZone) ? LogicalType.Instant : LogicalType.Timestamp;
        return declared is LogicalType.Uuid or LogicalType.Json or LogicalType.Time ? declared : LogicalType.String;
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsTimestamp(string text) =>
        text.Length >= 16
        && text[4] == '-'
        && text[10] is ' ' or 'T'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool HasZone(string text) => text.Length > 16 && (text.EndsWith('Z') || text.AsSpan(16).IndexOfAny('+', '-') >= 0);
}
