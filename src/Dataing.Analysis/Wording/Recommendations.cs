using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Queries;
using Dataing.Core.Findings;
using Dataing.Sql.Building;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Wording;

/// <summary>What to run next, as commands that can be copied.</summary>
internal static class Recommendations
{
    public static IReadOnlyList<Recommendation> Of(Incident incident, string mechanism, Judgement judgement)
    {
        var rows = Where(incident, judgement);
        var list = new List<Recommendation> { new("Look at the affected rows", Select(incident, rows)) };
        if (Repair(incident, mechanism, judgement, rows) is { } repair)
            list.Add(repair);
        if (incident.Changes.FirstOrDefault(c => c.Weight > 0.5 && c.Precedes && !c.ExplainsDemand) is { } change)
            list.Add(new Recommendation($"Check {change.Event.Name} ({change.Event.Kind}) and roll it back if it is the trigger", null));
        foreach (var job in incident.Upstream.Parents.Where(p => p.Stopped && p.Job is not null).Select(p => p.Job).Distinct())
            list.Add(new Recommendation($"Run the job {job} again once its source is back", null));
        list.Add(new Recommendation("Verify the repair: run the metric again by day", Verify(incident)));
        return list;
    }

    private static Recommendation? Repair(Incident incident, string mechanism, Judgement judgement, Expression? rows)
    {
        var table = Name(incident);
        return mechanism switch
        {
            "duplicate_retry" or "double_load" when judgement.Keys.Count > 0 => new(
                "Keep one row per key (review, then run where you may write)",
                Deduplicate(incident, judgement.Keys)
            ),
            "test_data_leak" or "bot_traffic" when rows is not null => new(
                "Quarantine the rows (review, then run where you may write)",
                $"CREATE TABLE {table}_quarantine AS {Select(incident, rows)}"
            ),
            "partial_load" or "late_arrival" or "segment_outage" => new(
                $"Load {incident.Table.Name.Name} again for {Figures.Moment(incident.Timeline.WindowFrom)} to {Figures.Moment(incident.Timeline.WindowTo)}{incident.Where()}",
                null
            ),
            "enum_renaming" => new("Map the new value to the old one in the transformation, or accept it in the check", null),
            "segment_bad_values"
            or "default_fill"
            or "truncation"
            or "precision_loss"
            or "encoding_breakage"
            or "unit_change"
            or "sign_flip"
            or "currency_swap"
            or "value_shift"
            or "timezone_shift"
            or "backfill_overwrite" => new(
                $"Stop consumers from reading the rows until they are repaired{(incident.Segment is null ? "" : incident.Where())}",
                $"CREATE TABLE {table}_quarantine AS {Select(incident, rows)}"
            ),
            "orphaned_references" when incident.Metric.Parent is { } parent => new(
                $"Restore or load the missing rows of {parent.Name}",
                null
            ),
            "upstream_stale" when judgement.Culprit?.Table is { } parent => new(
                $"Bring {parent} up to date, then rebuild {incident.Table.Name.Name} from the onset on",
                null
            ),
            "join_fan_out" when judgement.Culprit?.Table is { } parent => new(
                $"Make the key of {parent} unique and rebuild {incident.Table.Name.Name}",
                null
            ),
            _ => null,
        };
    }

    private static Expression? Where(Incident incident, Judgement judgement) =>
        Term.AllOf(
            incident.Time.Within(incident.Timeline.WindowFrom, incident.Timeline.WindowTo),
            judgement.WholeTable ? null : judgement.Condition ?? incident.Inside
        );

    private static string? Select(Incident incident, Expression? where) =>
        Render(
            incident,
            SelectBuilder
                .From(incident.Rows)
                .Where(where)
                .Select(new SelectItem(new Expression.Star(new ObjectName([Term.Name(Ask.Rows)]))))
                .ToQuery()
        );

    private static string? Verify(Incident incident)
    {
        var metric = incident.File.Told.Metric;
        var bucket = incident.Time.Bucket(Core.Alerts.Grain.Day);
        var value =
            Localisation.MetricForm.Count == metric.Form || metric.Form == Localisation.MetricForm.Sum
                ? Term.Sum(metric.Numerator)
                : Ask.Real(Term.Sum(metric.Numerator)).DividedBy(Ask.Real(Term.Sum(metric.Denominator)));
        var query = SelectBuilder
            .From(metric.From)
            .Where(Term.AllOf(metric.Filter, incident.Time.From(incident.Timeline.WindowFrom.AddDays(-7))))
            .Select(bucket.As("day"), value.As("metric"))
            .GroupBy([bucket])
            .OrderBy(Term.Column("day"))
            .ToQuery();
        return Render(incident, query);
    }

    /// <summary>The first row of each key; rows without a key are no copies of each other, and stay.</summary>
    private static string? Deduplicate(Incident incident, IReadOnlyList<string> keys)
    {
        Expression[] values = [.. keys.Select(k => Term.Column(Ask.Rows, k))];
        var turn = Term.Call("row_number").Over([.. values], [incident.File.Times.Load?.Value ?? incident.Time.Value]);
        var inner = SelectBuilder
            .From(Ask.Table(incident.Table.Name, Ask.Rows))
            .Select(new SelectItem(new Expression.Star(new ObjectName([Term.Name(Ask.Rows)]))), turn.As("dataing_turn"))
            .ToQuery();
        var outer = SelectBuilder
            .From(Relation.Derived(inner, "d"))
            .Where(Term.Any([Term.Column("d", "dataing_turn").EqualTo(Term.One), .. keys.Select(k => Term.Column("d", k).IsNull())]))
            .Select(new SelectItem(new Expression.Star(new ObjectName([Term.Name("d")]))))
            .ToQuery();
        return Render(incident, outer) is { } sql ? $"CREATE TABLE {Name(incident)}_deduplicated AS {sql}" : null;
    }

    private static string Name(Incident incident) => incident.Table.Name.Name;

    private static string? Render(Incident incident, Query query)
    {
        try
        {
            return SqlRenderer.Render(query, incident.Interview.Dialect);
        }
        catch (UntranslatableException)
        {
            // Advice that the dialect cannot spell is left out; the sentence above it stays.
            return null;
        }
    }
}
