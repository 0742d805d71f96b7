using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Metrics;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>Visible things that are not the cause: two to four per case.</summary>
internal static class Distractors
{
    public static List<Distractor> Plant(Stage stage, Injection injection)
    {
        var planted = new List<Distractor>();
        var kinds = stage.Draw.Shuffled(
            new Func<Stage, Injection, Distractor?>[] { OtherColumn, OtherColumn, HealedIncident, UnreachedUpstream, OtherTable }
        );
        foreach (var kind in kinds.Take(stage.Draw.Between(2, 4)))
        {
            if (kind(stage, injection) is { } distractor)
                planted.Add(distractor);
        }
        return planted;
    }

    /// <summary>Routine and ill-timed change events, with the true one when it is known.</summary>
    public static List<ChangeEvent> Changes(Stage stage, Injection injection, bool withTrigger)
    {
        var (draw, onset) = (stage.Draw, injection.Window.Onset);
        var table = stage.Table.Name;
        var changes = new List<ChangeEvent>();
        for (var i = draw.Between(3, 7); i > 0; i--)
        {
            var at = stage.Warehouse.Start.AddDays(draw.Uniform(3, (stage.Warehouse.End - stage.Warehouse.Start).TotalDays));
            if (Math.Abs((at - onset).TotalHours) > 30)
                changes.Add(
                    new(
                        at,
                        draw.OneOf("deploy", "job_run", "config_change"),
                        draw.OneOf("web 4.2", "etl nightly", "gateway 19", "feature flags", "search tuning"),
                        "routine"
                    )
                );
        }
        changes.Add(
            new(
                onset.AddHours(-draw.Between(36, 120)),
                "deploy",
                $"{table} writer {draw.Between(2, 9)}.{draw.Below(20)}",
                "small refactoring",
                table
            )
        );
        changes.Add(new(onset.AddHours(draw.Between(8, 60)), "deploy", "dashboard 7.1", "new charts"));
        if (withTrigger && injection.Trigger is { } trigger)
            changes.Add(trigger);
        return [.. changes.Where(c => c.At < stage.Warehouse.End.AddHours(12)).OrderBy(c => c.At)];
    }

    private static Distractor? OtherColumn(Stage stage, Injection injection)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var taken = Taken(injection);
        var columns = fact
            .Fillable.Concat(fact.Measures)
            .Where(c =>
                !taken.Contains(c) && !fact.Dimensions.Contains(c) && c != fact.Parent?.Column && c != fact.BusinessKey && c != fact.Entity
            )
            .ToList();
        if (columns.Count == 0)
            return null;
        var column = draw.Pick(columns);
        var from = injection.Window.Onset.Date.AddDays(draw.Between(-9, 2));
        var window = new IncidentWindow(from, from.AddDays(draw.Between(2, 9)), from);
        if (
            (stage with { Window = window }).FindSegment(0.05, 0.5, [column, .. injection.Segment.Conditions.Select(c => c.Column)])
            is not { } segment
        )
            return null;
        var index = fact.Index(column);
        foreach (var row in stage.Rows(segment, window))
            row[index] = row[index] is double value ? Math.Round(value * 1.5, 3) : null;
        return new("other_column", $"{column} changed where {segment} from {from:yyyy-MM-dd}", column);
    }

    private static Distractor? HealedIncident(Stage stage, Injection injection)
    {
        var (fact, draw) = (stage.Fact, stage.Draw);
        var day = injection.Window.Onset.Date.AddDays(-draw.Between(16, 30));
        var window = new IncidentWindow(day, day.AddDays(1), day);
        var metric = injection.Metric;
        var past = stage with { Window = window };
        if (past.FindSegment(0.1, 0.5, [.. metric.Columns]) is not { } segment)
            return null;
        var rows = past.Rows(segment);
        switch (metric.Kind)
        {
            case "row_count" or "sum":
                stage.Table.Remove([.. rows.Where(_ => draw.Chance(0.7))]);
                break;
            case "null_rate":
                foreach (var row in rows)
                    row[fact.Index(metric.Columns[0])] = null;
                break;
            case "mean" or "median" or "quantile":
                var index = fact.Index(metric.Columns[0]);
                foreach (var row in rows)
                    row[index] = row[index] is double value ? Math.Round(value * 1.4, 3) : null;
                break;
            default:
                return null;
        }
        return new(
            "healed_incident",
            $"{metric.Phrase} was off on {day:yyyy-MM-dd} where {segment}",
            metric.Columns is [var first, ..] ? first : null
        );
    }

    /// <summary>A parent table gains a column that nobody reads.</summary>
    private static Distractor? UnreachedUpstream(Stage stage, Injection injection)
    {
        var table = stage.Draw.Pick(stage.Warehouse.Others.Where(t => injection.Culprits.All(c => c.Table != t.Name)).ToList());
        table.AddColumn(new Column("legacy_ref", CellKind.Text), _ => null);
        return new("unreached_upstream", $"{table.Name} has a new column", "legacy_ref");
    }

    /// <summary>A feed that the metric does not use loses the rows of one day.</summary>
    private static Distractor? OtherTable(Stage stage, Injection injection)
    {
        if (
            stage.Fact.Feed is not { } feed
            || injection.Culprits.Any(c => c.Table == feed.Table)
            || Taken(injection).Contains(feed.FactColumn)
        )
            return null;
        var table = stage.Warehouse.Find(feed.Table);
        var time = table.IndexOf(feed.TimeColumn);
        var day = injection.Window.Onset.Date.AddDays(-stage.Draw.Between(4, 12));
        table.Remove([.. table.Rows.Where(r => r[time] is DateTime at && at == day)]);
        return new("other_table", $"{feed.Table} has no rows for {day:yyyy-MM-dd}, but they had been read by then", feed.FactColumn);
    }

    private static HashSet<string> Taken(Injection injection)
    {
        var metric = injection.Metric;
        HashSet<string> taken =
        [
            .. metric.Columns,
            .. injection.Segment.Conditions.Select(c => c.Column),
            .. injection.Culprits.Select(c => c.Column).OfType<string>(),
        ];
        if (metric.Expression is { } expression)
            taken.UnionWith(expression.Split('"'));
        return taken;
    }
}
