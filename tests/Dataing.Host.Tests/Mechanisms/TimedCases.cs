using static Dataing.Host.Tests.Mechanisms.RentalWorld;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Faults whose beginning is not where the metric first strays, or that come and go.</summary>
internal static class TimedCases
{
    private static readonly DateTime Last = First.AddDays(55);

    public static IReadOnlyDictionary<string, MechanismCase> All { get; } =
        new Dictionary<string, MechanismCase>
        {
            ["some hours of the last two days"] = new(
                "segment_outage",
                $"row count of rentals dropped on {Last:yyyy-MM-dd}",
                w => w.Keep(r => r.StartedAt < Last.AddDays(-1) || r.StartedAt.Hour is < 15 or > 17),
                "hour(started_at) in 15|16|17"
            )
            {
                Onset = Last.AddHours(15 - 24),
            },
            ["one weekday of three weeks"] = new(
                "value_shift",
                $"sum of rentals.fare rose on {First.AddDays(37):yyyy-MM-dd}",
                w =>
                    Each(
                        w.Rentals.Where(r => r.StartedAt >= First.AddDays(37) && r.StartedAt.DayOfWeek == DayOfWeek.Wednesday),
                        r => r.Fare = Number(1.5 * Number(r.Fare))
                    ),
                "weekday(started_at) = 3"
            )
            {
                Onset = First.AddDays(37).AddHours(2),
            },
        };

    private static void Each(IEnumerable<Rental> rows, Action<Rental> change)
    {
        foreach (var row in rows.ToArray())
            change(row);
    }
}
