using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Proof;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Wording;

/// <summary>The verdict on an alert that the data does not bear out: a false alarm, the season, or nothing that can be said.</summary>
internal static class QuietVerdict
{
    /// <summary>A metric this far from its expectation may be noise, but nobody can be sure that it is.</summary>
    private const double FarOff = 0.3;

    /// <summary>Standard deviations from which a day of the week before is one of another incident.</summary>
    private const double Broken = 3;

    private const int FewestOfWeek = 4;

    /// <summary>Standard deviations that chance reaches once in three weeks of days.</summary>
    private const double Usual = 2;

    /// <param name="file">The case, which has no episode.</param>
    /// <param name="native">The metric itself on the alert's days, where its series shows something else.</param>
    /// <param name="bare">A finding that says nothing yet.</param>
    public static Finding Of(CaseFile file, NativeFigures? native, Finding bare)
    {
        var confirmation = ConfirmationWording.Of(file);
        var common = bare with
        {
            Metric = confirmation.Metric,
            Evidence = [.. file.Inquiry.State.Evidence.Values.OrderBy(e => e.Id, StringComparer.Ordinal)],
            Caveats = [confirmation.Statement, .. file.Choices, .. file.Interview.Unanswered],
        };
        if (file.Timeline is not { Coarse.Count: >= 8 } timeline)
            return common;
        if (file.Period is { } outside && SuspectedRun.Stretch(timeline, outside) is null)
            return common;
        if (Timing.FillingDay.Of(file, timeline) is { } filling)
            return common with
            {
                Status = FindingStatus.Completed,
                Verdict = Verdict.FalseAlarm,
                Confidence = new Confidence(0.8, [new ConfidenceFactor("metric", 0.8, filling)]),
                Caveats = [filling, .. common.Caveats],
                Recommendations = [new Recommendation("Look at the day again when it is over, or load what is missing of it", null)],
            };
        var run = file.Period is { } period ? SuspectedRun.Stretch(timeline, period)?.Episode : null;
        if (run is not null)
        {
            var (before, after) = native is null ? (run.Expected, run.Observed) : (native.Before, native.After);
            common = common with { Metric = confirmation.Metric is { } m ? m with { Before = before, After = after } : null };
        }
        // A figure that the data does not show is the monitor's, whatever the season.
        var claimed = run is null || file.Metric.Subject == Metrics.Subject.Tail || AlertClaim.IsShown(file.Alert, run.Observed) != false;
        if (run is not null && claimed && BySeason(timeline, run) is { } season)
            return common with
            {
                Status = FindingStatus.Completed,
                Verdict = Verdict.ExpectedVariance,
                RootCause = new RootCause(season, "expected_variance", HypothesisCategory.ExpectedVariance, null),
                Confidence = new Confidence(0.85, [new ConfidenceFactor("season", 0.85, season)]),
                Recommendations = [new Recommendation("Compare with the same weekday, not with the day before", null)],
            };
        var z = run is null ? 0 : Math.Abs(run.Z);
        var far = run is { Expected: not 0 } && Math.Abs(run.Observed - run.Expected) > FarOff * Scale(timeline.Form, run.Expected);
        // Who only says that something is wrong is not contradicted by one metric that is as usual.
        var isVague =
            file.Alert is
            {
                Type: AnomalyType.Unknown or AnomalyType.PipelineFailure,
                Metric: { Kind: MetricKind.Description } or { Expression: null, Aggregate: null, Pattern: null, AcceptedValues.Count: 0 },
            };
        // A share of what no row ever held was not refuted: the monitor means another value, or another spelling. A number has but one.
        var isUnheard =
            file.Metric is { Subject: Metrics.Subject.Share, Values.Count: > 0, Column: { } of }
            && file.Table.FindColumn(of) is { } held
            && !ColumnTraits.IsNumber(held)
            && timeline.Coarse.Buckets.All(b => b.Numerator == 0);
        if (isUnheard)
            common = common with
            {
                Caveats =
                [
                    .. common.Caveats,
                    $"No row has the value '{file.Metric.Values[0]}' in {file.Metric.Column} at any time; name the value as the data spells it.",
                ],
            };
        if (isVague)
            common = common with { Caveats = [.. common.Caveats, Vague(file)] };
        // What the monitor says it saw is there, though the share by which a quantile is watched hardly moved: chance, or a small cause.
        var isSeen = z >= 1.5 && native?.After is { } seen && AlertClaim.IsShown(file.Alert, seen) == true;
        var contradicted = run is not null && AlertClaim.IsContradicted(file.Alert, run.Expected, run.Observed);
        var sure = z < (contradicted ? Broken : Usual) && !far && !isVague && !isSeen && !isUnheard && !file.Metric.StandsIn;
        return common with
        {
            Status = sure ? FindingStatus.Completed : FindingStatus.Inconclusive,
            Verdict = sure ? Verdict.FalseAlarm : Verdict.Inconclusive,
            Confidence = new Confidence(sure ? 0.9 : 0.4, [new ConfidenceFactor("metric", sure ? 0.9 : 0.4, confirmation.Statement)]),
            Recommendations = [new Recommendation("Compare the monitor's bounds with the metric's usual range", null)],
        };
    }

    /// <summary>A share of next to nothing may well double: it is measured against one row in a hundred.</summary>
    private static double Scale(MetricForm form, double expected) =>
        form == MetricForm.Rate ? Math.Max(expected, 0.01) : Math.Abs(expected);

    private static string Vague(CaseFile file) =>
        $"The alert does not say what is wrong with {file.Alert.Dataset}, so the {file.Metric.Name} was looked at; name the metric, for example \"null rate of {file.Alert.Dataset}.COLUMN jumped on 2026-01-10\".";

    /// <summary>Off its recent level, yet where the weekday and the trend put it.</summary>
    private static string? BySeason(Timeline timeline, Episode run)
    {
        if (!timeline.Baseline.Weekly || run.Length > 3 || Math.Abs(run.Z) > Usual)
            return null;
        var (sum, count) = (0.0, 0);
        // A week that was broken is no week to be compared with: its days do not make this one look seasonal.
        for (var i = Math.Max(0, run.Start - 7); i < run.Start; i++)
            if (timeline.Form.Value(timeline.Coarse.Buckets[i]) is { } value && Math.Abs(timeline.Baseline.Deviation(i, value)) < Broken)
                (sum, count) = (sum + value, count + 1);
        var level = count >= FewestOfWeek ? sum / count * (timeline.Form.IsAdditive() ? run.Length : 1) : 0;
        var off = level > 0 ? run.Observed / level - 1 : 0;
        var weekday = timeline.Coarse.At(run.Start).DayOfWeek;
        // A noisy metric may lie far from what the weekday explains and still not be significant: that is not the season.
        var explained = Math.Abs(run.Observed - run.Expected) < 0.5 * Math.Abs(run.Observed - level);
        return explained && Math.Abs(off) > 0.15 && Math.Abs(run.Expected / level - 1) > 0.12
            ? $"{weekday}s are always like this: {Figures.Number(run.Observed)} where {Figures.Number(run.Expected)} is usual for the day."
            : null;
    }
}
