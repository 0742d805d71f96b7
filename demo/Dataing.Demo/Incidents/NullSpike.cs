using System.Text.Json.Nodes;
using Dataing.Demo.World;
using static Dataing.Demo.Incidents.OrdinaryChanges;

namespace Dataing.Demo.Incidents;

/// <summary>Mobile release 2.3.1 forgets who is ordering.</summary>
internal static class NullSpike
{
    public static DemoStory Tell(DemoWorld world)
    {
        var random = new DemoRandom(world.Seed, "null_spike");
        var before = world.Ordinary.Orders;
        var after = new OrderRow[before.Length];
        for (var i = 0; i < after.Length; i++)
        {
            var lost = before[i].AppVersion == Shopfront.NewMobileVersion && before[i].Platform != "web" && random.Chance(0.97);
            after[i] = lost ? before[i] with { UserId = null } : before[i];
        }

        var window = new Stretch(world.MobileRelease, DemoCalendar.End);
        var wrong = after.Where(row => row.UserId is null && row.AppVersion == Shopfront.NewMobileVersion).ToArray();
        return new DemoStory(
            world.Ordinary with
            {
                Orders = after,
            },
            Alert(after),
            With(
                world,
                Change(window.Start - 3 * DemoCalendar.Hour, "deploy", "warehouse-sync 3.3.0", "Faster hourly load of users", "users")
            ),
            new IncidentManifest
            {
                Incident = "null_spike",
                Seed = world.Seed,
                Story =
                    "Mobile release 2.3.1 rewrote session handling and sends orders without the customer's id. "
                    + "Older versions and the web shop go on as before.",
                Verdict = "root_cause",
                Mechanism = "segment_bad_values",
                Category = "data_quality",
                Culprit = new DemoCulprit("release", "orders", "app_version", Shopfront.NewMobileVersion),
                CulpritAliases = ["mobile-app 2.3.1"],
                Table = "orders",
                TimeColumn = "created_at",
                Onset = Truth.Onset(window.Start, wrong[0].CreatedAt),
                Window = Truth.Interval(window),
                Predicate = [new DemoCondition("app_version", "=", Shopfront.NewMobileVersion)],
                AffectedRows = wrong.Length,
                Metric = Truth.Share("null rate of user_id", after, row => row.CreatedAt, row => row.UserId is null, window),
                RedHerrings = RedHerrings(world),
            }
        );
    }

    private static JsonObject Alert(OrderRow[] orders) =>
        new()
        {
            ["source"] = "soda",
            ["sourceAlertId"] = "soda-orders-missing-user-id",
            ["dedupKey"] = "soda:shop:orders:missing_percent(user_id)",
            ["status"] = "firing",
            ["severity"] = "error",
            ["title"] = "orders.user_id: missing values above threshold",
            ["dataset"] = new JsonObject { ["name"] = "orders", ["raw"] = "shop.orders" },
            ["columns"] = new JsonArray("user_id"),
            ["metric"] = new JsonObject
            {
                ["kind"] = "column",
                ["expression"] = "user_id",
                ["displayName"] = "missing_percent(user_id)",
            },
            ["anomalyType"] = "null_rate",
            ["expected"] = new JsonObject
            {
                ["upper"] = 1.0,
                ["operator"] = "<=",
                ["unit"] = "percent",
            },
            ["actual"] = new JsonObject { ["value"] = PercentOnThe13th(orders), ["unit"] = "percent" },
            ["window"] = new JsonObject { ["observedAt"] = "2026-02-14T06:00:00Z", ["timezone"] = "UTC" },
            ["owners"] = new JsonArray("team-orders"),
        };

    private static double PercentOnThe13th(OrderRow[] orders)
    {
        var day = new Stretch(DemoCalendar.At(2, 13), DemoCalendar.At(2, 14));
        var rows = orders.Where(row => day.Covers(row.CreatedAt)).ToArray();
        return Math.Round(100.0 * rows.Count(row => row.UserId is null) / rows.Length, 1);
    }
}
