namespace Dataing.Bench.Incidents.Families;

/// <summary>Days on which business rests in many countries.</summary>
internal static class PublicHolidays
{
    private static readonly DateTime[] Days =
    [
        .. new[] { "2025-04-18", "2025-05-01", "2025-07-04", "2025-09-01", "2025-11-27", "2025-12-25", "2026-01-01", "2026-05-01" }.Select(
            d => DateTime.SpecifyKind(DateTime.ParseExact(d, "yyyy-MM-dd", null), DateTimeKind.Utc)
        ),
    ];

    /// <summary>The same traffic, moved so that a holiday lies a few days before its end.</summary>
    public static Traffic Near(Traffic traffic, Model.Draw draw)
    {
        var start = draw.Pick(Days).AddDays(draw.Between(2, 8) - traffic.Days);
        return traffic with { Start = start, End = start.AddDays(traffic.Days) };
    }

    /// <summary>The last of them up to a day.</summary>
    public static DateTime Last(DateTime day) => Days.Where(d => d <= day).Max();
}
