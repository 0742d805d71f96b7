using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Cases;

/// <summary>Opens the case: resolves what the alert names, recomputes the metric over time, and finds the episode that the alert is about.</summary>
internal sealed class Confirmation(Inquiry inquiry, Interview interview)
{
    private const string Phase = "confirm";
    private const double StrongSegment = 18;
    private const double MostlyWithin = 0.7;
    private const double OnceEach = 1.02;
    private const double LeastRows = 10;
    private const double LeastRowsOfAValue = 3;
    private const int LongestRemark = 1_000;

    private AnomalyAlert Alert => inquiry.Alert;

    /// <exception cref="BadAlertException">The alert does not fit the data.</exception>
    public async Task<CaseFile> OpenAsync(CancellationToken cancellationToken)
    {
        var table = TableResolver.Resolve(inquiry.Schema, Alert.Dataset);
        var overview = await TableOverview.ReadAsync(interview, table, Wanted(), cancellationToken) ?? TableOverview.Unread;
        var times = TimeColumns.Choose(Alert, table, overview, inquiry.Dialect);
        var metrics = await new MetricResolver(inquiry, interview, table, overview, times).ResolveAsync(cancellationToken);
        var file = new CaseFile
        {
            Inquiry = inquiry,
            Interview = interview,
            Table = table,
            Overview = overview,
            Times = times,
            Metric = metrics[0],
            Period = AlertPeriod.Of(Alert.Window),
            Choices = [.. Chosen(times), .. Told(table)],
        };
        if (times.Event is not { } time || overview.Rows == 0)
            return file;
        var tried = new List<CaseFile>();
        foreach (var metric in metrics)
        {
            if (await WithTimelineAsync(file with { Metric = metric }, time, cancellationToken) is not { } attempt)
                continue;
            tried.Add(attempt);
            // Of several parts of the day the one that moved most tells best by how much the clock was off.
            if (attempt.Borne && Alert.Type != AnomalyType.SchemaChange && !attempt.IsMadeOfHours)
                break;
        }
        if (tried.Count == 0)
            return file;
        var best = tried.OrderByDescending(t => Math.Abs(t.Timeline?.Episode?.Z ?? 0)).First();
        if (await RewrittenBlock.FindAsync(best, cancellationToken) is { } block && ByBlock(best, block) is { } rewritten)
            best = rewritten;
        if (!best.Borne)
            best = await BySegmentAsync(best, cancellationToken);
        best = PerKey(best);
        if (best.Metric is { Subject: Subject.Lateness, Column: { } loaded })
            best = best with { Times = times with { Load = times.All.FirstOrDefault(a => a.Column == loaded) ?? times.Load } };
        return best with { Choices = [.. best.Choices, .. best.Metric.Choices] };
    }

    /// <summary>Rows per distinct value of a column that has each value once are a measure of copies, however it is written.</summary>
    private static CaseFile PerKey(CaseFile file) =>
        file
            is {
                Metric: { CountsRows: true, Subject: Subject.Custom, Columns.Count: 1 },
                Timeline.Episode: { Expected: >= 1 and < OnceEach }
            }
            ? file with
            {
                Metric = file.Metric with { Subject = Subject.Duplicates },
            }
            : file;

    private async Task<CaseFile?> WithTimelineAsync(CaseFile file, TimeAxis time, CancellationToken cancellationToken)
    {
        var grain = time.DateOnly ? Grain.Day : Grain.Hour;
        var read = await SeriesQuery.ReadAsync(interview, Phase, file.Metric, time, grain, null, Span(file), cancellationToken);
        if (read is not { Series.Count: > 0 })
            return null;
        var series = Extended(read.Series, file).InOwnSteps();
        var timeline = TimelineAnalysis.Analyse(series, file.Metric.Form, file.Period, ExpectedSign(), file.IsMadeOfHours);
        // Rows per entity of a day grow with its hours: unless each entity has one row, only whole days can be compared.
        if (file.Metric is { CountsRows: true, Form: MetricForm.Mean } && timeline.Episode is not { Expected: >= 1 and < OnceEach })
            timeline = TimelineAnalysis.Analyse(series, file.Metric.Form, file.Period, ExpectedSign(), wholeDays: true);
        if (file.IsMadeOfHours)
            timeline = OfWholeDays(timeline);
        var id = await interview.RecordAsync(
            read.Answer,
            Phase,
            $"{file.Metric.Name} by {series.Grain.ToString().ToLowerInvariant()} of {time.Column}",
            cancellationToken
        );
        return file with { Timeline = timeline, SeriesEvidence = id };
    }

