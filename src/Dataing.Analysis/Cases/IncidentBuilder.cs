using Dataing.Analysis.Changes;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Upstream;
using Dataing.Core.Alerts;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Cases;

/// <summary>The profile of a borne-out case: where it is, when exactly, what else moved, how the parents fare, what changed near by.</summary>
internal sealed class IncidentBuilder(CaseFile file)
{
    public async Task<Incident?> BuildAsync(CancellationToken cancellationToken)
    {
        if (file is not { Timeline: { Borne: true } whole, Times.Event: { } time })
            return null;
        var split = Split(file, whole);
        var searched = Searched(split);
        var where = await new Localiser(searched).FindAsync(whole, parents: false, cancellationToken);
        var timeline = whole;
        if (where is { WholeTable: false, Main: { } segment })
            (where, timeline) = await RetimedAsync(searched, where, segment, whole, cancellationToken);
        if (where is null or { Main: null } || where.WholeTable && !EverythingMoved(where) || where.Main is { Cause.ShareOfChange: < 0.5 })
            where = await new Localiser(searched).FindAsync(timeline, parents: true, cancellationToken)
                is { Main: not null, WholeTable: false } better
                ? better
                : where;
        var periods = where?.Periods ?? Periods.Of(timeline);
        if (periods is null)
            return null;
        where ??= new Localised { Periods = periods, WholeTable = true };
        var accused = where.WholeTable ? null : where.Main;
        var profile = await ColumnProfile.ReadAsync(file, periods, accused, cancellationToken);
        var upstream = await new UpstreamWalk(file, timeline).WalkAsync(cancellationToken);
        return new Incident
        {
            File = file,
            Timeline = timeline,
            Time = time,
            Periods = periods,
            Where = where,
            Profile = profile,
            Upstream = upstream,
            Changes = NearbyChange.Rank(file, timeline, Words(accused)),
            Split = split,
        };
    }

    /// <summary>A total that moved because its rows did is searched by rows; one that moved because its values did, by the mean.</summary>
    private CaseFile Searched(TotalSplit? split)
    {
        if (file.Metric.Subject != Subject.Total || file.Metric.Column is not { } column || split is null)
            return file;
        var make = new MetricFactory(file.Table, file.Interview.Dialect);
        return file with { Metric = (split.ByRows ? make.Rows() : make.Mean(column)) with { Filter = file.Metric.Filter } };
    }

    private static TotalSplit? Split(CaseFile file, Timeline timeline)
    {
        if (file.Metric.Subject != Subject.Total)
            return null;
        var fine = timeline.Fine;
        var (from, to) = (fine.IndexOf(timeline.WindowFrom), fine.IndexOf(timeline.WindowTo));
        var after = fine.Sum(from, to);
        var past = Periods.Of(timeline)?.Past ?? [];
        var before = past.Select(p => fine.Sum(fine.IndexOf(p.From), fine.IndexOf(p.To))).Aggregate(default(Bucket), (a, b) => a + b);
        if (before.Denominator <= 0 || past.Count == 0 || before.Numerator == 0)
            return null;
        var exposure = (timeline.WindowTo - timeline.WindowFrom) / past.Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.To - p.From));
        var mean = after.Denominator > 0 ? after.Numerator / after.Denominator / (before.Numerator / before.Denominator) : 1;
        return new TotalSplit(after.Denominator / (before.Denominator * exposure), mean);
    }

    /// <summary>The accused rows alone show the onset sharper than the whole table; a changed window is searched again.</summary>
    private async Task<(Localised Where, Timeline Timeline)> RetimedAsync(
        CaseFile searched,
        Localised where,
        Segment segment,
        Timeline whole,
        CancellationToken cancellationToken
    )
    {
        if (file.Times.Event is not { } time)
            return (where, whole);
        var metric = searched.Metric with { From = segment.Rows(searched.Metric.From) };
        var read = await SeriesQuery.ReadAsync(
            file.Interview,
            "profile",
            metric,
            time,
            whole.Fine.Grain,
            segment.Condition,
            (whole.Fine.Start, whole.DataEnd),
            cancellationToken
        );
        if (read is not { Series.Count: > 3 })
            return (where, whole);
        var aligned = Aligned(read.Series, whole.Fine);
        var period = new AlertPeriod(whole.WindowFrom, whole.WindowTo);
        var timeline = TimelineAnalysis.Analyse(
            aligned,
            metric.Form,
            file.Period ?? period,
            Math.Sign(segment.Cause.After - segment.Cause.Before)
        );
        if (!timeline.Borne)
            return (where, whole);
        await file.Interview.RecordAsync(read.Answer, "profile", $"{metric.Name} in the accused rows over time", cancellationToken);
        if (Overlap(timeline, whole) > 0.75)
            return (where, timeline);
        var again = await new Localiser(searched).FindAsync(timeline, parents: false, cancellationToken);
        return again is { WholeTable: false, Main: not null } ? (again, timeline) : (where, timeline);
    }

    /// <summary>Steps without accused rows at either end are steps with none of them, not the end of the data.</summary>
    private static Series Aligned(Series part, Series whole)
    {
        var buckets = Enumerable.Range(0, whole.Count).ToDictionary(whole.At, _ => default(Bucket));
        for (var i = 0; i < part.Count; i++)
            if (buckets.ContainsKey(part.At(i)))
                buckets[part.At(i)] = part.Buckets[i];
        return Series.From(whole.Grain, buckets);
    }

    private static double Overlap(Timeline a, Timeline b)
    {
        var from = a.WindowFrom > b.WindowFrom ? a.WindowFrom : b.WindowFrom;
        var to = a.WindowTo < b.WindowTo ? a.WindowTo : b.WindowTo;
        var union = (a.WindowTo > b.WindowTo ? a.WindowTo : b.WindowTo) - (a.WindowFrom < b.WindowFrom ? a.WindowFrom : b.WindowFrom);
        return union <= TimeSpan.Zero ? 0 : Math.Max(0, (to - from) / union);
    }

    private static bool EverythingMoved(Localised where) => where.Findings is { Verdict: SegmentVerdict.WholeTable };

    private static List<string> Words(Segment? segment) =>
        segment is null ? [] : [.. segment.Parts.SelectMany(p => p.Dimension.IsRange ? [] : p.Values.OfType<string>())];
}
