using static Dataing.Host.Tests.Mechanisms.RentalWorld;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Faults that one look tells from another: rows lost everywhere, rows of testers in a mean, one value that looks rounded.</summary>
internal static class LookAlikeCases
{
    public static IReadOnlyDictionary<string, MechanismCase> All { get; } =
        new Dictionary<string, MechanismCase>
        {
            ["more than half of all rows for a day and a half"] = new(
                "segment_outage",
                $"row count of rentals dropped on {Onset.AddDays(1):yyyy-MM-dd}",
                w => w.Keep(r => r.StartedAt < Onset || r.StartedAt > Onset.AddHours(36) || w.Chance() < 0.4),
                ""
            ),
            ["a day on which all of demand halves"] = new(
                null,
                $"row count of rentals dropped on {Onset.AddDays(1):yyyy-MM-dd}",
                w => w.Keep(r => r.StartedAt.Date != Onset.Date.AddDays(1) || w.Chance() < 0.5),
                null
            ),
            ["rows of testers in a mean"] = new(
                "test_data_leak",
                $"average of rentals.fare dropped on {Onset.AddDays(1):yyyy-MM-dd}",
                w =>
                    w.Add(
                        w.Since(_ => w.Chance() < 0.3)
                            .Select(
                                (r, i) =>
                                    r with
                                    {
                                        RentalId = 900_000 + i,
                                        Receipt = $"R-9{7 * i + 1_000_003}",
                                        Rider = "QA Tester",
                                        Fare = "1.00",
                                    }
                            )
                    ),
                null
            ),
            ["rows of a test that several testers wrote"] = new(
                "test_data_leak",
                $"row count of rentals rose on {Onset.AddDays(1):yyyy-MM-dd}",
                w =>
                    w.Add(
                        w.Since(_ => w.Chance() < 0.3)
                            .Select(
                                (r, i) =>
                                    r with
                                    {
                                        RentalId = 900_000 + i,
                                        Receipt = $"R-9{7 * i + 1_000_003}",
                                        Rider = $"test-0{i % 6}",
                                        Plan = "qa-loadtest",
                                    }
                            )
                    ),
                "plan = qa-loadtest"
            ),
            ["a zero that no value was rounded to"] = new(
                "default_fill",
                $"distinct values of rentals.fare dropped on {Onset.AddDays(1):yyyy-MM-dd}",
                w => Each(w.Since(r => r.AppVersion == "5.0" && w.Chance() < 0.7), r => r.Fare = "0"),
                "app_version = 5.0"
            ),
            ["a rate that lies near a factor between units"] = new(
                "currency_swap",
                $"average of rentals.fare fell on {Day}",
                w =>
                {
                    Each(
                        w.Rentals.Where(r => r.Station is "ST01" or "ST03"),
                        r => (r.Currency, r.Fare) = ("INR", Number(9 * Number(r.Fare)))
                    );
                    Each(w.Since(r => r.Currency == "INR"), r => r.Fare = Number(0.0432 * Number(r.Fare)));
                },
                null
            ),
            ["a sum of which all values lost their sign"] = new(
                "sign_flip",
                $"sum of rentals.fare fell on {Day}",
                w => Each(w.Since(_ => true), r => r.Fare = Number(-Number(r.Fare))),
                ""
            ),
            ["minutes of the rows of one currency in another unit"] = new(
                "unit_change",
                $"average of rentals.minutes rose on {Day}",
                w =>
                {
                    Each(w.Rentals.Where(r => r.Station is "ST03" or "ST05"), r => r.Currency = "PLN");
                    Each(w.Since(r => r.Currency == "PLN"), r => r.Minutes = Number(1000 * Number(r.Minutes), 3));
                },
                "currency = PLN"
            ),
            ["a sign lost in few rows of wide spread"] = new(
                "sign_flip",
                """{"dataset":"rentals","anomalyType":"custom_sql","metric":{"kind":"sql_expression","expression":"sum(case when fare < 0 then 1 else 0 end) * 1.0 / count(*)"},"window":{"observedAt":"DAY"}}""".Replace(
                    "DAY",
                    $"{First.AddDays(54):yyyy-MM-dd}",
                    StringComparison.Ordinal
                ),
                w =>
                {
                    Each(w.Rentals, r => r.Fare = Number(Number(r.Fare) * Math.Exp(1.6 * (w.Chance() - w.Chance()))));
                    Each(w.Rentals.Where(r => r.StartedAt >= First.AddDays(54) && r.Station == "ST09"), r => r.Fare = $"-{r.Fare}");
                },
                null
            )
            {
                Onset = null,
            },
            ["a pattern that forbids the sign for what could not be read"] = new(
                "encoding_breakage",
                """{"dataset":"rentals","anomalyType":"validity","metric":{"kind":"column","columns":["remark"],"pattern":"^[^\uFFFD]*$"},"window":{"observedAt":"DAY"}}""".Replace(
                    "DAY",
                    Day,
                    StringComparison.Ordinal
                ),
                w => Each(w.Since(r => r.Plan == "month"), r => r.Remark = r.Remark.Replace('ö', '\uFFFD').Replace('å', '\uFFFD')),
                "plan = month"
            ),
            ["hours that moved with the clocks"] = new(
                null,
                $"{{\"dataset\":\"rentals\",\"columns\":[\"started_at\"],\"anomalyType\":\"distribution\",\"window\":{{\"observedAt\":\"2026-03-30\"}}}}",
                w =>
                {
                    var summer = new DateTime(2026, 3, 29, 1, 0, 0, DateTimeKind.Unspecified);
                    Each(
                        w.Rentals.Where(r => r.StartedAt >= summer),
                        r =>
                            (r.StartedAt, r.LoadedAt, r.UpdatedAt) = (
                                r.StartedAt.AddHours(-1),
                                r.LoadedAt.AddHours(-1),
                                r.UpdatedAt.AddHours(-1)
                            )
                    );
                },
                null
            ),
        };

    private static void Each(IEnumerable<Rental> rows, Action<Rental> change)
    {
        foreach (var row in rows.ToArray())
            change(row);
    }
}
