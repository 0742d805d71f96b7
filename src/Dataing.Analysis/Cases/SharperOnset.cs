using Dataing.Analysis.Localisation;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Cases;

/// <summary>WHEN once more, with the rows harmed where they were counted on the way.</summary>
internal sealed record Sharpened(Timeline Timeline, double? Affected = null);

/// <summary>
/// WHEN once more, now that it is known what happened: shifted times by where rows went missing or by their lag, moved values by what each says
/// about which distribution it is from.
/// </summary>
internal sealed class SharperOnset(Incident incident, Anatomies closer)
{
    private const string Phase = "profile";
    private const double LeastCopies = 0.12;
    private const double FewRows = 10;
    private const double AsLater = 0.75;
    private const double FewRewritten = 3;
    private static readonly TimeSpan Rewritten = TimeSpan.FromDays(3);
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(2.5);
    private static readonly TimeSpan NextCopy = TimeSpan.FromHours(36);

    /// <summary>The timeline with the onset as the cause shows it; the same where it shows no better.</summary>
    /// <param name="mechanism">The id of what was found to have happened.</param>
    /// <param name="judgement">What showed it.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<Sharpened> OfAsync(string mechanism, Judgement judgement, CancellationToken cancellationToken)
    {
        if (mechanism is "double_load" or "duplicate_retry" && incident.IsVolume)
            return await OfCopiesAsync(judgement, cancellationToken);
        return new Sharpened(await OnsetAsync(mechanism, judgement, cancellationToken));
    }

    private async Task<Timeline> OnsetAsync(string mechanism, Judgement judgement, CancellationToken cancellationToken)
    {
        var known = incident.Timeline;
        if (judgement is { Condition: { } named, WholeTable: false } && !named.Equals(incident.Segment?.Condition))
            return await OfNamedRowsAsync(named, cancellationToken);
        if (mechanism == "backfill_overwrite")
            return await OfRewrittenRowsAsync(cancellationToken);
        if (known.Grain != Grain.Hour)
            return known;
        if (mechanism == "timezone_shift")
            return await OfShiftedTimesAsync(cancellationToken);
        if (mechanism == "key_reuse" && incident.Metric.Subject == Subject.Duplicates)
            return await OfSharedKeysAsync(cancellationToken);
        return incident.IsValue ? await OfValuesAsync(cancellationToken) : known;
    }

    /// <summary>The mechanism names other rows than the search did: when it began, they tell, and not the ones that were searched out.</summary>
    private async Task<Timeline> OfNamedRowsAsync(Expression named, CancellationToken cancellationToken)
    {
        var make = new MetricFactory(incident.Table, incident.Interview.Dialect);
        var metric = incident.IsVolume ? make.Rows() with { Filter = incident.Metric.Filter } : incident.Metric;
        return await OfRowsAsync(metric, named, incident.Direction, cancellationToken) ?? incident.Timeline;
    }

    /// <summary>Copies are counted one by one, from the first to the last, where a count of rows shows no more than that there are too many.</summary>
    private async Task<Sharpened> OfCopiesAsync(Judgement judgement, CancellationToken cancellationToken)
    {
        var known = incident.Timeline;
        if (await closer.CopiesAsync(Phase, cancellationToken) is not { Extra: > 0 } copies || judgement.Affected is not { } judged)
            return new Sharpened(known);
        // Both rows of a pair count: where all rows were copied, one that was not lies outside for sure.
        var copied = new KeyMetrics(incident.Table).Sharing(copies.Keys, incident.Time, NextCopy);
        var metric = copied with
        {
            Filter = incident.Metric.Filter,
            From = judgement.WholeTable || incident.Segment is not { } segment ? copied.From : segment.Rows(copied.From),
        };
        if (await OfRowsAsync(metric, judgement.WholeTable ? null : incident.Inside, 1, cancellationToken) is not { } shown)
            return new Sharpened(known);
        var sharing = shown.Fine.Sum(shown.Fine.IndexOf(shown.WindowFrom), shown.Fine.IndexOf(shown.WindowTo)).Numerator;
        return new Sharpened(shown, sharing * judged / (copies.Groups + copies.Extra));
    }

