using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Rows that come late, carry shifted times, or are rewritten long after.</summary>
internal static class TimeFaults
{
    public static Injection Late(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var loadTime = fact.LoadTime ?? throw new InvalidOperationException("No load time.");
        var load = fact.Index(loadTime);
        var segment = stage.Segment(0.12, 0.5);
        var typical = fact.Table.Rows.Take(5000).Max(r => r[load] is DateTime at ? (at - fact.TimeOf(r)).TotalHours : 0);
        var bound = Math.Ceiling(Math.Max(2, typical * 1.3));
        var changed = stage.Some(stage.Rows(segment), stage.HitShare());
        var batches = fact.Batch is null ? [] : Batches(fact, load);
        foreach (var row in changed)
        {
            if (row[load] is not DateTime loaded)
                continue;
            var late = loaded.AddHours(bound + draw.Uniform(4, 40));
            // A late row comes with a later load: it takes that load's time and batch.
            if (fact.Batch is { } batch && batches.Count > 0)
            {
                var next = batches.BinarySearch((late, ""), Comparer<(DateTime At, string Name)>.Create((a, b) => a.At.CompareTo(b.At)));
                var chosen = batches[Math.Min(batches.Count - 1, next < 0 ? ~next : next)];
                row[fact.Index(batch)] = chosen.Name;
                late = chosen.At > late ? chosen.At : late;
            }
            row[load] = late;
        }
        var missing = changed.Where(r => r[load] is DateTime at && at > stage.Warehouse.End.AddHours(12)).ToHashSet();
        stage.Table.Remove(missing);
        changed.ExceptWith(missing);
        var lag = MetricKinds.Lateness(fact, loadTime, bound * 3600);
        return new Injection
        {
            Metric = lag,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Missing = missing,
            Story = $"rows arrive up to two days late where {segment}",
        };
    }

    public static Injection TimeZone(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var kind = stage.Table.Columns[fact.Index(fact.EventTime)].Kind;
        var hours = draw.OneOf(2, 3, 5, 8) * (kind != CellKind.Timestamp || draw.Chance(0.5) ? -1 : 1);
        var segment = stage.SegmentOrWhole(0.35, 0.12, 0.5);
        var changed = stage.Rows(segment).ToHashSet();
        var time = fact.Index(fact.EventTime);
        foreach (var row in changed)
            row[time] = fact.TimeOf(row).AddHours(hours);
        stage.Table.SortBy(fact.EventTime);
        var metric =
            fact.LoadTime is { } load && hours < 0 && (kind != CellKind.Timestamp || draw.Chance(0.5))
                ? MetricKinds.Lateness(fact, load, 3600 * Math.Max(2, -hours - 0.5))
                : MetricKinds.Custom(
                    fact,
                    $"avg(case when extract(hour from {ValueFaults.Quoted(fact.EventTime)}) < 6 then 1.0 else 0.0 end)",
                    rows => MetricKinds.Share(rows, r => fact.TimeOf(r).Hour < 6)
                );
        return new Injection
        {
            Metric = metric,
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            OtherOnsets = [stage.Window.Onset.AddHours(hours)],
            Grain = TimeSpan.FromHours(Math.Abs(hours)),
            Story = $"{fact.EventTime} {hours:+0;-0} hours where {segment}",
        };
    }

    public static Injection Backfill(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var updated = fact.UpdatedTime ?? throw new InvalidOperationException("No update time.");
        var first = stage.Window.Observed.AddDays(-draw.Between(6, 14));
        var window = new IncidentWindow(first, first.AddDays(draw.Between(3, 5)), first.AddDays(1));
        var rewritten = stage.Window.Observed.AddHours(draw.Between(2, 20));
        var measure = fact.Amount ?? fact.Measures[0];
        var segment = stage.Segment(0.15, 0.5, measure);
        var changed = stage.Rows(segment, window).ToHashSet();
        var factor = draw.Chance(0.5) ? draw.Uniform(1.4, 2.2) * stage.Strength : draw.Uniform(0.3, 0.6) / stage.Strength;
        foreach (var row in changed)
        {
            row[fact.Index(measure)] = row[fact.Index(measure)] is double value ? Math.Round(value * factor, 2) : null;
            row[fact.Index(updated)] = rewritten.AddSeconds(draw.Below(600));
        }
        return new Injection
        {
            Metric = ValueFaults.NumberMetric(stage, measure, "sum", "mean"),
            Segment = segment,
            Window = window,
            Changed = changed,
            OtherOnsets = [rewritten],
            Trigger = new ChangeEvent(
                rewritten.AddMinutes(-3),
                "backfill",
                $"backfill {fact.Table.Name}",
                "amounts recalculated",
                fact.Table.Name
            ),
            Story =
                $"{measure} of {window.Onset:yyyy-MM-dd} to {window.End:yyyy-MM-dd} rewritten at {rewritten:yyyy-MM-dd HH:mm} where {segment}",
        };
    }

    private static List<(DateTime At, string Name)> Batches(Fact fact, int load)
    {
        var batch = fact.Index(fact.Batch ?? "");
        return
        [
            .. fact
                .Table.Rows.Where(r => r[load] is DateTime && r[batch] is string)
                .GroupBy(r => (string)(r[batch] ?? ""))
                .Select(g => (At: g.Max(r => r[load] is DateTime at ? at : DateTime.MinValue), Name: g.Key))
                .OrderBy(b => b.At),
        ];
    }
}
