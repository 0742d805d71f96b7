using static Dataing.Host.Tests.Mechanisms.RentalWorld;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Faults that are easily taken for another one, or whose rows have no plain name.</summary>
internal static class HarderCases
{
    private static readonly DateTime NextDay = Onset.Date.AddDays(1);

    public static IReadOnlyDictionary<string, MechanismCase> All { get; } =
        new Dictionary<string, MechanismCase>
        {
            ["a code within an id"] = new(
                "segment_bad_values",
                $"null rate of rentals.rider jumped on {Day}",
                w =>
                {
                    string[] ports = ["DE", "SE", "NO", "FI"];
                    Each(w.Rentals, r => r.Receipt = $"{ports[w.Below(4)]}{"AABX"[w.Below(4)]}{w.Below(9_000_000) + 1_000_000}");
                    Each(w.Since(r => r.Receipt[2] == 'X'), r => r.Rider = "");
                },
                "receipt like __X%"
            ),
            ["a part that every load has"] = new(
                "partial_load",
                $"row count of rentals dropped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    Each(w.Rentals, r => r.Batch = $"rides-{r.StartedAt:yyyyMMdd}-p{r.RentalId % 5}");
                    w.Keep(r => r.Batch != $"rides-{NextDay:yyyyMMdd}-p2");
                },
                "batch_id like %-p2"
            )
            {
                Onset = NextDay.AddHours(2),
            },
            ["most rows of some hours"] = new(
                "segment_outage",
                $"row count of rentals dropped on {NextDay:yyyy-MM-dd}",
                w => w.Keep(r => r.StartedAt < NextDay || r.StartedAt.Hour is < 15 or > 18 || w.Chance() < 0.2),
                "hour(started_at) in 15|16|17|18"
            )
            {
                Onset = NextDay.AddHours(15),
            },
            ["a cap that strikes long rides"] = new(
                "truncation",
                $"average of rentals.fare fell on {Day}",
                w => Each(w.Since(r => Number(r.Fare) > 50), r => r.Fare = "50.00"),
                ""
            ),
            ["a quantile that one kind of rows makes"] = new(
                "value_shift",
                $"p75 of rentals.fare rose on {Day}",
                w =>
                {
                    Each(w.Rentals.Where(r => r.Plan == "year"), r => r.Fare = Number(4 * Number(r.Fare)));
                    Each(w.Since(r => r.AppVersion == "web"), r => r.Fare = Number(1.8 * Number(r.Fare)));
                },
                "app_version = web"
            ),
            ["two values at once"] = new(
                "segment_outage",
                $"row count of rentals dropped on {NextDay:yyyy-MM-dd}",
                w => w.Keep(r => r.StartedAt < Onset || r.Station is not ("ST02" or "ST04")),
                "station in ST02|ST04"
            ),
            ["another unit of narrow values"] = new(
                "unit_change",
                $"average of rentals.minutes rose on {Day}",
                w =>
                {
                    Each(w.Rentals, r => r.Minutes = Number(30 + w.Chance(), 3));
                    Each(w.Since(r => r.Plan == "year"), r => r.Minutes = Number(60 * Number(r.Minutes), 3));
                },
                "plan = year"
            ),
        };

    private static void Each(IEnumerable<Rental> rows, Action<Rental> change)
    {
        foreach (var row in rows.ToArray())
            change(row);
    }
}
