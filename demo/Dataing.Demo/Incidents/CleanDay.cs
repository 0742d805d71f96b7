using System.Text.Json.Nodes;
using Dataing.Demo.World;
using static Dataing.Demo.Incidents.OrdinaryChanges;

namespace Dataing.Demo.Incidents;

/// <summary>The monitor looked before the day was loaded; the data shows an ordinary day.</summary>
internal static class CleanDay
{
    public static DemoStory Tell(DemoWorld world)
    {
        var start = DemoCalendar.At(2, 12);
        var window = new Stretch(start, start + DemoCalendar.Day);
        var orders = world.Ordinary.Orders;
        var counted = orders.Count(row => window.Covers(row.CreatedAt) && row.LoadedAt < start + 14 * DemoCalendar.Hour);
        int[] earlier = [.. Enumerable.Range(1, 5).Select(weeks => CountOf(orders, start - 7 * weeks * DemoCalendar.Day))];

        return new DemoStory(
            world.Ordinary,
            Alert(counted, expectedAtLeast: (int)(earlier.Min() * 0.9) / 10 * 10),
            With(
                world,
                Change(start + 9 * DemoCalendar.Hour, "deploy", "checkout-api 9.7.1", "Order confirmation mails in Dutch", "orders")
            ),
            new IncidentManifest
            {
                Incident = "clean_day",
                Seed = world.Seed,
                Story = "The monitor counted the orders of 12 February before the afternoon's loads. The whole day is as any Thursday.",
                Verdict = "false_alarm",
                Table = "orders",
                TimeColumn = "created_at",
                Window = Truth.Interval(window),
                Predicate = [],
                AffectedRows = 0,
                Metric = new DemoMetric("rows of orders", earlier.Average(), CountOf(orders, start), "rows per day"),
                RedHerrings = RedHerrings(world, InnocentMobileRelease(world)),
            }
        );
    }

    private static int CountOf(OrderRow[] orders, int day) =>
        orders.Count(row => new Stretch(day, day + DemoCalendar.Day).Covers(row.CreatedAt));

    private static JsonObject Alert(int counted, int expectedAtLeast) =>
        new()
        {
            ["source"] = "gx",
            ["sourceAlertId"] = "gx-orders-row-count",
            ["dedupKey"] = "gx:shop_daily:orders:expect_table_row_count_to_be_between",
            ["status"] = "firing",
            ["severity"] = "warning",
            ["title"] = "expect_table_row_count_to_be_between failed on orders",
            ["dataset"] = new JsonObject { ["name"] = "orders" },
            ["columns"] = new JsonArray(),
            ["anomalyType"] = "row_count",
            ["expected"] = new JsonObject { ["lower"] = expectedAtLeast, ["unit"] = "rows" },
            ["actual"] = new JsonObject { ["value"] = counted, ["unit"] = "rows" },
            ["window"] = new JsonObject
            {
                ["start"] = "2026-02-12T00:00:00Z",
                ["end"] = "2026-02-13T00:00:00Z",
                ["observedAt"] = "2026-02-12",
                ["timezone"] = "UTC",
            },
        };
}
