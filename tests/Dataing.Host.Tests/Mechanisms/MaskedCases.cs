using static Dataing.Host.Tests.Mechanisms.RentalWorld;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Faults that the metric hardly shows, that hide behind something else that changed, or that look like another one at first.</summary>
internal static class MaskedCases
{
    private static readonly DateTime NextDay = Onset.Date.AddDays(1);
    private static readonly DateTime Block = First.AddDays(36);

    public static IReadOnlyDictionary<string, MechanismCase> All { get; } =
        new Dictionary<string, MechanismCase>
        {
            ["a rewritten block that a long tail hides"] = new(
                "backfill_overwrite",
                $"sum of rentals.fare fell on {Block.AddDays(1):yyyy-MM-dd}",
                w =>
                {
                    Each(w.Rentals.Where(_ => w.Chance() < 0.02), r => r.Fare = Number(400 / (0.02 + w.Chance())));
                    Each(
                        w.Rentals.Where(r => r.Plan == "year" && r.StartedAt >= Block && r.StartedAt < Block.AddDays(4)),
                        r => (r.Fare, r.UpdatedAt) = (Number(Number(r.Fare) * 0.5), Block.AddDays(9).AddMinutes(w.Below(20)))
                    );
                },
                "plan = year"
            )
            {
                // Nobody who rents by the year does so at night.
                Onset = Block.AddHours(5),
            },
            ["a block that was written again as it was"] = new(
                null,
                $"sum of rentals.fare fell on {Block.AddDays(1):yyyy-MM-dd}",
                w =>
                    Each(
                        w.Rentals.Where(r => r.Plan == "year" && r.StartedAt >= Block && r.StartedAt < Block.AddDays(4)),
                        r => r.UpdatedAt = Block.AddDays(9).AddMinutes(w.Below(20))
                    ),
                null
            ),
            ["values of a beginning that the mean hardly shows"] = new(
                "value_shift",
                $"average of rentals.minutes rose on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    Each(w.Rentals, r => r.Receipt = $"{(w.Chance() < 0.08 ? "KI-" : "LU-")}{w.Below(9_000_000) + 1_000_000}");
                    Each(
                        w.Rentals.Where(r => r.StartedAt.Date == NextDay && r.Receipt[0] == 'K'),
                        r => r.Minutes = Number(2.2 * Number(r.Minutes), 3)
                    );
                },
                "receipt like KI-%"
            )
            {
                Onset = NextDay.AddHours(3),
            },
            ["values of a parent's attribute that a quantile hardly shows"] = new(
                "value_shift",
                $"median of rentals.minutes fell on {NextDay:yyyy-MM-dd}",
                w =>
                    Each(
                        w.Rentals.Where(r => r.StartedAt.Date == NextDay && w.QuarterOf(r) == "old town"),
                        r => r.Minutes = Number(0.5 * Number(r.Minutes), 3)
                    ),
                "stations.quarter = old town"
            )
            {
                Onset = NextDay.AddHours(3),
            },
            ["a share of one day's load that no column calls so"] = new(
                "partial_load",
                $"row count of rentals dropped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    Each(w.Rentals.Where(r => r.Station is "ST02" or "ST03" or "ST04"), r => r.Station = "ST01");
                    w.Keep(r => r.StartedAt.Date != NextDay || r.Station != "ST01");
                },
                "station = ST01"
            )
            {
                Onset = NextDay.AddHours(2),
            },
            ["a segment that is out from noon to the next evening"] = new(
                "segment_outage",
                $"row count of rentals dropped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    Each(w.Rentals.Where(r => r.Station is "ST02" or "ST03" or "ST04"), r => r.Station = "ST01");
                    w.Keep(r => r.StartedAt < NextDay.AddHours(-12) || r.StartedAt >= NextDay.AddHours(19) || r.Station != "ST01");
                },
                "station = ST01"
            )
            {
                Onset = NextDay.AddHours(-12),
            },
            ["a day loaded twice in files of a few rows, under a column that does not say so"] = new(
                "double_load",
                $"row count of rentals jumped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    var (seen, files) = (0, 0);
                    Each(w.Rentals, r => r.Remark = $"p{seen++ / 2:00000}");
                    w.Add(
                        w.Rentals.Where(r => r.StartedAt.Date == NextDay)
                            .Select(r =>
                                r with
                                {
                                    RentalId = r.RentalId + 500_000,
                                    Remark = $"p9{files++ / 2:0000}",
                                    LoadedAt = r.LoadedAt.AddHours(8),
                                }
                            )
                    );
                },
                ""
            )
            {
                Onset = NextDay,
            },
            ["a day loaded twice while another column lost its values"] = new(
                "double_load",
                $"row count of rentals jumped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    Each(w.Rentals.Where(r => r.StartedAt >= NextDay && w.Chance() < 0.4), r => r.Agent = "");
                    w.Add(
                        w.Rentals.Where(r => r.StartedAt.Date == NextDay)
                            .Select(r => r with { RentalId = r.RentalId + 500_000, LoadedAt = r.LoadedAt.AddHours(8) })
                    );
                },
                ""
            )
            {
                Onset = NextDay,
            },
            ["another unit in two rows of three"] = new(
                "unit_change",
                $"average of rentals.fare fell on {Day}",
                w => Each(w.Since(r => r.Plan == "year" && w.Chance() < 0.66), r => r.Fare = Number(Number(r.Fare) / 100, 4)),
                "plan = year"
            ),
            ["keys given out twice within the hour"] = new(
                "key_reuse",
                $"duplicates on rentals.receipt jumped on {Day}",
                w =>
                {
                    var before = w.Rentals[0];
                    foreach (var row in w.Since(_ => true).ToArray())
                    {
                        if (w.Chance() < 0.25 && row.StartedAt - before.StartedAt < TimeSpan.FromMinutes(50))
                            row.Receipt = before.Receipt;
                        before = row;
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
