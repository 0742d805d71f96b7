using System.Text.Json.Nodes;
using Dataing.Demo.World;
using static Dataing.Demo.Incidents.OrdinaryChanges;

namespace Dataing.Demo.Incidents;

/// <summary>order-sync retries after a short time-out and has no idempotency key, so lines are written twice.</summary>
internal static class Duplicates
{
    private const string Writer = "order-sync";

    public static DemoStory Tell(DemoWorld world)
    {
        var random = new DemoRandom(world.Seed, "duplicates");
        var start = world.Moment("duplicates", DemoCalendar.At(2, 12, 9, 6));
        var window = new Stretch(start, DemoCalendar.End);
        var retries = new List<OrderItemRow>();
        foreach (
            var order in world
                .Ordinary.OrderItems.Where(row => row.Writer == Writer && window.Covers(row.CreatedAt))
                .GroupBy(row => row.OrderId)
        )
        {
            if (!random.Chance(0.55))
                continue;

            // One retry sends the whole order again; a few need a second one.
            var waited = random.Between(3, 9);
            Retry(order, waited);
            if (random.Chance(0.08))
                Retry(order, waited + random.Between(3, 9));
        }

        var after = Numbered([.. world.Ordinary.OrderItems, .. retries], start, world.Ordinary.OrderItems);
        return new DemoStory(
            world.Ordinary with
            {
                OrderItems = after,
            },
            Alert(),
            With(
                world,
                Change(start - 50 * DemoCalendar.Minute, "deploy", "inventory-service 2.20.0", "Stock levels per warehouse", "products"),
                Change(start, "deploy", "order-sync 1.9.0", "Client time-out lowered from 10 s to 2 s, three attempts", "order_items")
            ),
            new IncidentManifest
            {
                Incident = "duplicates",
                Seed = world.Seed,
                Story =
                    "order-sync 1.9.0 gives up after two seconds and sends the order again. The first attempt was stored too, "
                    + "so the same lines exist twice, seconds apart, under new ids.",
                Verdict = "root_cause",
                Mechanism = "duplicate_retry",
                Category = "transformation_bug",
                Culprit = new DemoCulprit("job", "order_items", "writer", Writer),
                CulpritAliases = ["order-sync 1.9.0"],
                Table = "order_items",
                TimeColumn = "created_at",
                Onset = Truth.Onset(start, retries.Min(row => row.CreatedAt)),
                Window = Truth.Interval(window),
                Predicate = [new DemoCondition("writer", "=", Writer)],
                AffectedRows = retries.Count,
                Metric = Metric(after, window),
                RedHerrings = RedHerrings(
                    world,
                    InnocentMobileRelease(world),
                    new DemoRedHerring(
                        DemoCalendar.ToTime(OldMishaps.ItemsReplayed.Start),
                        "Replayed order lines on 17 January",
                        "Healed within the hour, four weeks earlier."
                    )
                ),
            }
        );

        void Retry(IEnumerable<OrderItemRow> lines, int seconds) =>
            retries.AddRange(lines.Select(line => line with { CreatedAt = line.CreatedAt + seconds }));
    }

    // Ids are handed out as rows are written, so the retries push up every later id.
    private static OrderItemRow[] Numbered(OrderItemRow[] rows, int start, OrderItemRow[] before)
    {
        var id = before.Where(row => row.CreatedAt < start).Max(row => row.Id);
        return
        [
            .. rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.CreatedAt < start ? row : row with { Id = ++id }),
        ];
    }

    private static DemoMetric Metric(OrderItemRow[] rows, Stretch window)
    {
        var seen = new HashSet<(int Order, int Product)>();
        var repeated = rows.Where(row => !seen.Add((row.OrderId, row.ProductId))).Select(row => row.Id).ToHashSet();
        return Truth.Share("repeated (order_id, product_id)", rows, row => row.CreatedAt, row => repeated.Contains(row.Id), window);
    }

    private static JsonObject Alert() =>
        new()
        {
            ["source"] = "dbt",
            ["sourceAlertId"] = "test.shop.unique_combination_of_columns_order_items",
            ["dedupKey"] = "dbt:shop:test.shop.unique_combination_of_columns_order_items",
            ["status"] = "firing",
            ["severity"] = "error",
            ["title"] = "unique_combination_of_columns_order_items failed",
            ["dataset"] = new JsonObject { ["name"] = "order_items" },
            ["columns"] = new JsonArray("order_id", "product_id"),
            ["anomalyType"] = "duplicates",
            ["expected"] = new JsonObject { ["value"] = 0, ["operator"] = "=" },
            ["window"] = new JsonObject { ["observedAt"] = "2026-02-14T05:12:00Z" },
            ["run"] = new JsonObject { ["orchestrator"] = "dbt", ["jobName"] = "nightly tests" },
        };
}
