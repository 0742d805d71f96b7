using System.Text.Json.Nodes;
using Dataing.Demo.World;
using static Dataing.Demo.Incidents.OrdinaryChanges;

namespace Dataing.Demo.Incidents;

/// <summary>The deletion job reads 45 days as 45 minutes and removes guests long before their orders are archived.</summary>
internal static class OrphanedRecords
{
    private const string Segment = "guest";

    public static DemoStory Tell(DemoWorld world)
    {
        var random = new DemoRandom(world.Seed, "orphaned_records");
        var start = world.Moment("orphaned_records", DemoCalendar.At(2, 11, 10, 5));
        var window = new Stretch(start, DemoCalendar.End);
        var doomed = world
            .Ordinary.Users.Where(row => row.Tier == Segment && row.CreatedAt >= start && DeletedAt(row.CreatedAt) < DemoCalendar.End)
            .ToArray();
        var missing = doomed.Select(row => row.Id).ToHashSet();
        var orphans = world.Ordinary.Orders.Where(row => row.UserId is { } id && missing.Contains(id)).ToArray();
        var log = doomed.Select(row => new UserDeletionRow(row.Id, "guest_expired", "2.4.0", DeletedAt(row.CreatedAt) + random.Below(50)));

        return new DemoStory(
            world.Ordinary with
            {
                Users = [.. world.Ordinary.Users.Where(row => !missing.Contains(row.Id))],
                UserDeletions = [.. world.Ordinary.UserDeletions.Concat(log).OrderBy(row => row.DeletedAt)],
            },
            Alert(),
            With(
                world,
                Change(
                    start,
                    "deploy",
                    "user-deletions 2.4.0",
                    "Guest retention moved to the settings file, job runs every 15 minutes",
                    "users"
                ),
                Change(start + 30 * DemoCalendar.Minute, "deploy", "checkout-api 9.7.1", "Order confirmation mails in Dutch", "order_items")
            ),
            new IncidentManifest
            {
                Incident = "orphaned_records",
                Seed = world.Seed,
                Story =
                    "Guest accounts and their orders are archived and deleted together after 45 days. Since user-deletions 2.4.0 the job "
                    + "takes the 45 for minutes: guests are deleted at once, and their orders stay behind without a parent.",
                Verdict = "root_cause",
                Mechanism = "orphaned_references",
                Category = "upstream_dependency",
                Culprit = new DemoCulprit("table", "users", "user_id", null),
                CulpritAliases = ["user-deletions 2.4.0", "user-deletions"],
                Table = "orders",
                TimeColumn = "created_at",
                Onset = Truth.Onset(start, orphans[0].CreatedAt),
                Window = Truth.Interval(window),
                Predicate = [new DemoCondition("customer_type", "=", Segment)],
                AffectedRows = orphans.Length,
                Metric = Truth.Share(
                    "orders without their user",
                    world.Ordinary.Orders,
                    row => row.CreatedAt,
                    row => row.UserId is { } id && missing.Contains(id),
                    window
                ),
                RedHerrings = RedHerrings(world, InnocentMobileRelease(world)),
            }
        );
    }

    // Every quarter of an hour, the guests of three quarters ago.
    private static int DeletedAt(int createdAt)
    {
        const int Quarter = 15 * DemoCalendar.Minute;
        return ((createdAt + 45 * DemoCalendar.Minute) / Quarter + 1) * Quarter;
    }

    private static JsonObject Alert() =>
        new()
        {
            ["source"] = "dbt",
            ["sourceAlertId"] = "test.shop.relationships_orders_user_id__user_id__ref_users_",
            ["dedupKey"] = "dbt:shop:test.shop.relationships_orders_user_id__user_id__ref_users_",
            ["status"] = "firing",
            ["severity"] = "error",
            ["title"] = "relationships_orders_user_id__user_id__ref_users_ failed",
            ["description"] = "Values of orders.user_id are not found in users.user_id.",
            ["dataset"] = new JsonObject { ["name"] = "orders" },
            ["columns"] = new JsonArray("user_id"),
            ["anomalyType"] = "referential_integrity",
            ["expected"] = new JsonObject { ["value"] = 0, ["operator"] = "=" },
            ["window"] = new JsonObject { ["observedAt"] = "2026-02-13T05:12:00Z" },
        };
}
