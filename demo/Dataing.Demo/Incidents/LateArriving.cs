using System.Text.Json.Nodes;
using Dataing.Demo.World;
using static Dataing.Demo.Incidents.OrdinaryChanges;

namespace Dataing.Demo.Incidents;

/// <summary>The mobile upload job stands still for a day and a half; a backfill brings most of its events later.</summary>
internal static class LateArriving
{
    private const int Late = 6 * DemoCalendar.Hour;

    public static DemoStory Tell(DemoWorld world)
    {
        var random = new DemoRandom(world.Seed, "late_arriving");
        var start = world.Moment("late_arriving", DemoCalendar.At(2, 12, 6));
        var window = new Stretch(start, start + 40 * DemoCalendar.Hour);
        var after = world
            .Ordinary.Events.Select(row => Delay(row, window, random))
            .Where(row => row.IngestedAt < DemoCalendar.End)
            .ToArray();
        var wrong = after.Where(row => window.Covers(row.OccurredAt) && row.IngestedAt - row.OccurredAt > Late).ToArray();

        return new DemoStory(
            world.Ordinary with
            {
                Events = after,
            },
            Alert(),
            With(
                world,
                Change(start - 70 * DemoCalendar.Minute, "deploy", "search-service 4.8.2", "Spelling suggestions", "products"),
                Change(
                    start - 2 * DemoCalendar.Minute,
                    "job_run",
                    "mobile_batch_upload",
                    "Run waits for a lock held by a stuck worker",
                    "events"
                ),
                Change(
                    Backfill(window) - 5 * DemoCalendar.Minute,
                    "job_run",
                    "mobile_batch_upload",
                    "Worker killed, queue is being worked off",
                    "events"
                )
            ),
            new IncidentManifest
            {
                Incident = "late_arriving",
                Seed = world.Seed,
                Story =
                    "The job that uploads the phones' event batches waits for a lock for forty hours. When it is freed, seven of ten "
                    + "waiting events arrive within hours; the rest is still on its way. Web events are on time.",
                Verdict = "root_cause",
                Mechanism = "late_arrival",
                Category = "infrastructure",
                Culprit = new DemoCulprit("job", "events", "pipeline", EventTable.MobileBatch),
                CulpritAliases = ["mobile_batch_upload"],
                Table = "events",
                TimeColumn = "occurred_at",
                Onset = Truth.Onset(start, wrong[0].OccurredAt),
                Window = Truth.Interval(window),
                Predicate = [new DemoCondition("pipeline", "=", EventTable.MobileBatch)],
                AffectedRows = wrong.Length,
                Metric = Truth.Share(
                    "rows later than six hours",
                    after,
                    row => row.OccurredAt,
                    row => row.IngestedAt - row.OccurredAt > Late,
                    window
                ),
                RedHerrings = RedHerrings(
                    world,
                    InnocentMobileRelease(world),
                    new DemoRedHerring(
                        DemoCalendar.ToTime(OldMishaps.StreamDelayed.Start),
                        "Web events late on 2 February",
                        "Another pipeline, healed the same day."
                    )
                ),
            }
        );
    }

    private static int Backfill(Stretch window) => window.End + 5 * DemoCalendar.Hour;

    // The queue is worked off oldest first, in quarter-hour batches; three in ten events wait for the phone's next try.
    private static EventRow Delay(EventRow row, Stretch window, DemoRandom random)
    {
        if (row.Pipeline != EventTable.MobileBatch || !window.Covers(row.OccurredAt))
            return row;
        if (random.Chance(0.3))
            return row with { IngestedAt = int.MaxValue };

        var place = (row.OccurredAt - window.Start) / (double)(window.End - window.Start);
        var batch = (int)(place * 12);
        return row with { IngestedAt = Backfill(window) + batch * 15 * DemoCalendar.Minute + random.Below(10 * DemoCalendar.Minute) };
    }

    private static JsonObject Alert() =>
        new()
        {
            ["source"] = "datadog",
            ["sourceAlertId"] = "4471002",
            ["dedupKey"] = "datadog:4471002:events",
            ["status"] = "firing",
            ["severity"] = "warning",
            ["title"] = "events: rows are loaded long after they occurred",
            ["dataset"] = new JsonObject { ["name"] = "events" },
            ["columns"] = new JsonArray("ingested_at"),
            ["anomalyType"] = "freshness",
            ["expected"] = new JsonObject { ["upper"] = 21600, ["unit"] = "seconds" },
            ["window"] = new JsonObject { ["observedAt"] = "2026-02-14T09:00:00Z", ["timezone"] = "UTC" },
        };
}
