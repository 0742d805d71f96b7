using static Dataing.Host.Tests.Mechanisms.RentalWorld;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Faults that begin slowly, come in twos, or are measured in an unusual way; and a day that is not over.</summary>
internal static class UnusualCases
{
    private static readonly DateTime LastDay = First.AddDays(55);

    public static IReadOnlyDictionary<string, MechanismCase> All { get; } =
        new Dictionary<string, MechanismCase>
        {
            ["codes that never repeat are cut"] = new(
                "truncation",
                $"average length of rentals.receipt dropped on {Day}",
                w =>
                {
                    Each(w.Rentals, r => r.Receipt = $"{"ABCDEFGH"[w.Below(8)]}{w.Below(9_000_000) + 1_000_000}");
                    Each(w.Since(r => r.Plan == "year"), r => r.Receipt = r.Receipt[..6]);
                },
                "plan = year"
            ),
            ["codes that are kept as numbers are cut"] = new(
                "truncation",
                $"average length of rentals.receipt dropped on {Day}",
                w =>
                {
                    string[] codes = [.. Enumerable.Range(0, 60).Select(i => $"{10_007 + 1_499 * i}")];
                    Each(w.Rentals, r => r.Receipt = codes[w.Below(codes.Length)]);
                    Each(w.Since(r => r.Plan == "year"), r => r.Receipt = r.Receipt[..3]);
                },
                "plan = year"
            ),
            ["a value that one segment writes more often"] = new(
                "segment_bad_values",
                $"share of remark = 'ok' in rentals rose on {Day}",
                w => Each(w.Since(r => r.AppVersion == "5.0" && r.Remark == "bra tur"), r => r.Remark = "ok"),
                "app_version = 5.0"
            ),
            ["a sentinel before all dates"] = new(
                "default_fill",
                $"min of rentals.updated_at fell on {Day}",
                w => Each(w.Since(r => r.Plan == "day"), r => r.UpdatedAt = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)),
                "plan = day"
            ),
            ["a small fault two days before the great one"] = new(
                "segment_bad_values",
                $"null rate of rentals.rider jumped on {Day}",
                w =>
                {
                    Each(w.Rentals.Where(r => r.StartedAt >= Onset.AddDays(-2) && r.Plan == "year" && w.Chance() < 0.1), r => r.Rider = "");
                    Each(w.Since(r => r.AppVersion == "5.0" && w.Chance() < 0.8), r => r.Rider = "");
                },
                "app_version = 5.0"
            ),
            ["a release that is taken up over days"] = new(
                "segment_bad_values",
                $"null rate of rentals.rider jumped on {Onset.AddDays(3):yyyy-MM-dd}",
                w =>
                    Each(
                        w.Since(r => r.AppVersion == "5.1" && w.Chance() < 0.1 + (r.StartedAt - Onset).TotalDays / 4),
                        r => (r.AppVersion, r.Rider) = ("5.2", "")
                    ),
                "app_version = 5.2"
            ),
            ["values of another magnitude in a part of two conditions"] = new(
                "unit_change",
                $"average of rentals.fare jumped on {Day}",
                w => Each(w.Since(r => r.AppVersion == "5.1" && r.Plan == "day"), r => r.Fare = Number(1000 * Number(r.Fare))),
                "plan = day and app_version = 5.1"
            ),
            ["children of a few missing parents"] = new(
                "orphaned_references",
                $"rentals.station has values that are not in stations since {Day}",
                w =>
                {
                    string[] gone = ["ST03", "ST09"];
                    w.Keep(r => r.StartedAt >= Onset || !gone.Contains(r.Station));
                    w.Stations.RemoveAll(s => gone.Contains(s.Station));
                },
                "station in ST03|ST09"
            ),
            ["a day that is not over"] = new(
                null,
                $"row count of rentals dropped on {LastDay:yyyy-MM-dd}",
                w => w.Keep(r => r.StartedAt < LastDay.AddHours(13.4)),
                null
            ),
        };

    private static void Each(IEnumerable<Rental> rows, Action<Rental> change)
    {
        foreach (var row in rows.ToArray())
            change(row);
    }
}