    /// <summary>A measure of the hours says nothing of a day that has only its first ones.</summary>
    private static Timeline OfWholeDays(Timeline timeline)
    {
        var midnight = timeline.DataEnd.Date;
        return
            timeline is { Borne: true, Grain: Grain.Hour }
            && timeline.DataEnd.TimeOfDay < TimeSpan.FromHours(23)
            && timeline.WindowTo > midnight
            && midnight > timeline.WindowFrom.AddDays(1)
            ? timeline with
            {
                WindowTo = midnight,
            }
            : timeline;
    }

    /// <summary>The case with the block as its window; null where the metric strayed at other times than those.</summary>
    private static CaseFile? ByBlock(CaseFile file, RewrittenBlock block)
    {
        if (file.Timeline is not { } timeline || SuspectedRun.Stretch(timeline, new AlertPeriod(block.From, block.To)) is not { } run)
            return null;
        if (timeline.Borne && block.Shared(timeline.WindowFrom, timeline.WindowTo) < MostlyWithin)
            return null;
        var onset = block.From > timeline.Fine.Start ? block.From : timeline.Fine.Start;
        return file with
        {
            Block = block,
            Times = block.Written == file.Times.Load ? file.Times with { Update = file.Times.Load, Load = file.Times.Update } : file.Times,
            Timeline = run with
            {
                OnsetFrom = onset,
                OnsetTo = Series.Add(timeline.Grain, onset, 1),
                WindowFrom = onset,
                WindowTo = block.To < timeline.DataEnd ? block.To : timeline.DataEnd,
            },
        };
    }

    /// <summary>A small segment may be broken while the whole hardly moves: on the alert's own days, the segments are asked.</summary>
    private static async Task<CaseFile> BySegmentAsync(CaseFile file, CancellationToken cancellationToken)
    {
        if (file.Timeline is not { } timeline || file.Period is not { } period)
            return file;
        // A faint run that is longer than the alert's days may be one by chance, and waters down what happened on them.
        foreach (var suspected in SuspectedRun.Around(timeline, period))
            if (await IsBySegmentAsync(file, suspected, cancellationToken))
                return file with { Timeline = suspected, BySegment = true };
        return file;
    }

    private static async Task<bool> IsBySegmentAsync(CaseFile file, Timeline suspected, CancellationToken cancellationToken)
    {
        // A quantile is watched by the share of rows beyond it, which no monitor quotes.
        if (
            file.Metric.Subject != Subject.Tail
            && suspected.Episode is { } day
            && AlertClaim.IsShown(file.Alert, day.Observed / (file.Metric.Form.IsAdditive() ? day.Length : 1)) == false
        )
            return false;
        var searched = await new SearchedMetric(file with { Timeline = suspected }).OfAsync(
            RowsOverTime.Split(file, suspected),
            cancellationToken
        );
        // Parents, beginnings and hours are asked only where the table's own columns say nothing: most alerts that nothing bears out end here.
        foreach (var wide in new[] { false, true })
            if (
                await new Localiser(searched).FindAsync(suspected, wide, cancellationToken)
                    is { Main: { Cause: { Evidence: >= StrongSegment, ShareOfChange: >= 0.3 } } segment, WholeTable: false }
                && HoldsEnough(segment)
                && WholeFollows(file.Metric, suspected, segment)
            )
                return true;
        return false;
    }

