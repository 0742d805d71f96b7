using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Proof;

/// <summary>
/// How many rows were harmed over the whole incident: as many as the mechanism counted itself, or else the rows that are gone or too many beside
/// those to be expected, or else the bad or accused rows, which are there to be counted.
/// </summary>
internal static class AffectedRows
{
    public static async Task<double?> OfAsync(Incident incident, Judgement? best, CancellationToken cancellationToken)
    {
        if (best?.Affected is { } judged)
            return best.CountedAll ? judged : judged * await StretchAsync(incident, best, cancellationToken);
        var ofAll = best is { WholeTable: true } || incident.Segment is null;
        var timeline = ofAll ? incident.File.Timeline ?? incident.Timeline : incident.Timeline;
        if (incident.IsVolume && timeline.Form == MetricForm.Count)
            return Strayed(incident, timeline, best, ofAll);
        return ofAll || incident.IsVolume
            ? OfSeries(incident, timeline, best)
            : await CountedAsync(incident, best, cancellationToken) ?? OfSeries(incident, timeline, best);
    }

    /// <summary>Rows that are gone, or that came on top.</summary>
    private static double Strayed(Incident incident, Timeline timeline, Judgement? best, bool ofAll)
    {
        var (from, to) = Window(incident, timeline);
        var seen = timeline.Fine.Sum(from, to).Numerator;
        if (!ofAll && ExpectedRows.Of(incident) is { } beside)
            return Math.Abs(seen - beside.Accused);
        // Over weeks all grows or shrinks: the rest of the rows tells by how much, a level of before does not.
        var compared = incident.Periods.To - incident.Periods.From;
        if (best is { WholeTable: false } && incident.Segment is { } segment && compared >= TimeSpan.FromDays(7))
            return Math.Abs(segment.Cause.Excess) * ((incident.Timeline.WindowTo - incident.Timeline.WindowFrom) / compared);
        var expected = Enumerable
            .Range(Math.Max(0, from), Math.Max(0, Math.Min(to, timeline.Fine.Count) - Math.Max(0, from)))
            .Sum(i => timeline.FineBaseline.Expected[i]);
        return Math.Abs(seen - expected);
    }

    private static double OfSeries(Incident incident, Timeline timeline, Judgement? best)
    {
        var (from, to) = Window(incident, timeline);
        var sum = timeline.Fine.Sum(from, to);
        return timeline.Form == MetricForm.Rate && CountsBad(incident, best) ? sum.Numerator : sum.Rows;
    }

    private static (int From, int To) Window(Incident incident, Timeline timeline) =>
        (timeline.Fine.IndexOf(incident.Timeline.WindowFrom), timeline.Fine.IndexOf(incident.Timeline.WindowTo));

    /// <summary>The bad ones of the accused rows, or all of them, over the whole incident and not in the stretch compared alone.</summary>
    private static async Task<double?> CountedAsync(Incident incident, Judgement? best, CancellationToken cancellationToken)
    {
        var (metric, timeline) = (incident.Metric, incident.Timeline);
        var query = SelectBuilder
            .From(metric.IsPlainTable ? incident.Rows : incident.Segment?.Rows(metric.From) ?? metric.From)
            .Where(Term.AllOf(incident.Inside, incident.Time.Within(timeline.WindowFrom, timeline.WindowTo)))
            .Select((CountsBad(incident, best) ? Term.Sum(metric.Numerator) : Term.Count()).As("row_count"))
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync("profile", "accused rows of the whole incident", query, cancellationToken);
        return answer is { Rows: [var row] } ? Cell.Real(row[0]) : null;
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
}
