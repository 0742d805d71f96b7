using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Further cases without a culprit: what moves by itself, what was broken elsewhere or earlier, what is too thin to say.</summary>
internal static class Quiet
{
    private static readonly string[] NoCause = ["expected_variance", "false_alarm", "inconclusive"];
    private static readonly string[] Unexplained = ["expected_variance", "inconclusive"];

    /// <summary>The table has grown by a percent or two a day for as long as it exists.</summary>
    public static Injection Growth(Stage stage)
    {
        var daily = stage.Draw.Uniform(0.008, 0.02);
        stage.Table.Remove([
            .. stage.Table.Rows.Where(r => !stage.Draw.Chance(Math.Pow(1 + daily, (stage.Fact.TimeOf(r) - stage.Warehouse.End).TotalDays))),
        ]);
        return Of(stage, MetricKinds.RowCount(stage.Fact), $"steady growth of {daily:P1} a day", NoCause);
    }

    /// <summary>A measure, or the null rate of a segment, drifts all the time.</summary>
    public static Injection Drift(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        double Age(Row row) =>
            (fact.TimeOf(row) - stage.Warehouse.Start).TotalDays / (stage.Warehouse.End - stage.Warehouse.Start).TotalDays;
        if (draw.Chance(0.5))
        {
            var column = draw.Pick(fact.Fillable);
            var segment = stage.Segment(0.2, 0.6, column).On(fact.Table);
            foreach (var row in fact.Table.Rows.Where(segment).Where(r => draw.Chance(0.25 * Age(r))))
                row[fact.Index(column)] = null;
            return Of(stage, MetricKinds.NullRate(fact, column), $"nulls of {column} grow slowly", NoCause);
        }
        var measure = draw.Pick(fact.Measures);
        var by = draw.Uniform(0.3, 0.7);
        foreach (var row in fact.Table.Rows)
            row[fact.Index(measure)] = row[fact.Index(measure)] is double value ? Math.Round(value * (1 + by * Age(row)), 3) : null;
        return Of(stage, MetricKinds.Number(fact, measure, "mean"), $"{measure} drifts upwards slowly", NoCause);
    }

