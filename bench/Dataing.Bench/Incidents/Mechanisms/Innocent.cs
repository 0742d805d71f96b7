using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Cases in which nobody is to blame: announced or regular change, a wrong alert, an effect too small to see.</summary>
internal static class Innocent
{
    /// <summary>More or fewer rows for a reason that a calendar or a change event gives.</summary>
    public static Injection Announced(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        if (draw.Chance(0.5))
        {
            var day = stage.Window.Observed;
            var holiday = new IncidentWindow(day, day.AddDays(1), day);
            var gone = stage.Some(stage.Rows(Segment.Whole, holiday), draw.Uniform(0.45, 0.7));
            stage.Table.Remove(gone);
            return new Injection
            {
                Metric = MetricKinds.RowCount(fact),
                Segment = Segment.Whole,
                Window = holiday,
                Missing = gone,
                Story = "a public holiday",
                Trigger = new ChangeEvent(day, "holiday", "Public holiday", "offices and most customers closed all day"),
            };
        }
        var segment = stage.Segment(0.15, 0.5);
        var model = stage.Rows(segment);
        var added = new HashSet<Row>();
        foreach (var row in stage.Some(model, draw.Uniform(0.7, 0.95)))
        {
            added.Add(stage.Newcomer(row));
        }
        VolumeFaults.Append(stage, added);
        return new Injection
        {
            Metric = MetricKinds.RowCount(fact),
            Segment = segment,
            Window = stage.Window,
            Changed = added,
            Story = $"a campaign for {segment}",
            Trigger = new ChangeEvent(
                stage.Window.Onset,
                "campaign",
                "Spring launch",
                $"marketing launch for {segment}; demand planned to double",
                fact.Table.Name
            ),
        };
    }

    /// <summary>A peak on the first two days of every month, which the history shows as well.</summary>
    public static Injection Season(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var end = stage.Warehouse.End;
        var first = new DateTime(end.Year, end.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        if (first.AddDays(2) > end)
            first = first.AddMonths(-1);
        var copies = new List<Row>();
        var share = draw.Uniform(0.6, 0.9);
        for (var month = first; month >= stage.Warehouse.Start; month = month.AddMonths(-1))
        {
            foreach (var row in stage.Some(stage.Rows(Segment.Whole, new IncidentWindow(month, month.AddDays(2), month)), share))
            {
                copies.Add(stage.Newcomer(row));
            }
        }
        VolumeFaults.Append(stage, copies);
        var window = new IncidentWindow(first, first.AddDays(2), first);
        return new Injection
        {
            Metric = MetricKinds.RowCount(fact),
            Segment = Segment.Whole,
            Window = window,
            Changed = [.. copies.Where(c => window.Holds(fact.TimeOf(c)))],
            Story = "the first two days of every month are busy",
        };
    }

    /// <summary>Nothing was done; the alert's numbers are wrong.</summary>
    public static Injection FalseAlarm(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var column = draw.Pick(fact.Fillable);
        var metric = draw.Below(5) switch
        {
            0 => MetricKinds.RowCount(fact),
            1 => MetricKinds.NullRate(fact, column),
            2 => MetricKinds.Duplicates(fact, fact.BusinessKey ?? fact.Key),
            3 => MetricKinds.Number(fact, draw.Pick(fact.Measures), "median"),
            _ => MetricKinds.CategoryShare(fact, fact.Status, ValueFaults.Common(stage, fact.Status, 0.05)),
        };
        return new Injection
        {
            Metric = metric,
            Segment = Segment.Whole,
            Window = stage.Window,
            Story = "a clean day",
        };
    }

    /// <summary>A dozen rows lose a value: too few to tell from chance.</summary>
    public static Injection Undetectable(Stage stage)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var measure = draw.Pick(fact.Measures);
        var index = fact.Index(measure);
        var segment = stage.Segment(0.05, 0.3, measure);
        var changed = stage.Rows(segment).Where(r => r[index] is double).Take(8).ToHashSet();
        foreach (var row in changed)
            row[index] = row[index] is double value ? Math.Round(value * 1.2, 3) : null;
        return new Injection
        {
            Metric = MetricKinds.Number(fact, measure, "mean"),
            Segment = segment,
            Window = stage.Window,
            Changed = changed,
            Story = $"eight values of {measure} are a fifth too high",
        };
    }
}