    /// <summary>Of many values some hold the few rows that strayed, whatever those are: a handful of rows, or few to each value named, single nothing out.</summary>
    private static bool HoldsEnough(Segment segment) =>
        Math.Max(segment.Cause.Rows, Math.Abs(segment.Cause.Excess)) >= LeastRows
        && Math.Max(segment.Cause.Rows, Math.Abs(segment.Cause.Excess)) >= LeastRowsOfAValue * segment.Parts.Max(p => p.Values.Count);

    /// <summary>
    /// One value that takes over from another moves two segments and no total: a release is no volume incident. A rate or mean that stays
    /// where it was, or went the other way, is not what a monitor fired on.
    /// </summary>
    private static bool WholeFollows(Metric metric, Timeline suspected, Segment segment)
    {
        if (suspected.Episode is not { } episode)
            return true;
        if (!metric.Form.IsAdditive())
        {
            // The share by which a quantile is watched tells which way it went, and how far only if rows lie about the bound.
            var (least, side) = metric is { Subject: Subject.Tail, Quantile: { } quantile } ? (0, quantile < 0.5 ? -1 : 1) : (1, 1);
            return Math.Abs(episode.Z) >= least && Math.Sign(episode.Z) == side * Math.Sign(segment.Cause.After - segment.Cause.Before);
        }
        if (segment.Cause.Before <= 0 && Math.Abs(episode.Z) < 3)
            return false;
        var total = episode.Observed - episode.Expected;
        return Math.Sign(total) == Math.Sign(segment.Cause.Excess) && Math.Abs(total) >= 0.3 * Math.Abs(segment.Cause.Excess);
    }

    /// <summary>What the reader of a file says of it: rows that were left out, a column that reads two ways.</summary>
    private static IEnumerable<string> Told(TableSchema table) =>
        table is { Kind: "file" or "file set", Comment: { Length: > 0 } told }
            ? [told.Length <= LongestRemark ? told : $"{told[..LongestRemark]}…"]
            : [];

    /// <summary>The columns that the alert speaks of; none when it may be about any.</summary>
    private string[] Wanted() =>
        Alert.Type == AnomalyType.SchemaChange && Alert.Metric.Columns.Count == 0
            ? []
            : [.. Alert.Metric.Columns, .. Alert.TimeColumn is { } time ? [time] : Array.Empty<string>(), Alert.Dataset];

    private int ExpectedSign()
    {
        var expected = Alert.Expected?.Value ?? (Alert.Expected?.Lower + Alert.Expected?.Upper) / 2;
        if (Alert.Actual is { } actual && expected is { } usual)
            return Math.Sign(actual - usual);
        return Alert.Labels.GetValueOrDefault("direction") switch
        {
            "up" => 1,
            "down" => -1,
            _ => 0,
        };
    }

    /// <summary>Half a year before the alert is history enough, and two months after it shows the healing.</summary>
    private static (DateTime From, DateTime To)? Span(CaseFile file) =>
        file.Period is { } period ? (period.From.Date.AddDays(-200), period.To.Date.AddDays(60)) : null;

    /// <summary>Days without a single row are part of the story when the alert speaks of them.</summary>
    private static Series Extended(Series series, CaseFile file)
    {
        if (file.Period is not { } period || !file.Metric.Form.IsAdditive() || file.Metric.Subject is not (Subject.Rows or Subject.Total))
            return series;
        var end = period.To.Date;
        var missing = end - series.End.Date;
        if (missing < TimeSpan.FromDays(1) || missing > TimeSpan.FromDays(45))
            return series;
        // A day that has rows and is not over in the data is still filling up.
        if (missing == TimeSpan.FromDays(1) && series.End.TimeOfDay > TimeSpan.Zero)
            return series;
        var buckets = Enumerable.Range(0, series.Count).ToDictionary(series.At, i => series.Buckets[i]);
        buckets[Series.Add(series.Grain, end, -1)] = default;
        return Series.From(series.Grain, buckets);
    }

    private List<string> Chosen(TimeColumns times)
    {
        var choices = new List<string>();
        if (Alert.TimeColumn is null && times.Event is { } time)
            choices.Add($"Rows were placed in time by {time.Column}.");
        if (Alert.Window is null)
            choices.Add("The alert names no time; the strongest and latest deviation was taken.");
        return choices;
    }
}
