using System.Globalization;
using static Dataing.Host.Tests.Mechanisms.RentalWorld;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Faults seen through metrics that a monitor wrote out, in free words, or by a figure that a few rows make.</summary>
internal static class WrittenCases
{
    private static readonly DateTime LastDay = First.AddDays(55);

    public static IReadOnlyDictionary<string, MechanismCase> All { get; } =
        new Dictionary<string, MechanismCase>
        {
            ["copies counted as rows less keys"] = new(
                "duplicate_retry",
                $"count(*) - count(distinct receipt) in rentals rose on {Day}",
                w =>
                    w.Add(
                        w.Since(r => r.Plan == "year" && w.Chance() < 0.7)
                            .Select(r => r with { RentalId = r.RentalId + 5_000_000, LoadedAt = r.LoadedAt.AddMinutes(3) })
                    ),
                "plan = year"
            ),
            ["a mean over the rows of one condition"] = new(
                "unit_change",
                $"avg(case when plan = 'year' then fare end) in rentals rose on {Day}",
                w => Each(w.Since(r => r.Plan == "year"), r => r.Fare = Number(100 * Number(r.Fare))),
                "plan = year"
            ),
            ["one total over another"] = new(
                "value_shift",
                $"sum(minutes) / sum(fare) in rentals rose on {Day}",
                w => Each(w.Since(r => r.Plan == "day"), r => r.Minutes = Number(1.7 * Number(r.Minutes), 3)),
                "plan = day"
            ),
            ["a total whose values are missing"] = new(
                "segment_bad_values",
                $"sum of rentals.fare fell on {NextDay}",
                w => Each(w.Since(r => r.Plan == "year" && w.Chance() < 0.7), r => r.Fare = ""),
                "plan = year"
            ),
            ["one total over another, of which values are missing"] = new(
                "segment_bad_values",
                $"sum(fare) / sum(minutes) in rentals fell on {NextDay}",
                w => Each(w.Since(r => r.Plan == "year" && w.Chance() < 0.7), r => r.Fare = ""),
                "plan = year"
            ),
            ["the least of what an expression makes of a row"] = new(
                "truncation",
                $"{{\"dataset\":\"rentals\",\"anomalyType\":\"distribution\",\"metric\":{{\"kind\":\"sql_expression\",\"expression\":\"min(length(receipt))\"}},\"window\":{{\"observedAt\":\"{NextDay}\"}}}}",
                w => Each(w.Since(r => r.Plan == "year"), r => r.Receipt = r.Receipt[..4]),
                "plan = year"
            ),
            ["an expression that is no sum of anything"] = new(
                null,
                $"{{\"dataset\":\"rentals\",\"anomalyType\":\"metric_value\",\"metric\":{{\"kind\":\"sql_expression\",\"expression\":\"max(fare) - min(fare)\"}},\"window\":{{\"observedAt\":\"{NextDay}\"}}}}",
                _ => { },
                null
            ),
            ["copies of rows without a key, seen in their number"] = new(
                "duplicate_retry",
                $"row count of rentals rose on {NextDay}",
                w =>
                {
                    var late = 800_000;
                    Each(w.Rentals, r => r.Receipt = $"{w.Below(60)}");
                    w.Add(
                        w.Since(r => r.AppVersion == "5.0" && w.Chance() < 0.8)
                            .Select(r => r with { RentalId = late++, LoadedAt = r.LoadedAt.AddSeconds(40) })
                    );
                },
                "app_version = 5.0"
            ),
            ["letters lost in free words"] = new(
                "encoding_breakage",
                $"format of rentals.remark broke on {Day}",
                w =>
                {
                    string[] places = ["Västra hamnen", "Gärdet", "Södra bron", "Torget", "Åkern", "Stranden"];
                    Each(w.Rentals, r => r.Remark = $"{places[w.Below(6)]} {w.Below(900)} {(char)('a' + w.Below(26))}");
                    Each(w.Since(r => r.Plan == "year"), r => r.Remark = string.Concat(r.Remark.Select(c => c < 128 ? c : '?')));
                },
                "plan = year"
            ),
            ["rows of a machine lower a mean"] = new(
                "bot_traffic",
                $"average of rentals.fare fell on {NextDay}",
                w =>
                    w.Add(
                        w.Since(_ => w.Chance() < 0.4)
                            .Select(r =>
                                r with
                                {
                                    RentalId = r.RentalId + 7_000_000,
                                    Receipt = $"R-{r.RentalId + 90_000_000L}",
                                    Rider = "rider7777",
                                    Agent = "okhttp/4.12",
                                    Fare = Number(0.5 + w.Chance()),
                                }
                            )
                    ),
                null
            ),
            ["one huge value in a mean"] = new(
                null,
                $"average of rentals.fare rose on {NextDay}",
                w => w.Rentals.First(r => r.StartedAt >= Onset.Date.AddDays(1).AddHours(15)).Fare = "61000.00",
                null
            ),
            ["a window from the last day to the next"] = new(
                null,
                $"{{\"dataset\":\"rentals\",\"anomaly_type\":\"row_count\",\"window\":{{\"start\":\"{LastDay:yyyy-MM-dd}\",\"end\":\"{LastDay.AddDays(1):yyyy-MM-dd}\"}}}}",
                _ => { },
                null
            ),
            ["some kind of alarm"] = new(
                null,
                $"{{\"dataset\":\"rentals\",\"anomaly_type\":\"pipeline_failure\",\"window\":\"{Day}\"}}",
                w => Each(w.Since(r => r.Plan == "year"), r => r.Rider = ""),
                null
            ),
        };

    private static string NextDay => Onset.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Each(IEnumerable<Rental> rows, Action<Rental> change)
    {
        foreach (var row in rows.ToList())
            change(row);
    }
}
