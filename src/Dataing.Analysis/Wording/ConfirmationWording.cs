using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Timing;
using Dataing.Core.Analysts;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Wording;

/// <summary>Says what the data makes of the alert.</summary>
internal static class ConfirmationWording
{
    public static AlertConfirmation Of(CaseFile file)
    {
        var choices = file.Choices;
        if (file.Overview == TableOverview.Unread)
            return Not(
                file,
                string.Join(' ', [$"The rows of {file.Table.Name} could not be counted.", .. file.Interview.Unanswered.Take(1)])
            );
        if (file.Overview.Rows == 0)
            return Not(file, $"{file.Table.Name} has no rows.");
        if (file.Times.Event is null)
            return Not(file, $"{file.Table.Name} has no column that places its rows in time, so nothing can be compared with before.");
        if (file.Timeline is not { } timeline)
            return Not(file, $"The {file.Metric.Name} could not be read over time.");
        if (timeline.Episode is not { } episode)
            return Not(file, Quiet(file, timeline)) with { Metric = Change(file, timeline, null, null) };
        var (name, unit) = Watched(file.Metric);
        var shown =
            $"The {name} is {Figures.Value(Daily(timeline, episode, episode.Observed), unit)} from {Figures.Moment(timeline.WindowFrom)} to {Figures.Moment(timeline.WindowTo)}, where {Figures.Value(Daily(timeline, episode, episode.Expected), unit)} was to be expected.";
        return new AlertConfirmation
        {
            BorneOut = true,
            Statement = shown,
            MetricDefinition = Definition(file, timeline),
            Metric = file.Metric.Watched is null
                ? Change(file, timeline, Daily(timeline, episode, episode.Expected), Daily(timeline, episode, episode.Observed))
                : Change(file, timeline, null, null),
            Onset = Onset(timeline),
            Choices = choices,
        };
    }

    /// <summary>The two steps that hold the onset.</summary>
    public static Onset Onset(Timeline timeline) =>
        new(
            Figures.Utc(timeline.OnsetFrom),
            Figures.Utc(timeline.OnsetTo),
            timeline.OnsetTo - timeline.OnsetFrom > TimeSpan.FromHours(2) ? Core.Alerts.Grain.Day : timeline.Grain
        );

    public static string Definition(CaseFile file, Timeline? timeline) =>
        timeline is null || file.Times.Event is null
            ? file.Metric.Name
            : $"{file.Metric.Name} by {timeline.Coarse.Grain.ToString().ToLowerInvariant()} of {file.Times.Event.Column}";

    public static MetricChange Change(CaseFile file, Timeline timeline, double? before, double? after) =>
        new(before, after, file.Metric.Unit)
        {
            Name = file.Metric.Name,
            SeriesName = file.Metric.Watched,
            SeriesUnit = file.Metric.Watched is null ? null : file.Metric.WatchedUnit,
            Series =
            [
                .. Enumerable
                    .Range(0, timeline.Coarse.Count)
                    .Select(i => new MetricPoint(
                        Figures.Utc(timeline.Coarse.At(i)),
                        timeline.Form.Value(timeline.Coarse.Buckets[i]),
                        Math.Round(timeline.Baseline.Expected[i], 6)
                    )),
            ],
        };

    /// <summary>A total over a run of steps as a total per day.</summary>
    private static double Daily(Timeline timeline, Episode episode, double value)
    {
        if (!timeline.Form.IsAdditive())
            return value;
        var series = timeline.Episodes.Contains(episode) ? timeline.Coarse : timeline.Fine;
        var days = (series.At(episode.End) - series.At(episode.Start)).TotalDays;
        return days > 1 ? value / days : value;
    }

    private static string Quiet(CaseFile file, Timeline timeline)
    {
        if (file.Period is not { } period)
            return $"The {file.Metric.Name} keeps to its season and trend.";
        if (SuspectedRun.Stretch(timeline, period) is not { Episode: { } run })
            return $"There is no data for {Figures.Moment(period.From)}: {file.Table.Name} has rows from {Figures.Moment(timeline.Fine.Start)} to {Figures.Moment(timeline.DataEnd)}.";
        var (name, unit) = Watched(file.Metric);
        return $"On {Figures.Moment(period.From)} the {name} is {Figures.Value(run.Observed, unit)}, where {Figures.Value(run.Expected, unit)} was to be expected: within its usual range.";
    }

    /// <summary>A quantile is watched by a share, and what the series shows must be called what it is.</summary>
    private static (string Name, string Unit) Watched(Metric metric) =>
        metric.Watched is { } share ? (share, metric.WatchedUnit) : (metric.Name, metric.Unit);

    private static AlertConfirmation Not(CaseFile file, string statement) =>
        new()
        {
            BorneOut = false,
            Statement = statement,
            MetricDefinition = Definition(file, file.Timeline),
            Choices = file.Choices,
        };
}
