using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;

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
        var query = Ask.Select(
                incident.Rows,
                Term.AllOf(incident.Inside, incident.Periods.Any(incident.Time)),
                hour.As("hour"),
                Term.CountWhere(incident.Before).As("before_n"),
                Term.CountWhere(incident.During).As("after_n")
            )
            .GroupedBy([hour])
            .ToQuery()
            .OrderedBy(Term.Column("hour"));
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
        var foretold = b * incident.Periods.Exposure / Math.Max(1, incident.Periods.Past.Count);
        return new HourAnatomy([.. before.Select(x => x / b)], [.. after.Select(x => x / a)], a / foretold, answer.Id);
    }

    private double Distance(int turn) => Enumerable.Range(0, 24).Sum(h => Math.Pow(After[(h + turn) % 24] - Before[h], 2));
}
