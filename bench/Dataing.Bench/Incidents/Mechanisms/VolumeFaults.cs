using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Rows that are missing, and rows that nobody real has made.</summary>
internal static class VolumeFaults
{
    public static Injection Outage(Stage stage)
    {
        var segment = stage.Segment(0.15, 0.5);
        var share = Math.Min(1, (stage.Draw.Chance(0.6) ? 1 : stage.Draw.Uniform(0.6, 0.95)) * stage.Strength);
        return Lost(stage, stage.Window, segment, stage.Some(stage.Rows(segment), share), $"{share:P0} of the rows lost where {segment}");
    }

    public static Injection PartialLoad(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var day = stage.Window.Observed;
        var wholeDay = new IncidentWindow(day, day.AddDays(1), day);
        if (fact.Shard is { } shard && (fact.IsDateOnly || draw.Chance(0.45)))
        {
            var segment = new Segment([new(shard, "=", ValueFaults.Common(stage with { Window = wholeDay }, shard, 0.1))]);
            var part = stage.Rows(segment, wholeDay).ToHashSet();
            return Lost(stage, wholeDay, segment, part, $"{segment} never loaded for {day:yyyy-MM-dd}") with
            {
                Culprits = [new(null, shard, (string?)segment.Conditions[0].Value)],
            };
        }
        var from = day.AddHours(draw.Between(6, 14));
        var hours = new IncidentWindow(from, from.AddHours(draw.Between(4, 9)), day);
        return Lost(
            stage,
            hours,
            Segment.Whole,
            stage.Rows(Segment.Whole, hours).ToHashSet(),
            $"all rows from {hours.Onset:yyyy-MM-dd HH:mm} to {hours.End:HH:mm} missing"
        );
    }

    public static Injection BotTraffic(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var agent = fact.Agent ?? throw new InvalidOperationException("No agent column.");
        var name = draw.OneOf("python-requests/2.31", "HeadlessChrome/119", "curl/8.4.0", "Go-http-client/2.0", "scrapy/2.11");
        var model = stage.Rows(Segment.Whole);
        var volume = (int)(model.Count * draw.Uniform(0.25, 0.9) * stage.Strength);
        var entities = fact.Entity is null
            ? []
            : Enumerable.Range(0, draw.Between(1, 3)).Select(_ => model[draw.Below(model.Count)][fact.Index(fact.Entity)]).ToList();
        var changed = new HashSet<Row>();
        var burst = model[draw.Below(model.Count)];
        for (var i = 0; i < volume; i++)
        {
            // Bursts: several requests share a second.
            if (i % 8 == 0)
                burst = model[draw.Below(model.Count)];
            var copy = Addition(stage, burst);
            copy[fact.Index(agent)] = name;
            if (fact.Entity is not null)
                copy[fact.Index(fact.Entity)] = draw.Pick(entities);
            changed.Add(copy);
        }
        Append(stage, changed);
        var metric =
            fact.Entity is { } entity && draw.Chance(0.4)
                ? MetricKinds.Custom(
                    fact,
                    $"count(*) * 1.0 / count(distinct {ValueFaults.Quoted(entity)})",
                    rows =>
                        rows.Count
                        / (double)Math.Max(1, rows.Select(r => r[fact.Index(entity)]).Where(v => v is not null).Distinct().Count())
                )
                : MetricKinds.RowCount(fact);
        return new Injection
        {
            Metric = metric,
            Segment = new Segment([new(agent, "=", name)]),
            Window = stage.Window,
            Changed = changed,
            Culprits = [new(null, agent, name), .. entities.Select(e => new CulpritTruth(null, fact.Entity, $"{e}"))],
            Story = $"{volume} rows by {name}",
        };
    }

    public static Injection TestData(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var column = fact.Source ?? fact.Shard ?? fact.Agent ?? throw new InvalidOperationException("No source column.");
        var accepted = ValueFaults.Distinct(fact, column);
        var name = draw.OneOf("staging", "qa-loadtest", "test", "uat");
        var model = stage.Rows(Segment.Whole);
        var changed = new HashSet<Row>();
        var volume = (int)(model.Count * draw.Uniform(0.06, 0.3) * stage.Strength);
        for (var i = 0; i < volume; i++)
        {
            var copy = Addition(stage, model[draw.Below(model.Count)]);
            copy[fact.Index(column)] = name;
            if (fact.Entity is { } entity && copy[fact.Index(entity)] is string)
                copy[fact.Index(entity)] = $"test-user-{draw.Between(1, 5)}";
            if (fact.HumanText is { } text)
                copy[fact.Index(text)] = "TEST PLEASE IGNORE";
            foreach (var measure in fact.Measures)
                copy[fact.Index(measure)] = draw.OneOf(1.0, 10, 100);
            changed.Add(copy);
        }
        Append(stage, changed);
        var metric = draw.Below(3) switch
        {
            0 => MetricKinds.Accepted(fact, column, accepted),
            1 => ValueFaults.NumberMetric(stage, fact.Measures[0], "median", "mean"),
            _ => MetricKinds.RowCount(fact),
        };
        return new Injection
        {
            Metric = metric,
            Segment = new Segment([new(column, "=", name)]),
            Window = stage.Window,
            Changed = changed,
            Culprits = [new(null, column, name)],
            Story = $"{volume} test rows with {column} = {name}",
        };
    }

    /// <summary>Adds rows and keeps the order in which a load would have written them.</summary>
    public static void Append(Stage stage, IEnumerable<Row> rows)
    {
        stage.Table.Rows.AddRange(rows);
        stage.Table.SortBy(stage.Fact.EventTime);
    }

    /// <summary>A further row like the given one, with keys of its own.</summary>
    private static Row Addition(Stage stage, Row model)
    {
        var copy = model.Copy();
        foreach (var key in new[] { stage.Fact.Key, stage.Fact.BusinessKey }.OfType<string>())
            copy[stage.Fact.Index(key)] = stage.Fresh(copy[stage.Fact.Index(key)]);
        return copy;
    }

    private static Injection Lost(Stage stage, IncidentWindow window, Segment segment, HashSet<Row> missing, string story)
    {
        stage.Table.Remove(missing);
        var sum = stage.Draw.Chance(0.2);
        return new Injection
        {
            Metric = sum ? MetricKinds.Number(stage.Fact, stage.Fact.Measures[0], "sum") : MetricKinds.RowCount(stage.Fact),
            Segment = segment,
            Window = window,
            Missing = missing,
            Story = story,
        };
    }
}
