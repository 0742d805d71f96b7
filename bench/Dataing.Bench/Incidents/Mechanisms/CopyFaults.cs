using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Rows that are there more than once: retries, double loads, fan-out joins, keys used twice.</summary>
internal static class CopyFaults
{
    public static Injection Retry(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var segment = stage.SegmentOrWhole(0.3, 0.08, 0.5);
        var copies = new HashSet<Row>();
        var originals = stage.Some(stage.Rows(segment), draw.Uniform(0.25, 0.9) * stage.Strength);
        foreach (var row in originals)
        {
            var copy = row.Copy();
            stage.Rekey(copy);
            if (fact.LoadTime is { } load && copy[fact.Index(load)] is DateTime loaded)
                copy[fact.Index(load)] = loaded.AddSeconds(draw.Between(2, 60));
            copies.Add(copy);
        }
        VolumeFaults.Append(stage, copies);
        return new Injection
        {
            Metric = MetricKinds.Duplicates(fact, fact.BusinessKey ?? fact.Key),
            Segment = segment,
            Window = stage.Window,
            Changed = copies,
            Counterparts = originals,
            Story = $"{copies.Count} rows sent again within a minute where {segment}",
            Trigger = new ChangeEvent(
                stage.Window.Onset.AddMinutes(-5),
                "config_change",
                "client retry policy",
                "retries switched on, no idempotency key",
                fact.Table.Name
            ),
        };
    }

    public static Injection DoubleLoad(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var day = stage.Window.Observed;
        var window = new IncidentWindow(day, day.AddDays(1), day);
        var delay = TimeSpan.FromHours(draw.Between(2, 9));
        var copies = new HashSet<Row>();
        var batches = new HashSet<string>();
        foreach (var row in stage.Rows(Segment.Whole, window))
        {
            var copy = row.Copy();
            stage.Rekey(copy);
            if (fact.LoadTime is { } load && copy[fact.Index(load)] is DateTime loaded)
                copy[fact.Index(load)] = loaded + delay;
            if (fact.Batch is { } batch && copy[fact.Index(batch)] is string name)
            {
                copy[fact.Index(batch)] = name + "-r2";
                batches.Add(name);
            }
            copies.Add(copy);
        }
        VolumeFaults.Append(stage, copies);
        var metric = draw.Below(3) switch
        {
            0 => MetricKinds.RowCount(fact),
            1 => MetricKinds.Number(fact, fact.Measures[0], "sum"),
            _ => MetricKinds.Duplicates(fact, fact.BusinessKey ?? fact.Key),
        };
        return new Injection
        {
            Metric = metric,
            Segment = Segment.Whole,
            Window = window,
            Changed = copies,
            Culprits = batches.Count == 1 ? [new(null, fact.Batch, batches.First())] : [],
            Story = $"everything of {day:yyyy-MM-dd} loaded again {delay.TotalHours} hours later",
            Trigger = new ChangeEvent(day.AddDays(1) + delay, "job_run", $"load_{fact.Table.Name}", "manual re-run", fact.Table.Name),
        };
    }

    public static Injection FanOut(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var lookup = fact.Lookup ?? throw new InvalidOperationException("No lookup.");
        var dimension = stage.Warehouse.Find(lookup.Table);
        var key = dimension.IndexOf(lookup.Key);
        var index = fact.Index(lookup.Column);
        var rows = stage.Rows(Segment.Whole).Where(r => r[index] is not null).ToList();
        var keys = draw.Shuffled(rows.GroupBy(r => r[index]).OrderByDescending(g => g.Count()).Take(12).Select(g => g.Key));
        var chosen = new List<object?>();
        for (var covered = 0.0; covered < 0.12 && chosen.Count < keys.Count; )
        {
            chosen.Add(keys[chosen.Count]);
            covered += rows.Count(r => Equals(r[index], chosen[^1])) / (double)rows.Count;
        }
        foreach (var value in chosen)
        {
            var twin = dimension.Rows.First(r => Equals(r[key], value)).Copy();
            twin[dimension.IndexOf(lookup.Attribute)] = $"{twin[dimension.IndexOf(lookup.Attribute)]} (new)";
            dimension.Rows.Add(twin);
        }
        var copies = new HashSet<Row>();
        foreach (var row in rows.Where(r => chosen.Contains(r[index])))
        {
            var copy = row.Copy();
            copy[fact.Index(lookup.FactAttribute)] = $"{copy[fact.Index(lookup.FactAttribute)]} (new)";
            copies.Add(copy);
        }
        VolumeFaults.Append(stage, copies);
        var metric = draw.Below(3) switch
        {
            0 => MetricKinds.RowCount(fact),
            1 => MetricKinds.Number(fact, fact.Measures[0], "sum"),
            _ => MetricKinds.Duplicates(fact, fact.Key),
        };
        return new Injection
        {
            Metric = metric,
            Segment = KeySegment(lookup.Column, chosen),
            Window = stage.Window,
            Changed = copies,
            Culprits = [new(lookup.Table, null, null)],
            Story = $"{lookup.Table} holds {string.Join(", ", chosen)} twice, so that the join doubles their rows",
        };
    }

    public static Injection KeyReuse(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var segment = stage.SegmentOrWhole(0.3, 0.08, 0.5);
        var column = fact.BusinessKey ?? fact.Key;
        var key = fact.Index(column);
        var changed = stage.Some(stage.Rows(segment), draw.Uniform(0.3, segment.IsWhole ? 0.45 : 0.9) * stage.Strength);
        // Either two writers draw from one sequence, or a sequence starts anew and repeats keys of long ago.
        var concurrent = draw.Chance(0.6);
        var donors = (
            concurrent
                ? stage.Rows(Segment.Whole).Where(r => !changed.Contains(r))
                : fact.Table.Rows.Where(r => fact.TimeOf(r) < stage.Window.Onset.AddDays(-3))
        ).ToList();
        var perDay = donors.ToLookup(r => fact.TimeOf(r).Date);
        var next = draw.Below(donors.Count);
        var counterparts = new HashSet<Row>();
        foreach (var row in changed)
        {
            var near = concurrent ? perDay[fact.TimeOf(row).Date].ToList() : donors;
            if (near.Count == 0)
                continue;
            var donor = near[next++ % near.Count];
            row[key] = donor[key];
            counterparts.Add(donor);
        }
        return new Injection
        {
            Metric = concurrent ? MetricKinds.Duplicates(fact, column) : MetricKinds.Repeats(fact, column),
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Counterparts = concurrent ? counterparts : [],
            Story = $"keys of {(concurrent ? "other rows of the day" : "earlier rows")} given out again where {segment}",
        };
    }

    private static Segment KeySegment(string column, List<object?> values) =>
        values.Count == 1 ? new([new(column, "=", values[0])])
        : values.All(v => v is string) ? new([new(column, "in", values.OfType<string>().ToArray())])
        : new([new(column, "any_of", values.ToArray())]);
}
