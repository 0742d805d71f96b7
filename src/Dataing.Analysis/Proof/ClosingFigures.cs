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
    private const int History = NativeFigures.History;

    public static async Task<ClosingFigures> ReadAsync(
        Incident incident,
        Judgement? best,
        Counterfactual? counterfactual,
        CancellationToken cancellationToken
    )
    {
        var told = incident.File.Told;
        var whole = told.Timeline ?? incident.Timeline;
        var form = told.Metric.Form;
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
            (before, after) = (
                History28(whole, incident.Timeline.WindowFrom) is { Numerator: 0 } ? 0 : expected / days,
                sum.Numerator / days
            );
        }
        else
            (before, after) = (form.Value(History28(whole, incident.Timeline.WindowFrom)), form.Value(sum));
        var affected = await AffectedRows.OfAsync(incident, best, cancellationToken);
        // What would have been without the rows on top needs no estimate.
        if (
            incident.Metric.Subject is Subject.Rows or Subject.Total
            && form.IsAdditive()
            && best is { AddsRows: true, Window: null }
            && affected < sum.Rows
        )
            before = after * (1 - affected / sum.Rows);
        if (best is { WholeTable: false } && UsualTotal.OffPerDay(incident, counterfactual) is { } off)
            before = after - off;
        if (OnAlertsDays(incident, whole) is var (usual, seen))
            (before, after) = (usual, seen);
        if (incident.Metric is { Subject: Subject.Tail, Column: not null })
        {
            var window = incident.Timeline;
            var native = await NativeFigures.ReadAsync(incident.File, incident.Time, window.WindowFrom, window.WindowTo, cancellationToken);
            (before, after) = (native.Before ?? before, native.After ?? after);
        }
        return new ClosingFigures(before, after, affected);
    }

    /// <summary>
    /// Rows per entity grow with every day that is added, and a measure of the hours of the day is another in a part of a day: quoted is what the
    /// monitor saw, on its own days. Null for all else, and without such days.
    /// </summary>
    private static (double Usual, double Seen)? OnAlertsDays(Incident incident, Timeline whole)
    {
        if (incident.File.Period is not { } period || !whole.WholeDays || !IsOfDays(incident.File))
            return null;
        var (from, to) = (whole.Coarse.IndexOf(period.From), whole.Coarse.IndexOf(period.To.AddTicks(-1)) + 1);
        if (from < 0 || to > whole.Coarse.Count || to <= from)
            return null;
        var run = EpisodeScan.Describe(whole.Coarse, whole.Baseline, whole.Form, from, to, 0, false);
        return double.IsNaN(run.Observed) || double.IsNaN(run.Expected) ? null : (run.Expected, run.Observed);
    }

    private static bool IsOfDays(CaseFile file) => file.IsMadeOfHours || file.Metric is { CountsRows: true, Form: MetricForm.Mean };

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
}