    /// <summary>A metric of some rows over time; null where they do not show the incident.</summary>
    private async Task<Timeline?> OfRowsAsync(Metric metric, Expression? rows, int sign, CancellationToken cancellationToken)
    {
        var known = incident.Timeline;
        var read = await SeriesQuery.ReadAsync(
            incident.Interview,
            Phase,
            metric,
            incident.Time,
            known.Grain,
            rows,
            (known.Fine.Start, known.DataEnd),
            cancellationToken
        );
        if (read is not { Series.Count: > 0 })
            return null;
        var aligned = AccusedOverTime.Aligned(read.Series, known.Fine);
        var period = incident.File.Period ?? new AlertPeriod(known.WindowFrom, known.WindowTo);
        var began = metric.IsPlainTable ? AccusedOverTime.Began(aligned, known) : null;
        var shown = began ?? TimelineAnalysis.Analyse(aligned, metric.Form, period, sign);
        if (!shown.Borne || shown.Overlap(known) <= 0 || shown.Direction != sign)
            return null;
        await incident.Interview.RecordAsync(read.Answer, Phase, $"{metric.Name} in the rows named over time", cancellationToken);
        return shown;
    }

    private async Task<Timeline> OfShiftedTimesAsync(CancellationToken cancellationToken)
    {
        var known = incident.Timeline;
        if (await closer.LagsAsync(Phase, cancellationToken) is { } lags && TimezoneShift.WholeHours(lags) is { } longer)
        {
            var bound = (lags.Before[lags.Before.Length / 2] + lags.After[lags.After.Length / 2]) / 2;
            var shown = incident.File.Times.Written is { } load
                ? await AnalysedAsync(
                    new TimeMetrics(incident.Table).Lateness(incident.Time, load, bound),
                    1,
                    series => ShiftedHours.SetRight(series, longer),
                    cancellationToken
                )
                : null;
            return shown is null ? known : Moved(known, shown.OnsetFrom, shown.OnsetTo);
        }
        if (await closer.HoursAsync(Phase, cancellationToken) is not { } profile || profile.Turn().Hours is not (not 0 and var turned))
            return known;
        return ShiftedHours.Find(known, turned) is var (from, to) ? Moved(known, from, to) : known;
    }

    /// <summary>That a row was written days after its event is seen row by row, however little its values changed.</summary>
    private async Task<Timeline> OfRewrittenRowsAsync(CancellationToken cancellationToken)
    {
        var known = incident.Timeline;
        if ((incident.File.Times.Update ?? incident.File.Times.Load) is not { } written)
            return known;
        var late = new TimeMetrics(incident.Table).Lateness(incident.Time, written, Rewritten.TotalSeconds);
        if (await AnalysedAsync(late, 1, series => series, cancellationToken) is not { } shown)
            return known;
        // The few rows of a quiet day before the first busy one were written again as well.
        var before = shown.Fine.Sum(shown.Fine.IndexOf(known.OnsetFrom), shown.Fine.IndexOf(shown.OnsetFrom)).Numerator;
        return incident.File.Block is not null && before >= FewRewritten ? known : Moved(known, shown.OnsetFrom, shown.OnsetTo);
    }

    /// <summary>Of two rows that share a key the later one counts as a copy, so that keys given out twice within a day show hours late.</summary>
    private async Task<Timeline> OfSharedKeysAsync(CancellationToken cancellationToken)
    {
        var known = incident.Timeline;
        var sharing = new KeyMetrics(incident.Table).Sharing(incident.Metric.Columns, incident.Time, NextCopy);
        return
            await AnalysedAsync(sharing, 1, series => series, cancellationToken) is { } shown
            && BothAreNew(shown, known, (incident.File.Timeline ?? known).Fine)
            ? Moved(known, shown.OnsetFrom, shown.OnsetTo) with
            {
                WindowFrom = shown.WindowFrom,
            }
            : known;
    }

