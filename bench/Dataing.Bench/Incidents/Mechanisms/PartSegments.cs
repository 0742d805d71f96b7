using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Segments that no column of the watched table names by a value of its own: parts of a time or an id, and what a parent says.</summary>
internal static class PartSegments
{
    private static readonly string[][] Starts =
    [
        ["EU-", "US-", "AP-", "LA-"],
        ["web", "pos", "app", "b2b", "ivr"],
        ["A1/", "A2/", "B1/", "C7/"],
        ["north_", "south_", "isles_"],
    ];

    /// <summary>Some hours of every day; the incident lasts for days, or the hours would say no more than when it was.</summary>
    public static Func<Stage, Injection> Hours(Func<Stage, Injection> fault) =>
        stage =>
        {
            var from = stage.Draw.Between(0, 23);
            var hours = Enumerable.Range(from, stage.Draw.Between(5, 9)).Select(h => (long)(h % 24)).Order().ToArray();
            var longer = Lasting(stage, days: stage.Draw.Between(5, 9));
            return fault(longer with { Given = new Segment([new($"hour({stage.Fact.EventTime})", "any_of", hours)]) });
        };

    /// <summary>One or two weekdays, over several weeks.</summary>
    public static Func<Stage, Injection> Weekdays(Func<Stage, Injection> fault) =>
        stage =>
        {
            var first = stage.Draw.Between(0, 6);
            long[] days = stage.Draw.Chance(0.5) ? [first] : [.. new long[] { first, (first + 1) % 7 }.Order()];
            var longer = Lasting(stage, days: 21);
            var observed = longer.Window.Onset.Date;
            while (!days.Contains((long)observed.DayOfWeek))
                observed = observed.AddDays(1);
            return fault(
                longer with
                {
                    Window = longer.Window with { Onset = observed, Observed = observed },
                    Given = new Segment([new($"weekday({stage.Fact.EventTime})", "any_of", days)]),
                }
            );
        };

    /// <summary>Gives the watched table an id that starts with where it was written.</summary>
    public static void Tickets(Warehouse warehouse, Draw draw)
    {
        var starts = Choice.Skewed(draw, 0.5, draw.Pick(Starts));
        var name = draw.OneOf("ticket_ref", "docNo", "ext_id", "slip");
        warehouse.Fact.Table.AddColumn(new Column(name, CellKind.Text), _ => $"{starts.Take(draw)}{draw.Below(1_000_000):D6}");
    }

    public static Func<Stage, Injection> Prefix(Func<Stage, Injection> fault) =>
        stage =>
        {
            var column = stage.Table.Columns[^1].Name;
            var known = Starts.SelectMany(s => s).ToList();
            var texts = stage.Rows(Segment.Whole).Select(r => r[stage.Table.IndexOf(column)]).OfType<string>();
            var present = texts.GroupBy(t => known.First(t.StartsWith)).OrderBy(g => g.Count()).ToList();
            if (present.Count < 2)
                throw new NoSegmentException($"{column} starts alike in all rows of the window.");
            var start = present[stage.Draw.Below(present.Count - 1)].Key;
            return fault(stage with { Given = new Segment([new(column, "prefix", start)]) });
        };

    public static bool HasNumberedParent(Fact fact) =>
        fact.Parent is { } parent && fact.Table.Columns[fact.Index(parent.Column)].Kind == CellKind.Integer;

    /// <summary>The newer of those that rows refer to.</summary>
    public static Func<Stage, Injection> KeyRange(Func<Stage, Injection> fault) =>
        stage =>
        {
            var parent = stage.Fact.Parent ?? throw new InvalidOperationException("No parent.");
            var keys = stage.Rows(Segment.Whole).Select(r => r[stage.Fact.Index(parent.Column)]).OfType<long>().Order().ToList();
            if (keys.Count < 50)
                throw new NoSegmentException("Too few keys.");
            var from = keys[(int)(keys.Count * stage.Draw.Uniform(0.55, 0.85))];
            return fault(stage with { Given = new Segment([new(parent.Column, ">=", from)]) });
        };

    /// <summary>All rows whose parent has one value of an attribute that the rows themselves do not carry.</summary>
    public static Func<Stage, Injection> Parent(Func<Stage, Injection> fault) =>
        stage =>
        {
            var reference = stage.Fact.Parent ?? throw new InvalidOperationException("No parent.");
            var parent = stage.Warehouse.Find(reference.Table);
            var (key, foreign) = (parent.IndexOf(reference.Key), stage.Fact.Index(reference.Column));
            var rows = stage.Rows(Segment.Whole);
            var candidates =
                from column in Enumerable.Range(0, parent.Columns.Count)
                where column != key && parent.Columns[column].Kind == CellKind.Text
                let groups = parent.Rows.Where(r => r[column] is not null).GroupBy(r => (string?)r[column] ?? "").ToList()
                where groups.Count is >= 2 and <= 20
                from g in groups
                let keys = g.Select(r => r[key]).ToHashSet()
                let share = (double)rows.Count(r => keys.Contains(r[foreign])) / Math.Max(1, rows.Count)
                where share is > 0.08 and < 0.5
                select (Keys: keys, Share: share);
            var found = candidates.ToList();
            if (found.Count == 0)
                throw new NoSegmentException($"{parent.Name} has no attribute that a segment can follow.");
            return fault(stage with { Given = new Segment([new(reference.Column, "any_of", stage.Draw.Pick(found).Keys.ToArray())]) });
        };

    private static Stage Lasting(Stage stage, int days)
    {
        var end = stage.Warehouse.End;
        var onset = stage.Window.Onset < end.AddDays(-days) ? stage.Window.Onset : end.AddDays(-days).Date;
        return stage with { Window = new IncidentWindow(onset, end, onset == onset.Date ? onset : onset.Date.AddDays(1)) };
    }
}
