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
            if (form == MetricForm.Count && best is not { WholeTable: true } && RestAsControl.Of(incident) is { } control)
                expected = control.Whole;
            (before, after) = (expected / days, sum.Numerator / days);
        }
        else
            (before, after) = (form.Value(History28(whole, incident.Timeline.WindowFrom)), form.Value(sum));
        if (incident.Metric is { Subject: Subject.Tail, Column: not null })
            (before, after) = await NativeAsync(incident, before, after, cancellationToken);
        var affected = best?.Affected is { } counted
            ? counted * await StretchAsync(incident, best, cancellationToken)
            : await CountedAsync(incident, best, cancellationToken) ?? Harmed(incident, best);
        return new ClosingFigures(before, after, affected);
    }

    /// <summary>As <see cref="Stretch"/>, by the accused rows themselves: they need not come as all rows do.</summary>
    private static async Task<double> StretchAsync(Incident incident, Judgement best, CancellationToken cancellationToken)
    {
        var estimate = Stretch(incident);
        var condition = best.WholeTable ? null : best.Condition ?? incident.Inside;
        if (estimate.Equals(1.0) || condition is null)
            return estimate;
        var timeline = incident.Timeline;
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(condition, incident.Time.Within(timeline.WindowFrom, timeline.WindowTo)))
            .Select(Term.CountWhere(incident.During).As("seen"), Term.Count().As("row_count"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync("profile", "accused rows of the whole incident", query, cancellationToken);
        return answer is { Rows: [var row] } && Cell.Real(row[0]) > 0 ? Cell.Real(row[1]) / Cell.Real(row[0]) : estimate;
    }

    /// <summary>Accused rows that were not looked at over time by themselves, as those of some weekdays, are counted; null for all others.</summary>
    private static async Task<double?> CountedAsync(Incident incident, Judgement? best, CancellationToken cancellationToken)
    {
        var timeline = incident.Timeline;
        if (
            best is { WholeTable: true }
            || incident.Segment is not { } segment
            || incident.IsVolume
            || !ReferenceEquals(timeline.Fine, incident.File.Timeline?.Fine)
        )
            return null;
        var metric = incident.Metric;
        var query = SelectBuilder
            .From(metric.IsPlainTable ? incident.Rows : segment.Rows(metric.From))
            .Where(
                Term.AllOf(
                    incident.Inside,
                    CountsBad(incident, best) ? metric.Bad : null,
                    incident.Time.Within(timeline.WindowFrom, timeline.WindowTo)
                )
            )
            .Select(Term.Count().As("row_count"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync("profile", "accused rows of the whole incident", query, cancellationToken);
        return answer is { Rows: [var row] } ? Cell.Real(row[0]) : null;
    }

    /// <summary>True when single rows are the harmed ones, not all that are accused.</summary>
    private static bool CountsBad(Incident incident, Judgement? best) =>
        best is not { HarmsAll: true }
        && incident.Metric.Form == MetricForm.Rate
        && incident.Metric.Subject is not (Subject.Tail or Subject.Share)
        && incident.Direction > 0;

    /// <summary>The looks compare at most whole weeks; the incident may be longer than what they saw.</summary>
    private static double Stretch(Incident incident)
    {
        var fine = incident.Timeline.Fine;
        var seen = fine.Sum(fine.IndexOf(incident.Periods.From), fine.IndexOf(incident.Periods.To)).Rows;
        var all = fine.Sum(fine.IndexOf(incident.Timeline.WindowFrom), fine.IndexOf(incident.Timeline.WindowTo)).Rows;
        return seen > 0 && all > seen ? all / seen : 1;
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

    /// <summary>Rows harmed over the whole incident window: the bad ones of a rate, the missing or surplus ones of a count, else all accused rows.</summary>
    private static double? Harmed(Incident incident, Judgement? best)
    {
        var timeline =
            best is { WholeTable: true } || incident.Segment is null ? incident.File.Timeline ?? incident.Timeline : incident.Timeline;
        var (from, to) = (timeline.Fine.IndexOf(incident.Timeline.WindowFrom), timeline.Fine.IndexOf(incident.Timeline.WindowTo));
        var sum = timeline.Fine.Sum(from, to);
        if (incident.IsVolume && timeline.Form == MetricForm.Count)
        {
            if (best is not { WholeTable: true } && RestAsControl.Of(incident) is { } control)
                return Math.Abs(sum.Numerator - control.Accused);
            // Over weeks all grows or shrinks: the rest of the rows tells by how much, a level of before does not.
            var seen = incident.Periods.To - incident.Periods.From;
            if (best is { WholeTable: false } && incident.Segment is { } segment && seen >= TimeSpan.FromDays(7))
                return Math.Abs(segment.Cause.Excess) * ((incident.Timeline.WindowTo - incident.Timeline.WindowFrom) / seen);
            var expected = Enumerable
                .Range(Math.Max(0, from), Math.Max(0, Math.Min(to, timeline.Fine.Count) - Math.Max(0, from)))
                .Sum(i => timeline.FineBaseline.Expected[i]);
            return Math.Abs(sum.Numerator - expected);
        }
        // Rows that were not counted over time by themselves are those of the segment search, not all.
        var isOfAll = ReferenceEquals(timeline.Fine, incident.File.Timeline?.Fine);
        if (isOfAll && best is { WholeTable: false } && incident.Segment is { Cause: var cause } && incident.IsValue)
            return cause.Rows * Stretch(incident);
        return timeline.Form == MetricForm.Rate && CountsBad(incident, best) ? sum.Numerator : sum.Rows;
    }
}