    /// <summary>Two or three weeks of history, and a weekday that the monitor does not know yet.</summary>
    public static Injection ShortHistory(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var day = stage.Window.Observed;
        while (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday or DayOfWeek.Monday) && day.AddDays(-1) > stage.Warehouse.Start)
            day = day.AddDays(-1);
        var begin = day.AddDays(-draw.Between(9, 16));
        var weekend = draw.Uniform(0.35, 0.6);
        stage.Table.Remove([
            .. stage.Table.Rows.Where(r =>
                fact.TimeOf(r) < begin || fact.TimeOf(r).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && !draw.Chance(weekend)
            ),
        ]);
        var window = new IncidentWindow(day, day.AddDays(1), day);
        return Of(
            stage with
            {
                Window = window,
            },
            MetricKinds.RowCount(fact),
            $"weekends are quiet, known since {begin:yyyy-MM-dd}",
            NoCause
        );
    }

    /// <summary>A handful of rows a day, and the day that strays most by chance.</summary>
    public static Injection Thin(Stage stage)
    {
        var draw = stage.Draw;
        var days = (stage.Warehouse.End - stage.Warehouse.Start).TotalDays;
        var keep = draw.Uniform(4, 15) * days / stage.Table.Rows.Count;
        stage.Table.Remove([.. stage.Table.Rows.Where(_ => !draw.Chance(keep))]);
        return Extreme(stage, "a handful of rows a day");
    }

    /// <summary>Nothing was done; the alert is about the day that strays most by chance.</summary>
    public static Injection Noise(Stage stage) => Extreme(stage, "chance alone");

    /// <summary>The same metric was off a while ago and has healed; the alert is about a clean day.</summary>
    public static Injection Healed(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var from = stage.Window.Observed.AddDays(-draw.Between(7, 15));
        var window = new IncidentWindow(from, from.AddDays(draw.Between(1, 2)), from);
        var clean = new IncidentWindow(stage.Window.Observed, stage.Window.Observed.AddDays(1), stage.Window.Observed);
        var past = stage with { Window = window };
        var column = draw.Pick(fact.Fillable);
        var rows = past.Rows(past.Segment(0.15, 0.6, column)).ToHashSet();
        if (draw.Chance(0.5))
        {
            stage.Table.Remove(rows);
            return Of(stage with { Window = clean }, MetricKinds.RowCount(fact), $"rows were missing from {from:yyyy-MM-dd}");
        }
        foreach (var row in rows)
            row[fact.Index(column)] = null;
        return Of(stage with { Window = clean }, MetricKinds.NullRate(fact, column), $"{column} was null from {from:yyyy-MM-dd}");
    }

    /// <summary>Another column broke on the very day; the one the alert names is as it always was.</summary>
    public static Injection WrongColumn(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var broken = draw.Pick(fact.Fillable);
        var named = draw.Pick([.. fact.Fillable.Where(c => c != broken), fact.Status]);
        foreach (var row in stage.Rows(stage.Segment(0.15, 0.5, broken, named)))
            row[fact.Index(broken)] = null;
        var metric = draw.Chance(0.5) ? MetricKinds.NullRate(fact, named) : MetricKinds.RowCount(fact);
        return Of(stage, metric, $"{broken} turned null, which the alert does not speak of");
    }

    /// <summary>A segment grows honestly and nobody said why.</summary>
    public static Injection Unannounced(Stage stage)
    {
        var segment = stage.Segment(0.15, 0.5);
        var added = stage.Some(stage.Rows(segment), stage.Draw.Uniform(0.6, 0.95)).Select(stage.Newcomer).ToList();
        VolumeFaults.Append(stage, added);
        return Of(stage, MetricKinds.RowCount(stage.Fact), $"demand of {segment} rose", Unexplained) with
        {
            Segment = segment,
            Changed = [.. added],
        };
    }

    /// <summary>A segment that always had more nulls grows: the whole rate moves and no segment's does.</summary>
    public static Injection Mix(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var column = draw.Pick(fact.Fillable);
        var segment = stage.Segment(0.1, 0.3, column);
        var test = segment.On(fact.Table);
        var share = draw.Uniform(0.3, 0.6);
        foreach (var row in fact.Table.Rows.Where(test).Where(_ => draw.Chance(share)))
            row[fact.Index(column)] = null;
        var rows = stage.Rows(segment);
        var added = Enumerable.Range(0, draw.Between(2, 3)).SelectMany(_ => rows.Select(stage.Newcomer)).ToList();
        VolumeFaults.Append(stage, added);
        return Of(stage, MetricKinds.NullRate(fact, column), $"{segment}, which always lacked {column}, grew", NoCause) with
        {
            Segment = segment,
            Changed = [.. added],
            Trigger = draw.Chance(0.5)
                ? new ChangeEvent(stage.Window.Onset, "campaign", "Autumn push", $"more traffic for {segment}", fact.Table.Name)
                : null,
        };
    }

    /// <summary>Prices of a segment are raised, as announced.</summary>
    public static Injection Pricing(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var measure = fact.Amount ?? fact.Measures[0];
        var segment = stage.SegmentOrWhole(0.4, 0.2, 0.6, measure);
        var by = draw.Uniform(1.25, 1.6);
        var changed = stage.Rows(segment).ToHashSet();
        foreach (var row in changed)
            row[fact.Index(measure)] = row[fact.Index(measure)] is double value ? Math.Round(value * by, 3) : null;
        return Of(stage, MetricKinds.Number(fact, measure, "mean"), $"{measure} raised for {segment}", "expected_variance") with
        {
            Segment = segment,
            Changed = changed,
            Trigger = new ChangeEvent(
                stage.Window.Onset,
                draw.OneOf("price_change", "pricing", "announcement"),
                "New price list",
                $"{measure} of {segment} goes up by {by - 1:P0}",
                fact.Table.Name
            ),
        };
    }

    /// <summary>A day that calendars of many countries know; its date is chosen with the traffic.</summary>
    public static Injection CalendarHoliday(Stage stage)
    {
        var day = Families.PublicHolidays.Last(stage.Warehouse.End.AddDays(-1));
        var window = new IncidentWindow(day, day.AddDays(1), day);
        var gone = stage.Some(stage.Rows(Segment.Whole, window), stage.Draw.Uniform(0.4, 0.75));
        stage.Table.Remove(gone);
        return Of(
            stage with
            {
                Window = window,
            },
            MetricKinds.RowCount(stage.Fact),
            "a public holiday",
            "expected_variance",
            "false_alarm"
        ) with
        {
            Missing = gone,
        };
    }

    private static Injection Extreme(Stage stage, string story)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var metric = draw.Below(3) switch
        {
            0 => MetricKinds.RowCount(fact),
            1 => MetricKinds.NullRate(fact, draw.Pick(fact.Fillable)),
            _ => MetricKinds.Number(fact, draw.Pick(fact.Measures), "mean"),
        };
        var last = stage.Warehouse.End.Date.AddDays(-1);
        var days = Enumerable.Range(0, 20).Select(i => last.AddDays(-i)).ToList();
        var values = days.ToDictionary(
            d => d,
            d => metric.Of([.. fact.Table.Rows.Where(r => fact.TimeOf(r) >= d && fact.TimeOf(r) < d.AddDays(1))])
        );
        double Usual(DateTime day) => values.Where(v => v.Key.DayOfWeek == day.DayOfWeek && v.Key != day).Average(v => v.Value);
        var worst = days.Take(13).MaxBy(d => Math.Abs(values[d] - Usual(d)));
        return Of(stage with { Window = new IncidentWindow(worst, worst.AddDays(1), worst) }, metric, story, NoCause);
    }

    private static Injection Of(Stage stage, Metric metric, string story, params string[] verdicts) =>
        new()
        {
            Metric = metric,
            Segment = Segment.Whole,
            Window = stage.Window,
            Story = story,
            Verdicts = verdicts,
        };
}
