using System.Globalization;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>A cell as written to a file, in the shape its column has on disk.</summary>
internal static class CellText
{
    private static readonly string[] Formats = [.. Enumerable.Range(0, 13).Select(scale => "F" + scale)];

    public static string Of(object? cell, Column column) =>
        cell switch
        {
            null => "",
            string text => text,
            long number => number.ToString(CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            double number => Number(number, column.Scale),
            DateTime time => Time(time, column.Kind),
            _ => throw new InvalidOperationException($"Column {column.Name} holds a {cell.GetType().Name}."),
        };

    /// <summary>At the column's scale, or with more decimals where the value was given more.</summary>
    private static string Number(double number, int scale)
    {
        while (scale < 12 && Math.Abs(number - Math.Round(number, scale)) > 1e-12 * Math.Max(1, Math.Abs(number)))
            scale++;
        return number.ToString(Formats[scale], CultureInfo.InvariantCulture);
    }

    private static string Time(DateTime time, CellKind kind) =>
        kind switch
        {
            CellKind.Date => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            CellKind.EpochSeconds => new DateTimeOffset(time).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            CellKind.TextTimestamp => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            _ => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        };
}
