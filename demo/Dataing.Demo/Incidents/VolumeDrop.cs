using System.Text.Json.Nodes;
using Dataing.Demo.World;
using static Dataing.Demo.Incidents.OrdinaryChanges;

namespace Dataing.Demo.Incidents;

/// <summary>A rule at the edge of the network turns away the events of European visitors.</summary>
internal static class VolumeDrop
{
    private const string Region = "EU";

    public static DemoStory Tell(DemoWorld world)
    {
        var random = new DemoRandom(world.Seed, "volume_drop");
        var start = world.Moment("volume_drop", DemoCalendar.At(2, 11, 13, 4));
        var window = new Stretch(start, DemoCalendar.End);
        var before = world.Ordinary.Events;
        var lost = before.Where(row => row.Country.Region == Region && window.Covers(row.OccurredAt) && random.Chance(0.93)).ToArray();
        var lostIds = lost.Select(row => row.Id).ToHashSet();
        var after = before.Where(row => !lostIds.Contains(row.Id)).ToArray();

        return new DemoStory(
            world.Ordinary with
            {
                Events = after,
            },
            Alert(),
            With(
                world,
                Change(start - 40 * DemoCalendar.Minute, "deploy", "search-service 4.8.2", "Spelling suggestions", "products"),
                Change(start, "config_change", "cdn-edge-rules r118", "Request filter tightened on the European edge of the CDN", "events")
            ),
            new IncidentManifest
            {
                Incident = "volume_drop",
                Seed = world.Seed,
                Story =
                    "A misconfigured filter at the European edge of the CDN turns away nine of ten calls to the event collector. "
                    + "Orders from the EU go on as before, so customers are still there.",
                Verdict = "root_cause",
                Mechanism = "segment_outage",
                Category = "infrastructure",
                Culprit = new DemoCulprit("segment", "events", "region", Region),
                CulpritAliases = ["cdn-edge-rules r118"],
                Table = "events",
                TimeColumn = "occurred_at",
                Onset = Truth.Onset(start, lost[0].OccurredAt),
                Window = Truth.Interval(window),
                Predicate = [new DemoCondition("region", "=", Region)],
                AffectedRows = lost.Length,
                Metric = Truth.PerDay("rows of events", before, after, row => row.OccurredAt, window),
                RedHerrings = RedHerrings(world, InnocentMobileRelease(world)),
            }
        );
    }

    private static JsonObject Alert() =>
        new()
        {
            ["source"] = "monte_carlo",
            ["sourceAlertId"] = "a7c1-events-volume",
            ["dedupKey"] = "monte_carlo:events:volume",
            ["status"] = "firing",
            ["severity"] = "critical",
            ["title"] = "Volume anomaly: events",
            ["description"] = "The number of rows added to events is below what the model expects.",
            ["dataset"] = new JsonObject { ["name"] = "events" },
            ["columns"] = new JsonArray(),
            ["anomalyType"] = "row_count",
            ["window"] = new JsonObject
            {
                ["start"] = "2026-02-12T00:00:00Z",
                ["end"] = "2026-02-13T00:00:00Z",
                ["observedAt"] = "2026-02-13T00:30:00Z",
                ["timezone"] = "UTC",
            },
        };
}
