using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Proof;

/// <summary>The figures that a finding quotes: the metric before and after, and the rows affected.</summary>
/// <param name="Before">The metric in the four weeks before the onset; a total per day.</param>
/// <param name="After">The metric in the incident window; a total per day.</param>
/// <param name="Affected">Rows harmed.</param>
internal sealed record ClosingFigures(double? Before, double? After, double? Affected)
{
    private const int History = 28;

    public static async Task<ClosingFigures> ReadAsync(Incident incident, Judgement? best, CancellationToken cancellationToken)
    {
        var whole = incident.File.Timeline ?? incident.Timeline;
        var form = incident.Metric.Form;
        var (start, end) = best?.Window ?? (incident.Timeline.WindowFrom, incident.Timeline.WindowTo);
        var (from, to) = (whole.Fine.IndexOf(start), whole.Fine.IndexOf(end));
        var sum = whole.Fine.Sum(from, to);
        var days = Math.Max((end - start).TotalDays, 1 / 24.0);
        double? before;
        double? after;
        if (form.IsAdditive())
        {
            var expected = Enumerable
                .Range(Math.Max(0, from), Math.Max(0, Math.Min(to, whole.Fine.Count) - Math.Max(0, from)))
                .Sum(i => whole.FineBaseline.Expected[i]);
            if (form == MetricForm.Count && best is not { WholeTable: true } && ExpectedRows.Of(incident) is { } beside)
                expected = beside.Whole;
            (before, after) = (expected / days, sum.Numerator / days);
        }
        else
            (before, after) = (form.Value(History28(whole, incident.Timeline.WindowFrom)), form.Value(sum));
        if (OnAlertsDays(incident, whole) is var (usual, seen))
            (before, after) = (usual, seen);
        if (incident.Metric is { Subject: Subject.Tail, Column: not null })
            (before, after) = await NativeAsync(incident, before, after, cancellationToken);
        return new ClosingFigures(before, after, await AffectedRows.OfAsync(incident, best, cancellationToken));
    }

    /// <summary>
    /// Rows per entity grow with every day that is added, so that a window of other length has another value: quoted is what the monitor saw, on its
    /// own days. Null for all else, and without such days.
    /// </summary>
    private static (double Usual, double Seen)? OnAlertsDays(Incident incident, Timeline whole)
    {
        if (incident is not { Metric: { CountsRows: true, Form: MetricForm.Mean }, File.Period: { } period } || !whole.WholeDays)
            return null;
        var (from, to) = (whole.Coarse.IndexOf(period.From), whole.Coarse.IndexOf(period.To.AddTicks(-1)) + 1);
        if (from < 0 || to > whole.Coarse.Count || to <= from)
            return null;
        var run = EpisodeScan.Describe(whole.Coarse, whole.Baseline, MetricForm.Mean, from, to, 0, false);
        return double.IsNaN(run.Observed) || double.IsNaN(run.Expected) ? null : (run.Expected, run.Observed);
    }

    private static Bucket History28(Timeline timeline, DateTime onset)
    {
        var strayed = timeline.Episodes.Select(e => (From: timeline.Coarse.At(e.Start), To: timeline.Coarse.At(e.End))).ToList();
        var sum = default(Bucket);
        for (
            var i = Math.Max(0, timeline.Fine.IndexOf(onset.AddDays(-History)));
            i < timeline.Fine.IndexOf(onset) && i < timeline.Fine.Count;
            i++
        )
            if (!strayed.Exists(s => s.From <= timeline.Fine.At(i) && timeline.Fine.At(i) < s.To))
                sum += timeline.Fine.Buckets[i];
        return sum;
    }

    /// <summary>A minimum, maximum or quantile exactly, by rank, which every engine with window functions can do.</summary>
    private static async Task<(double?, double?)> NativeAsync(
        Incident incident,
        double? before,
        double? after,
        CancellationToken cancellationToken
    )
    {
        var column = Term.Column(Ask.Rows, incident.Metric.Columns[0]);
        var side = Term.Flag(incident.Time.From(incident.Timeline.WindowFrom));
        var within = incident.Time.Within(incident.Timeline.WindowFrom.AddDays(-History), incident.Timeline.WindowTo);
        Query query;
        if (incident.Metric.Native is { } native)
            query = SelectBuilder
                .From(incident.Metric.From)
                .Where(Term.AllOf(incident.Metric.Filter, within, column.IsNotNull()))
                .Select(side.As("side"), native.As("value"))
                .GroupBy([side])
                .ToQuery();
        else
        {
            var quantile = incident.Metric.Quantile ?? 0.5;
            var ranked = SelectBuilder
                .From(incident.Metric.From)
                .Where(Term.AllOf(incident.Metric.Filter, within, column.IsNotNull()))
                .Select(
                    side.As("side"),
                    Ask.Real(column).As("x"),
                    Term.Call("row_number").Over([side], [column]).As("place"),
                    Term.Count().Over([side]).As("n")
                )
                .ToQuery();
            var place = Term.Column("q", "place");
            var target = Term.One.Plus(Term.Number(quantile).Times(Term.Column("q", "n").Minus(Term.One)));
            var near = Term.Abs(place.Minus(target)).LessThan(Term.One);
            query = SelectBuilder
                .From(Relation.Derived(ranked, "q"))
                .Where(near)
                .Select(Term.Column("q", "side").As("side"), Term.Average(Term.Column("q", "x")).As("value"))
                .GroupBy([Term.Column("q", "side")])
                .ToQuery();
        }
        var answer = await incident.Interview.TryAskAsync(
            "profile",
            $"{incident.Metric.Name} itself, before and after",
            query,
            cancellationToken
        );
        if (answer is null)
            return (before, after);
        double? Of(double wanted) => answer.Rows.FirstOrDefault(r => Cell.Real(r[0]) == wanted) is { } row ? Cell.Number(row[1]) : null;
        var (old, now) = (Of(0), Of(1));
        await incident.Interview.RecordAsync(
            answer,
            "profile",
            $"{incident.Metric.Name} in the four weeks before the onset and in the incident window",
            cancellationToken
        );
        return (old ?? before, now ?? after);
    }
}
