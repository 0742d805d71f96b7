using Dataing.Bench.Incidents.Families;
using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>
/// At which moment an incident sets in. As drawn it is a full hour of the day the monitor looked at or the day before; the other kinds move it to
/// moments that are harder to place. Their draws are their own, so that a case is otherwise the same.
/// </summary>
internal static class OnsetMoment
{
    public const string Hour = "hour";
    private const string Minute = "minute";
    private const string Night = "night";
    private const string Batch = "batch";
    private const string Noticed = "noticed";
    private const string Brief = "brief";
    private const string Mixed = "mixed";

    public static string[] Kinds { get; } = [Hour, Minute, Night, Batch, Noticed, Brief, Mixed];

    public static IncidentWindow Of(string kind, IncidentWindow drawn, Warehouse warehouse, Draw draw) =>
        kind == Mixed
            ? Move(draw.OneOf(Minute, Minute, Night, Batch, Noticed, Brief), drawn, warehouse, draw)
            : Move(kind, drawn, warehouse, draw);

    private static IncidentWindow Move(string kind, IncidentWindow drawn, Warehouse warehouse, Draw draw)
    {
        var fact = warehouse.Fact;
        var days = fact.IsDateOnly;
        var minutes = days ? 0 : draw.Between(1, 59);
        return kind switch
        {
            Minute => drawn with { Onset = drawn.Onset.AddMinutes(-minutes) },
            Night when !days => drawn with
            {
                Onset = drawn.Onset.Date.AddHours(QuietestHour(fact)).AddMinutes(draw.Chance(0.5) ? minutes : 0),
            },
            Batch when FirstOfBatch(fact, drawn.Onset) is { } first => drawn with { Onset = first },
            // The monitor looked a day or two after it had begun.
            Noticed => drawn with { Onset = drawn.Onset.AddDays(-draw.Between(1, 2)).AddMinutes(-minutes) },
            // Over soon after the day that the monitor looked at.
            Brief => drawn with
            {
                Onset = drawn.Onset.AddMinutes(-minutes),
                End = Earlier(drawn.Observed.AddDays(1).AddMinutes(minutes), warehouse.End),
            },
            _ => drawn,
        };
    }

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;

    private static int QuietestHour(Fact fact)
    {
        var rows = fact.Table.Rows.CountBy(r => fact.TimeOf(r).Hour).ToDictionary();
        return Enumerable.Range(0, 24).MinBy(hour => rows.GetValueOrDefault(hour));
    }

    /// <summary>The first moment of the batch that holds the rows of a moment; null where the table knows no batches.</summary>
    private static DateTime? FirstOfBatch(Fact fact, DateTime moment)
    {
        if (fact.Batch is not { } column || fact.IsDateOnly)
            return null;
        var batch = fact.Index(column);
        var near = fact.Table.Rows.Where(r => Math.Abs((fact.TimeOf(r) - moment).TotalDays) < 2).ToList();
        if (near.FirstOrDefault(r => fact.TimeOf(r) >= moment)?[batch] is not { } held)
            return null;
        return near.Where(r => Equals(r[batch], held)).Min(fact.TimeOf);
    }
}
