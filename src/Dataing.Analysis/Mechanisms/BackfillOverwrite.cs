using Dataing.Analysis.Cases;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A block of history was written anew, long after it happened.</summary>
internal sealed class BackfillOverwrite : IMechanism
{
    /// <summary>Seconds between event and writing beyond which a row was written anew.</summary>
    private const double LongAfter = 86_400;

    /// <summary>Distance of two distributions, in its own standard size, that chance exceeds once in a hundred times.</summary>
    private const double MovedFor = 1.63;

    public string Id => "backfill_overwrite";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident) =>
        incident.File.Block is not null ? 0.95
        : (incident.File.Times.Update ?? incident.File.Times.Load) is not null
        && (incident.IsValue || incident.IsVolume || incident.Metric.Subject is Subject.Nulls or Subject.Share)
            ? 0.62
        : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"History of {incident.Table.Name.Name} was rewritten{incident.Where()}",
            $"Rows carry {(incident.File.Times.Update ?? incident.File.Times.Load)?.Column}, the time they were last written.",
            "If true, the accused rows were written much later after their event than rows usually are, and within a short time; if false, they were written when they usually are."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if ((incident.File.Times.Update ?? incident.File.Times.Load) is not { } written)
            return Judgement.No("Rows do not say when they were written.");
        var gap = written.Seconds().Minus(incident.Time.Seconds());
        var side = Term.Flag(incident.During);
        // The window may hold rows that were not rewritten: those written long after their event, and after what is usual, are looked at by themselves.
        var late = LongAfter + 2 * await UsualAsync(incident, gap, written, asker, cancellationToken);
        var far = gap.MoreThan(Term.Number(late));
        var kiloseconds = written.Seconds().DividedBy(Term.Number(1000));
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Periods.Any(incident.Time), incident.Inside, written.Value.IsNotNull()))
            .Select(
                side.As("side"),
                Term.Count().As("row_count"),
                Term.CountWhere(far).As("long_after"),
                Term.Average(gap).As("gap"),
                Term.Average(Term.Case().When(far, gap).End()).As("gap_of_those"),
                Term.Average(Term.Case().When(far, written.Seconds()).End()).As("middle"),
                Term.Average(Term.Case().When(far, kiloseconds.Times(kiloseconds)).End()).As("squares")
            )
            .GroupBy([side])
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            $"when the accused rows were written ({written.Column})",
            query,
            cancellationToken
        );
        if (
            answer?.Rows.FirstOrDefault(r => Cell.Real(r[0]) == 1) is not { } now
            || answer.Rows.FirstOrDefault(r => Cell.Real(r[0]) == 0) is not { } before
        )
            return Judgement.Unclear("When the rows were written could not be read.");
        var (share, usual) = (Share(now), Share(before));
        var (gapNow, gapBefore, middle) = (Cell.Real(now[4]), Cell.Real(before[3]), Cell.Real(now[5]));
        var spread = Math.Sqrt(Math.Max(0, Cell.Real(now[6]) - middle / 1000 * (middle / 1000))) * 1000;
        var window = (incident.Periods.To - incident.Periods.From).TotalSeconds;
        var shown =
            share > 0
                ? $"{Figures.Percent(share)} of the rows{incident.Where()} were written {Spans.Words(gapNow)} after {incident.Time.Column} on average, {Spans.Words(gapBefore)} before, around {Figures.Moment(DateTime.UnixEpoch.AddSeconds(middle))}"
                : $"rows{incident.Where()} were written {Spans.Words(Cell.Real(now[3]))} after {incident.Time.Column} on average, {Spans.Words(gapBefore)} before";
        // Rows of several days written within minutes: the spread of writing is far smaller than that of the events.
        if (share < 0.6 || usual > 0.1 || gapNow < 3 * Math.Abs(gapBefore) + LongAfter || spread > 0.15 * window)
            return Judgement.No($"The {shown}.");
        // A block that was touched and says what it said before changes no metric.
        if (incident.File.Block is not null && await closer.NumbersAsync(asker, cancellationToken) is { } numbers && !Moved(numbers))
            return Judgement.No($"The {shown}, but {numbers.Column} is distributed as it was.");
        var (rows, first, last) = await BlockAsync(incident, Term.AllOf(far, Near(written, middle, spread)), asker, cancellationToken);
        return Judgement.Yes(0.96, $"The {shown}, within {Spans.Words(4 * spread)}.") with
        {
            Statement =
                $"{incident.Table.Name.Name}{incident.Where()} from {Figures.Moment(first ?? incident.Timeline.WindowFrom)} to {Figures.Moment(last ?? incident.Timeline.WindowTo)} was rewritten around {Figures.Moment(DateTime.UnixEpoch.AddSeconds(middle))}",
            Culprit = new Culprit("job", incident.Table.Name.Name, written.Column, Figures.Moment(DateTime.UnixEpoch.AddSeconds(middle))),
            EvidenceId = answer.Id,
            Affected = rows ?? Cell.Real(now[2]),
        };
    }

    /// <summary>By the greatest distance of the two distributions (Kolmogorov and Smirnov), which no long tail can hide anything from.</summary>
    private static bool Moved(NumberAnatomy numbers)
    {
        var furthest = 0.0;
        for (var i = 0; i < numbers.After.Length; i++)
            furthest = Math.Max(furthest, Math.Abs(Rank(numbers.Before, numbers.After[i]) - (i + 0.5) / numbers.After.Length));
        // The ranks are read at some steps only, each half a step off at most.
        var seen = furthest - 0.5 / numbers.After.Length;
        return seen * Math.Sqrt(numbers.CountBefore * numbers.CountAfter / (numbers.CountBefore + numbers.CountAfter)) > MovedFor;
    }

    private static double Rank(double[] ascending, double value)
    {
        var below = ascending.Count(x => x < value);
        var same = ascending.Count(x => x.Equals(value));
        return (below + 0.5 * same) / ascending.Length;
    }

    private static Expression Near(TimeAxis written, double middle, double spread)
    {
        var (at, reach) = (DateTime.UnixEpoch.AddSeconds(middle), TimeSpan.FromSeconds(60 + 4 * spread));
        return written.Within(at - reach, at + reach);
    }

    /// <summary>All rows of that one rewriting: the block has sharper ends than the metric shows.</summary>
    private static async Task<(double? Rows, DateTime? First, DateTime? Last)> BlockAsync(
        Incident incident,
        Expression? rewritten,
        string asker,
        CancellationToken cancellationToken
    )
    {
        var around = incident.Time.Within(incident.Timeline.WindowFrom.AddDays(-7), incident.Timeline.WindowTo.AddDays(7));
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(around, incident.Inside, rewritten))
            .Select(Term.Count().As("row_count"), Term.Min(incident.Time.Value).As("first_at"), Term.Max(incident.Time.Value).As("last_at"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(asker, "the rows of that rewriting", query, cancellationToken);
        return answer is { Rows: [var row] } && Cell.Real(row[0]) > 0
            ? (Cell.Real(row[0]), incident.Time.ReadMoment(row[1]), incident.Time.ReadMoment(row[2]))
            : (null, null, null);
    }

    /// <summary>Seconds from event to writing, on average, in ordinary times.</summary>
    private static async Task<double> UsualAsync(
        Incident incident,
        Expression gap,
        TimeAxis written,
        string asker,
        CancellationToken cancellationToken
    )
    {
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Before, incident.Inside, written.Value.IsNotNull()))
            .Select(Term.Average(gap).As("gap"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            $"how long after {incident.Time.Column} rows are usually written ({written.Column})",
            query,
            cancellationToken
        );
        return answer is { Rows: [var row] } ? Math.Max(0, Cell.Real(row[0])) : 0;
    }

    private static double Share(IReadOnlyList<object?> side) => Cell.Real(side[1]) > 0 ? Cell.Real(side[2]) / Cell.Real(side[1]) : 0;
}