    /// <summary>False when the first rows of the keys are good ones of before: until those were given out again there are no copies anywhere.</summary>
    internal static bool BothAreNew(Timeline shared, Timeline copied, Series whole)
    {
        var (from, to) = (shared.OnsetTo, copied.OnsetFrom);
        if (to - from < TimeSpan.FromHours(2))
            return shared.OnsetTo - shared.OnsetFrom < copied.OnsetTo - copied.OnsetFrom;
        // From the first hour that holds any: of a few hours one may have far fewer by chance.
        var gap = shared.Fine.Sum(shared.Fine.IndexOf(shared.WindowFrom), shared.Fine.IndexOf(to));
        var copies = whole.Sum(whole.IndexOf(from), whole.IndexOf(to)).Numerator;
        return gap.Numerator < FewRows || copies > LeastCopies * gap.Numerator || IsAsLater(gap, shared, to);
    }

    /// <summary>
    /// As many rows share a key from the first on as do later: then those are the rows that were given keys of others, which come later themselves.
    /// Where good rows of before share a key with what was given it again, later rows are both, and twice as many.
    /// </summary>
    private static bool IsAsLater(Bucket gap, Timeline shared, DateTime later)
    {
        var after = shared.Fine.Sum(shared.Fine.IndexOf(later), shared.Fine.IndexOf(shared.WindowTo));
        return gap.Denominator > 0
            && after.Denominator > 0
            && gap.Numerator / gap.Denominator >= AsLater * after.Numerator / after.Denominator;
    }

    /// <summary>By the likelihood of single values where all hours have the same ones, by their mean where they do not; if that tells more.</summary>
    private async Task<Timeline> OfValuesAsync(CancellationToken cancellationToken)
    {
        var known = incident.Timeline;
        if (await closer.NumbersAsync(Phase, cancellationToken) is not { } numbers)
            return known;
        var make = new MetricFactory(incident.Table, incident.Interview.Dialect);
        var (least, most) = (Math.Min(numbers.Before[1], numbers.After[1]), Math.Max(numbers.Before[^2], numbers.After[^2]));
        var shown = await AnalysedAsync(make.Scored(numbers.Column, ValueScores.Of(numbers)), 1, series => series, cancellationToken);
        if (shown is { HoursDiffer: true })
        {
            var sign = Math.Sign(numbers.After.Average() - numbers.Before.Average());
            shown = await AnalysedAsync(make.ClippedMean(numbers.Column, least, most), sign, series => series, cancellationToken) ?? shown;
        }
        return shown is not null && TimelineAnalysis.Information(shown) >= TimelineAnalysis.Information(known)
            ? Moved(known, shown.OnsetFrom, shown.OnsetTo)
            : known;
    }

    /// <summary>Another measure of the accused rows over time; null where it does not show the incident.</summary>
    private async Task<Timeline?> AnalysedAsync(Metric metric, int sign, Func<Series, Series> arranged, CancellationToken cancellationToken)
    {
        var known = incident.Timeline;
        var read = await SeriesQuery.ReadAsync(
            incident.Interview,
            Phase,
            metric with
            {
                From = metric.IsPlainTable ? incident.Rows : incident.Segment?.Rows(metric.From) ?? metric.From,
                Filter = incident.Metric.Filter,
            },
            incident.Time,
            known.Grain,
            incident.Inside,
            (known.Fine.Start, known.DataEnd),
            cancellationToken
        );
        if (read is not { Series.Count: > 24 })
            return null;
        var period = new AlertPeriod(known.WindowFrom, known.WindowTo);
        var timeline = TimelineAnalysis.Analyse(arranged(read.Series), metric.Form, period, sign);
        if (!timeline.Borne || timeline.Direction != sign)
            return null;
        await incident.Interview.RecordAsync(read.Answer, Phase, $"{metric.Name} in the accused rows over time", cancellationToken);
        return timeline;
    }

    private static Timeline Moved(Timeline known, DateTime from, DateTime to) =>
        from > known.OnsetTo + Farthest || to < known.OnsetFrom - Farthest ? known : known with { OnsetFrom = from, OnsetTo = to };
}
