using System.Globalization;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Queries;

/// <summary>Reads cells whatever type the source answered with.</summary>
internal static class Cell
{
    /// <summary>The number; 0 for NULL, as sums over nothing are.</summary>
    public static double Real(object? cell) => Number(cell) ?? 0;

    public static double? Number(object? cell) =>
        cell switch
        {
            null => null,
            long n => n,
            int n => n,
            double n => double.IsNaN(n) ? null : n,
            float n => n,
            decimal n => (double)n,
            bool b => b ? 1 : 0,
            ExactDecimal n => n.ToDouble(),
            string s when double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) => n,
            _ => null,
        };

    /// <summary>The value as a person would write it, and as it is compared with; null for NULL.</summary>
    public static string? Text(object? cell) =>
        cell switch
        {
            null => null,
            bool b => b ? "true" : "false",
            DateTime t => t.ToString(t.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            DateTimeOffset t => t.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString(),
        };

    /// <summary>The moment, on the source's own clock; null when the cell holds none.</summary>
    public static DateTime? Moment(object? cell) =>
        cell switch
        {
            DateTime t => DateTime.SpecifyKind(t, DateTimeKind.Unspecified),
            DateTimeOffset t => DateTime.SpecifyKind(t.UtcDateTime, DateTimeKind.Unspecified),
            DateOnly d => d.ToDateTime(TimeOnly.MinValue),
            string s => Moment(s),
            _ => null,
        };

    private static DateTime? Moment(string text)
    {
        if (text.Length == 13 && (text[10] is ' ' or 'T'))
            text += ":00";
        if (text.Length < 8 || !char.IsAsciiDigit(text[0]))
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? DateTime.SpecifyKind(moment.UtcDateTime, DateTimeKind.Unspecified)
            : null;
    }
}
