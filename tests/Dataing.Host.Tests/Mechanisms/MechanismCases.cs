using static Dataing.Host.Tests.Mechanisms.RentalWorld;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>A fault put into the rentals, and what a correct finding says of it.</summary>
/// <param name="Mechanism">The stable name; null where nobody is to blame.</param>
/// <param name="Alert">The sentence or JSON that a monitor would send.</param>
/// <param name="Break">Does the damage.</param>
/// <param name="Scope">The predicate as "column op value", joined by " and "; "" for the whole table, null where it is not looked at.</param>
internal sealed record MechanismCase(string? Mechanism, string Alert, Action<RentalWorld> Break, string? Scope)
{
    /// <summary>Edges as lineage.json holds them: "parent &gt; child".</summary>
    public string? Lineage { get; init; }

    /// <summary>The first moment of the fault; null where the rows themselves do not tell it to the hour.</summary>
    public DateTime? Onset { get; init; } = RentalWorld.Onset;
}

/// <summary>Every mechanism of the closed list once, and days on which there is nobody to accuse.</summary>
internal static class MechanismCases
{
    private static readonly DateTime NextDay = Onset.Date.AddDays(1);

    public static IReadOnlyDictionary<string, MechanismCase> All { get; } =
        new Dictionary<string, MechanismCase>
        {
            ["segment_bad_values"] = new(
                "segment_bad_values",
                $"null rate of rentals.rider jumped on {Day}",
                w => Each(w.Since(r => r.AppVersion == "5.0" && w.Chance() < 0.8), r => r.Rider = ""),
                "app_version = 5.0"
            ),
            ["segment_outage"] = new(
                "segment_outage",
                $"row count of rentals dropped on {NextDay:yyyy-MM-dd}",
                w => w.Keep(r => r.StartedAt < Onset || r.AppVersion != "web" || w.Chance() < 0.05),
                "app_version = web"
            ),
            ["schema_drift"] = new(
                "schema_drift",
                $"rentals.fare is no longer a number since {Day}: unexpected format",
                w => Each(w.Since(r => r.AppVersion == "web"), r => r.Fare = $"\"{r.Fare.Replace('.', ',')} kr\""),
                "app_version = web"
            ),
            ["duplicate_retry"] = new(
                "duplicate_retry",
                $"duplicates on rentals.receipt jumped on {Day}",
                w =>
                    w.Add(
                        w.Since(r => r.AppVersion == "5.0" && w.Chance() < 0.5)
                            .Select(r => r with { RentalId = r.RentalId + 500_000, StartedAt = r.StartedAt.AddSeconds(3) })
                    ),
                "app_version = 5.0"
            ),
            ["double_load"] = new(
                "double_load",
                $"duplicates on rentals.receipt jumped on {Day}",
                w =>
                    w.Add(
                        w.Rentals.Where(r => r.Batch == $"b{Onset:yyMMdd}18")
                            .Select(r => r with { RentalId = r.RentalId + 500_000, LoadedAt = r.LoadedAt.AddHours(3) })
                    ),
                null
            )
            {
                Onset = Onset.Date.AddHours(12),
            },
            ["join_fan_out"] = new(
                "join_fan_out",
                $"row count of rentals jumped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    var harbour = w.Stations.Where(s => s.Quarter == "harbour").Select(s => s.Station).ToHashSet();
                    w.Add(w.Since(r => harbour.Contains(r.Station)).Select(r => r with { }));
                    foreach (var station in harbour)
                        w.Stations.Add((station, "pier"));
                },
                null
            )
            {
                Lineage = "stations.station > rentals.station",
            },
            ["late_arrival"] = new(
                "late_arrival",
                $"rentals arrive late since {Day}",
                w =>
                    Each(
                        w.Since(r => r.AppVersion == "5.1" && r.StartedAt < Onset.AddDays(3)),
                        r => r.LoadedAt = r.LoadedAt.AddHours(9 + w.Below(14))
                    ),
                "app_version = 5.1"
            ),
            ["orphaned_references"] = new(
                "orphaned_references",
                $"referential integrity of rentals.station failed on {Day}",
                w => Each(w.Since(r => r.Plan == "year" && w.Chance() < 0.6), r => r.Station = $"ST9{w.Below(9)}"),
                null
            )
            {
                Lineage = "stations.station > rentals.station",
            },
            ["upstream_stale"] = new(
                "upstream_stale",
                $"null rate of rentals.fare_eur jumped on {NextDay:yyyy-MM-dd}",
                w =>
                {
                    for (var day = First; day < NextDay; day = day.AddDays(1))
                        w.Rates.Add((day, 0.085 + 0.002 * w.Chance()));
                    var rates = w.Rates.ToDictionary(r => r.Day, r => r.Rate);
                    Each(
                        w.Rentals.Where(r => rates.ContainsKey(r.StartedAt.Date)),
                        r => r.FareInEuro = Number(Number(r.Fare) * rates[r.StartedAt.Date])
                    );
                },
                ""
            )
            {
                Lineage = "rates.eur > rentals.fare_eur",
                Onset = NextDay,
            },
            ["partial_load"] = new(
                "partial_load",
                $"row count of rentals dropped on {NextDay:yyyy-MM-dd}",
                w => w.Keep(r => r.Batch != $"b{NextDay:yyMMdd}18"),
                null
            )
            {
                Onset = NextDay.AddHours(12),
            },
            ["value_shift"] = new(
                "value_shift",
                $"average of rentals.fare rose on {Day}",
                w => Each(w.Since(r => r.Plan == "month"), r => r.Fare = Number(Number(r.Fare) * 1.4)),
                "plan = month"
            ),
            ["unit_change"] = new(
                "unit_change",
                $"average of rentals.minutes jumped on {Day}",
                w => Each(w.Since(r => r.AppVersion == "5.0"), r => r.Minutes = Number(Number(r.Minutes) * 60, 0)),
                "app_version = 5.0"
            ),
            ["currency_swap"] = new(
                "currency_swap",
                $"average of rentals.fare fell on {Day}",
                w =>
                {
                    Each(
                        w.Rentals.Where(r => w.QuarterOf(r) == "old town"),
                        r => (r.Currency, r.Fare) = ("DKK", Number(Number(r.Fare) * 0.65))
                    );
                    Each(w.Since(r => r.Currency == "DKK"), r => r.Fare = Number(Number(r.Fare) * 0.134));
                },
                null
            ),
            ["timezone_shift"] = new(
                "timezone_shift",
                "{\"dataset\":\"rentals\",\"columns\":[\"started_at\"],\"anomalyType\":\"distribution\",\"window\":{\"observedAt\":\""
                    + $"{NextDay.AddDays(1):yyyy-MM-dd}\"}}}}",
                w => Each(w.Rentals.Where(r => r.StartedAt >= NextDay && r.Plan == "month"), r => r.StartedAt = r.StartedAt.AddHours(-2)),
                null
            )
            {
                Onset = null,
            },
            ["enum_renaming"] = new(
                "enum_renaming",
                $"unexpected values in rentals.plan on {Day}",
                w => Each(w.Since(r => r.Plan == "year"), r => r.Plan = "annual"),
                "plan = annual"
            ),
            ["enum_split"] = new(
                "enum_renaming",
                $"unexpected values in rentals.plan on {Day}",
                w => Each(w.Since(r => r.Plan == "day"), r => r.Plan = w.Chance() < 0.5 ? "day_single" : "day_group"),
                "plan in day_group|day_single"
            ),
            ["default_fill"] = new(
                "default_fill",
                $"average of rentals.minutes fell on {Day}",
                w => Each(w.Since(r => r.AppVersion == "web" && w.Chance() < 0.8), r => r.Minutes = "0"),
                "app_version = web"
            ),
            ["truncation"] = new(
                "truncation",
                $"average length of rentals.receipt fell on {Day}",
                w => Each(w.Since(r => r.AppVersion == "5.0"), r => r.Receipt = r.Receipt[..6]),
                "app_version = 5.0"
            ),
            ["sign_flip"] = new(
                "sign_flip",
                $"sum of rentals.fare dropped on {NextDay:yyyy-MM-dd}",
                w => Each(w.Since(r => r.Plan == "year"), r => r.Fare = $"-{r.Fare}"),
                "plan = year"
            ),
            ["boolean_inversion"] = new(
                "boolean_inversion",
                $"average of rentals.insured fell on {Day}",
                w => Each(w.Since(r => r.AppVersion == "5.1"), r => r.Insured = r.Insured == "1" ? "0" : "1"),
                "app_version = 5.1"
            ),
            ["precision_loss"] = new(
                "precision_loss",
                $"number of distinct values of rentals.minutes fell on {NextDay:yyyy-MM-dd}",
                w => Each(w.Since(r => r.AppVersion == "5.1"), r => r.Minutes = Number(Number(r.Minutes), 1)),
                "app_version = 5.1"
            ),
            ["encoding_breakage"] = new(
                "encoding_breakage",
                $"unexpected values in rentals.remark on {Day}",
                w =>
                    Each(
                        w.Since(r => r.AppVersion == "web"),
                        r => r.Remark = r.Remark.Replace("ö", "Ã¶", StringComparison.Ordinal).Replace("å", "Ã¥", StringComparison.Ordinal)
                    ),
                "app_version = web"
            ),
            ["bot_traffic"] = new(
                "bot_traffic",
                $"row count of rentals jumped on {NextDay:yyyy-MM-dd}",
                w =>
                    w.Add(
                        Enumerable
                            .Range(0, 900)
                            .Select(i =>
                                w.Rentals[w.Below(3_000)] with
                                {
                                    RentalId = 900_000 + i,
                                    Receipt = $"R-{90_000_000 + i}",
                                    Agent = "python-requests/2.32",
                                    Rider = $"rider{w.Below(4):0000}",
                                    StartedAt = Onset.AddSeconds(i * 170),
                                    LoadedAt = Onset.AddSeconds(i * 170).AddHours(3),
                                }
                            )
                    ),
                "agent = python-requests/2.32"
            ),
            ["test_data_leak"] = new(
                "test_data_leak",
                $"row count of rentals jumped on {NextDay:yyyy-MM-dd}",
                w =>
                    w.Add(
                        Enumerable
                            .Range(0, 500)
                            .Select(i =>
                                w.Rentals[w.Below(3_000)] with
                                {
                                    RentalId = 900_000 + i,
                                    Receipt = $"R-{90_000_000 + i}",
                                    Plan = "qa_test",
                                    Fare = "100.00",
                                    Rider = $"rider{i:0000}",
                                    StartedAt = Onset.AddSeconds(i * 300),
                                    LoadedAt = Onset.AddSeconds(i * 300).AddHours(3),
                                }
                            )
                    ),
                "plan = qa_test"
            ),
            ["key_reuse"] = new(
                "key_reuse",
                $"duplicates on rentals.receipt jumped on {Day}",
                w =>
                {
                    var old = new Queue<string>(w.Rentals.Take(4_000).Select(r => r.Receipt));
                    Each(w.Since(r => r.AppVersion == "web"), r => r.Receipt = old.Dequeue());
                },
                "app_version = web"
            ),
            ["backfill_overwrite"] = new(
                "backfill_overwrite",
                $"average of rentals.fare fell on {First.AddDays(32):yyyy-MM-dd}",
                w =>
                    Each(
                        w.Rentals.Where(r => r.StartedAt >= First.AddDays(32) && r.StartedAt < First.AddDays(38)),
                        r => (r.Fare, r.UpdatedAt) = (Number(Number(r.Fare) * 0.5), First.AddDays(54).AddMinutes(w.Below(40)))
                    ),
                ""
            )
            {
                // Nobody rents a bicycle in the first two hours of that night.
                Onset = First.AddDays(32).AddHours(2),
            },
            ["a quiet day"] = new(null, $"null rate of rentals.rider jumped on {Day}", _ => { }, null),
            ["a quiet sum"] = new(null, $"sum of rentals.fare changed on {Day}", _ => { }, null),
            ["a weak weekday"] = new(null, $"row count of rentals dropped on {First.AddDays(48):yyyy-MM-dd}", _ => { }, null),
            ["another column's change"] = new(
                null,
                $"average of rentals.minutes rose on {Day}",
                w => Each(w.Since(r => r.AppVersion == "web"), r => r.Remark = "n/a"),
                null
            ),
        };

    private static void Each(IEnumerable<Rental> rows, Action<Rental> change)
    {
        foreach (var row in rows.ToArray())
            change(row);
    }
}
