using System.Globalization;

namespace Dataing.Host.Reporting;

/// <summary>A number with its noun: "1 row", "12,000 rows".</summary>
internal static class Counted
{
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many ?? one + "s")}");
}
