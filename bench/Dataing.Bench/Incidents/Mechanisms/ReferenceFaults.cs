using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Children without parents, and lookups whose source stood still.</summary>
internal static class ReferenceFaults
{
    public static Injection Orphans(Stage stage)
    {
        var fact = stage.Fact;
        var reference = fact.Parent ?? throw new InvalidOperationException("No parent.");
        var segment = stage.Segment(0.1, 0.5, reference.Column);
        var index = fact.Index(reference.Column);
        var changed = stage.Some(stage.Rows(segment).Where(r => r[index] is not null), stage.HitShare());
        // New parents that were never loaded: a pool of ids that only rows of the segment refer to.
        var pool = Enumerable.Range(0, stage.Draw.Between(20, 80)).Select(_ => stage.Fresh(changed.First()[index])).ToList();
        foreach (var row in changed)
            row[index] = stage.Draw.Pick(pool);
        return new Injection
        {
            Metric = MetricKinds.Orphans(fact, reference, stage.Warehouse.Find(reference.Table)),
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Culprits = [new(reference.Table, null, null), new(null, reference.Column, null)],
            Story = $"{reference.Column} points at {pool.Count} rows that {reference.Table} does not hold where {segment}",
        };
    }

    public static Injection UpstreamStale(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var feed = fact.Feed ?? throw new InvalidOperationException("No feed.");
        var source = stage.Warehouse.Find(feed.Table);
        var day = stage.Window.Observed;
        var window = new IncidentWindow(day, stage.Warehouse.End, day);
        var key = draw.Chance(0.3) ? ValueFaults.Common(stage with { Window = window }, feed.FactKey, 0.12) : null;
        var segment = key is null ? Segment.Whole : new Segment([new(feed.FactKey, "=", key)]);
        var (time, name) = (source.IndexOf(feed.TimeColumn), source.IndexOf(feed.KeyColumn));
        source.Remove(source.Rows.Where(r => r[time] is DateTime at && at >= day && (key is null || Equals(r[name], key))).ToHashSet());
        var rows = stage.Rows(segment, window).ToHashSet();
        var gone = key is null && draw.Chance(0.35);
        if (gone)
            stage.Table.Remove(rows);
        else
        {
            foreach (var row in rows)
                row[fact.Index(feed.FactColumn)] = null;
        }
        return new Injection
        {
            Metric = gone ? MetricKinds.RowCount(fact) : MetricKinds.NullRate(fact, feed.FactColumn),
            Segment = segment,
            Window = window,
            Grain = TimeSpan.FromDays(1),
            Changed = gone ? [] : rows,
            Missing = gone ? rows : [],
            Culprits = [new(feed.Table, null, null)],
            Story =
                $"{feed.Table} stopped on {day:yyyy-MM-dd}{(key is null ? "" : $" for {key}")}; {(gone ? "the inner join lost every row" : $"{feed.FactColumn} is NULL since")}",
        };
    }
}
