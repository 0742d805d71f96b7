using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms.Anatomy;

/// <summary>
/// Rows whose time moved, each told by its own lag to when it was written: how many over the whole incident, and whether those that are not accused
/// moved as well.
/// </summary>
/// <param name="Rows">Rows that moved, of those that they are to be looked for among.</param>
/// <param name="Everywhere">True when the rows that are not accused moved like those that are.</param>
internal sealed record MovedTimes(double Rows, bool Everywhere)
{
    /// <summary>The part of the accused rows' share that must have moved of the others.</summary>
    private const double AsMany = 0.5;

    /// <summary>Where more rows of ordinary times are so late, lateness does not tell which moved.</summary>
    private const double MostLate = 0.1;

    /// <param name="before">Rows of before, and those of them whose lag is as long as that of rows that moved.</param>
    /// <param name="all">The same of all rows of the incident.</param>
    /// <param name="accused">The same of the accused ones.</param>
    public static MovedTimes? Of((double Rows, double Far) before, (double Rows, double Far) all, (double Rows, double Far) accused)
    {
        var usual = before.Rows > 0 ? before.Far / before.Rows : 0;
        if (usual > MostLate || accused.Rows <= 0)
            return null;
        // Late rows have a long lag at any time.
        double Moved((double Rows, double Far) part) => Math.Max(0, (part.Far - usual * part.Rows) / (1 - usual));
        var others = all.Rows - accused.Rows;
        var everywhere = others <= 0 || (Moved(all) - Moved(accused)) / others >= AsMany * Moved(accused) / accused.Rows;
        return new MovedTimes(everywhere ? Moved(all) : Moved(accused), everywhere);
    }

    /// <summary>Null where the lag of too many ordinary rows is as long, or the rows cannot be counted.</summary>
    public static async Task<MovedTimes?> ReadAsync(
        Incident incident,
        LagAnatomy lags,
        double hours,
        string asker,
        CancellationToken cancellationToken
    )
    {
        if (incident.File.Times.Written is not { } written)
            return null;
        var bound = Term.Number((lags.Before[lags.Before.Length / 2] + lags.After[lags.After.Length / 2]) / 2);
        var lag = written.Seconds().Minus(incident.Time.Seconds());
        var moved = hours > 0 ? lag.MoreThan(bound) : lag.LessThan(bound);
        var (timeline, reach) = (incident.Timeline, TimeSpan.FromHours(Math.Abs(hours)));
        // Times that were moved back lie before the onset, and what was moved last lies behind the end that the counts show.
        var span = incident.Time.Within(
            timeline.OnsetFrom - reach,
            timeline.Ongoing ? timeline.DataEnd + reach : timeline.WindowTo + reach
        );
        var inside = incident.Segment?.Condition ?? Term.One.EqualTo(Term.One);
        Expression Count(params Expression[] conditions) => Term.CountWhere(Term.All(conditions));
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Metric.Filter, Term.Any(span, incident.Before), written.Value.IsNotNull()))
            .Select(
                Count(incident.Before).As("before_n"),
                Count(incident.Before, moved).As("before_moved"),
                Count(span).As("all_n"),
                Count(span, moved).As("all_moved"),
                Count(span, inside).As("accused_n"),
                Count(span, inside, moved).As("accused_moved")
            )
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(asker, "rows whose time moved, by their lag", query, cancellationToken);
        if (answer is not { Rows: [var row] })
            return null;
        (double, double) At(int i) => (Cell.Real(row[i]), Cell.Real(row[i + 1]));
        return Of(At(0), At(2), At(4));
    }
}
