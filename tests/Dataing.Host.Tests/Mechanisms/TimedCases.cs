using static Dataing.Host.Tests.Mechanisms.RentalWorld;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Faults whose beginning is not where the metric first strays, or that come and go.</summary>
internal static class TimedCases
{
    private static readonly DateTime NextDay = Onset.Date.AddDays(1);
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
            ["test rows behind busier days"] = new(
                "test_data_leak",
                $"row count of rentals jumped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    w.Add(
                        w.Rentals.Where(r => r.StartedAt >= NextDay.AddDays(-5) && r.StartedAt < Last && w.Chance() < 0.22)
                            .Select((r, i) => r with { RentalId = 800_000 + i, Receipt = $"R-{80_000_000 + i}" })
                    );
                    w.Add(
                        Enumerable
                            .Range(0, 60)
                            .Select(i =>
                                w.Rentals[w.Below(3_000)] with
                                {
                                    RentalId = 900_000 + i,
                                    Receipt = $"R-{90_000_000 + i}",
                                    Plan = "qa_test",
                                    StartedAt = NextDay.AddHours(9).AddMinutes(10 * i),
                                    LoadedAt = NextDay.AddHours(12).AddMinutes(10 * i),
                                }
                            )
                    );
                },
                "plan = qa_test"
            )
            {
                Onset = NextDay.AddHours(9),
            },
            ["a join that multiplies rows behind busier days"] = new(
                "join_fan_out",
                $"row count of rentals jumped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    w.Add(
                        w.Rentals.Where(r => r.StartedAt >= NextDay.AddDays(-5) && r.StartedAt < NextDay.AddDays(1) && w.Chance() < 0.22)
                            .Select((r, i) => r with { RentalId = 800_000 + i, Receipt = $"R-{80_000_000 + i}" })
                    );
                    var harbour = w.Stations.Where(s => s.Quarter == "harbour").Select(s => s.Station).ToHashSet();
                    w.Add(w.Rentals.Where(r => r.StartedAt.Date == NextDay && harbour.Contains(r.Station)).Select(r => r with { }));
                    foreach (var station in harbour)
                        w.Stations.Add((station, "pier"));
                },
                null
            )
            {
                Lineage = "stations.station > rentals.station",
                Onset = NextDay.AddHours(2),
            },
            ["keys of the same day given out again"] = new(
                "key_reuse",
                $"duplicates on rentals.receipt jumped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    foreach (var day in w.Since(_ => true).GroupBy(r => r.StartedAt.Date).ToArray())
                    {
                        var rows = day.ToArray();
                        for (var i = 0; i < rows.Length / 2; i++)
                            rows[rows.Length / 2 + i].Receipt = rows[i].Receipt;
                    }
                },
                ""
            ),
        };

    private static void Each(IEnumerable<Rental> rows, Action<Rental> change)
    {
        foreach (var row in rows.ToArray())
            change(row);
    }
}
