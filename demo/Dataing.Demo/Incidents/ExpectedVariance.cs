using System.Text.Json.Nodes;
using Dataing.Demo.World;
using static Dataing.Demo.Incidents.OrdinaryChanges;

namespace Dataing.Demo.Incidents;

/// <summary>A sale that was announced brings more of everything, everywhere.</summary>
internal static class ExpectedVariance
{
    public static DemoStory Tell(DemoWorld world)
    {
        var window = new Stretch(Campaign.Start, DemoCalendar.End);
        var with = world.WithCampaign.Orders;
        var metric = Truth.PerDay("rows of orders", world.Ordinary.Orders, with, row => row.CreatedAt, window);

        return new DemoStory(
            world.WithCampaign,
            Alert(metric),
            With(
                world,
                Change(
                    Campaign.Start,
                    "campaign",
                    "valentine-sale-2026",
                    "Announced sale on 14 and 15 February in all countries and channels; more orders expected",
                    "orders"
                )
            ),
            new IncidentManifest
            {
                Incident = "expected_variance",
                Seed = world.Seed,
                Story = "The announced sale of 14 and 15 February brings more orders from every country and every channel alike.",
                Verdict = "expected_variance",
                Mechanism = "expected_variance",
                Category = "expected_variance",
                Culprit = new DemoCulprit("campaign", "orders", null, "valentine-sale-2026"),
                CulpritAliases = ["valentine-sale-2026"],
                Table = "orders",
                TimeColumn = "created_at",
                Onset = Truth.Onset(window.Start, with.First(row => row.Campaign).CreatedAt),
                Window = Truth.Interval(window),
                Predicate = [],
                AffectedRows = with.Count(row => row.Campaign),
                Metric = metric,
                RedHerrings = RedHerrings(world, InnocentMobileRelease(world)),
            }
        );
    }

    private static JsonObject Alert(DemoMetric metric) =>
        new()
        {
            ["source"] = "monte_carlo",
            ["sourceAlertId"] = "b20f-orders-volume",
            ["dedupKey"] = "monte_carlo:orders:volume",
            ["status"] = "firing",
            ["severity"] = "warning",
            ["title"] = "Volume anomaly: orders",
            ["description"] = "More rows than expected were added to orders.",
            ["dataset"] = new JsonObject { ["name"] = "orders" },
            ["columns"] = new JsonArray(),
            ["anomalyType"] = "row_count",
            ["expected"] = new JsonObject { ["upper"] = (int)(metric.Before * 1.25) / 10 * 10, ["unit"] = "rows" },
            ["window"] = new JsonObject
            {
                ["start"] = "2026-02-14T00:00:00Z",
                ["end"] = "2026-02-15T00:00:00Z",
                ["observedAt"] = "2026-02-15T00:30:00Z",
                ["timezone"] = "UTC",
            },
        };
}
