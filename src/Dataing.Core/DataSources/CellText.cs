using System.Globalization;

namespace Dataing.Core.DataSources;

/// <summary>A cell as text, exact and the same on every machine: ISO dates, a dot in numbers, NULL as "NULL".</summary>
public static class CellText
{
    public static string Of(object? cell) =>
        cell switch
        {
            null => "NULL",
            bool b => b ? "true" : "false",
            double d => d.ToString("R", CultureInfo.InvariantCulture),
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly t => t.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            DateTime t => t.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            DateTimeOffset t => t.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z",
            byte[] bytes => "0x" + Convert.ToHexStringLower(bytes),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };

    /// <summary>The cell as a number; null when it is none (NULL, text, dates).</summary>
    public static double? ToNumber(object? cell) =>
        cell switch
        {
            long n => n,
            int n => n,
            double d => d,
            ExactDecimal d => d.ToDouble(),
            bool b => b ? 1 : 0,
            _ => null,
        };
}
