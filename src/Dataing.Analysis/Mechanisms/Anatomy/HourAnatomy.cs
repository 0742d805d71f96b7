using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms.Anatomy;

/// <summary>How the accused rows spread over the hours of the day, before and in the incident window.</summary>
/// <param name="Before">The share of rows in each hour before.</param>
/// <param name="After">The share in the incident window.</param>
/// <param name="Growth">All rows of the window by those that its past foretells: times that moved lose no rows.</param>
/// <param name="EvidenceId">Where it was read.</param>
internal sealed record HourAnatomy(double[] Before, double[] After, double Growth, string EvidenceId)
{
    /// <summary>The whole hours by which the profile turned, with how much better that fits than no turn at all (0 to 1).</summary>
    public (int Hours, double Gain) Turn()
    {
        var still = Distance(0);
        var best = Enumerable.Range(1, 23).MinBy(Distance);
        var hours = best > 12 ? best - 24 : best;
        return still <= 0 ? (0, 0) : (hours, 1 - Distance(best) / still);
    }

    public static async Task<HourAnatomy?> ReadAsync(Incident incident, string asker, CancellationToken cancellationToken)
    {
        if (incident.Time.HourOfDay() is not { } hour)
            return null;
        var (rows, during, past, exposure) = Compared(incident);
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(rows, Term.Any(during, past)))
            .Select(hour.As("hour"), Term.CountWhere(past).As("before_n"), Term.CountWhere(during).As("after_n"))
            .GroupBy([hour])
            .OrderBy(Term.Column("hour"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(asker, "rows by hour of the day, before and after", query, cancellationToken);
        if (answer is null)
            return null;
        var (before, after) = (new double[24], new double[24]);
        foreach (var row in answer.Rows)
        {
            var h = (int)Cell.Real(row[0]);
            if (h is < 0 or > 23)
                continue;
            before[h] += Cell.Real(row[1]);
            after[h] += Cell.Real(row[2]);
        }
        var (b, a) = (before.Sum(), after.Sum());
        if (b < 100 || a < 100)
            return null;
        var foretold = b * exposure;
        return new HourAnatomy([.. before.Select(x => x / b)], [.. after.Select(x => x / a)], a / foretold, answer.Id);
    }

    /// <summary>
    /// Times that moved leave a gap and a pile of some hours, which a count sees as its incident; the hours of the day are told by the whole day
    /// behind it, beside the same weekday of the weeks before.
    /// </summary>
    private static (Expression? Rows, Expression During, Expression Past, double Exposure) Compared(Incident incident)
    {
        var timeline = incident.Timeline;
        if (incident.IsVolume && IsByHours(incident))
            return (
                incident.Metric.Filter,
                incident.During,
                incident.Before,
                incident.Periods.Exposure / Math.Max(1, incident.Periods.Past.Count)
            );
        var day = timeline.WindowFrom.Date.AddDays(1);
        if (timeline.DataEnd < day.AddHours(23))
            day = day.AddDays(-1);
        if (
            !incident.IsVolume
            || timeline.WindowTo - timeline.WindowFrom > TimeSpan.FromHours(Short)
            || timeline.Fine.Start > day.AddDays(-7 * Weeks)
        )
            return (
                incident.Inside,
                incident.During,
                incident.Before,
                incident.Periods.Exposure / Math.Max(1, incident.Periods.Past.Count)
            );
        Expression[] weeks = [.. Enumerable.Range(1, Weeks).Select(w => incident.Time.Within(day.AddDays(-7 * w), day.AddDays(1 - 7 * w)))];
        return (incident.Metric.Filter, incident.Time.Within(day, day.AddDays(1)), Term.Any(weeks), 1.0 / Weeks);
    }

    /// <summary>True when the accused rows are named by their hours: where all hours turned, some gain what others lose.</summary>
    public static bool IsByHours(Incident incident) =>
        incident.Segment is { } segment && segment.Parts.All(p => p.Dimension.Facet is Dimensions.Facet.Hour);

    private const int Weeks = 4;
    private const double Short = 30;

    private double Distance(int turn) => Enumerable.Range(0, 24).Sum(h => Math.Pow(After[(h + turn) % 24] - Before[h], 2));
}
