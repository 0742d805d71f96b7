using Dataing.Analysis.Changes;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Upstream;
using Dataing.Analysis.Wording;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Cases;

/// <summary>The profile of a borne-out case: where it is, when exactly, what else moved, how the parents fare, what changed near by.</summary>
internal sealed class IncidentBuilder(CaseFile file)
{
    private const double LeastOfVolume = 0.3;

    /// <summary>Rows that grew by less are no rows of another kind.</summary>
    private const double MostOfOld = 4;

    /// <summary>Rows on top that are fewer than this part of the usual ones move no mean by their number.</summary>
    private const double MoreRows = 1.05;

    /// <summary>A part that makes so much of the change of the rows named is what should have been named.</summary>
    public const double PartOfNamed = 0.8;

    /// <summary>Rows of the incident window in which every column is profiled: distinct values of all columns are the dearest question there is.</summary>
    public const double Profiled = 150_000;

    public async Task<Incident?> BuildAsync(CancellationToken cancellationToken)
    {
        if (file is not { Timeline: { Borne: true } found, Times.Event: { } time })
            return null;
        if (file.Block is { } block)
            return await OfBlockAsync(block, found, time, cancellationToken);
        if (await MissingValues.BehindAsync(file, cancellationToken) is { } behind)
            return await new IncidentBuilder(behind).BuildAsync(cancellationToken);
        var whole = found;
        var split = RowsOverTime.Split(file, whole);
        var searched = await new SearchedMetric(file).OfAsync(split, cancellationToken);
        if (split is { ByRows: true })
            whole = RowsOverTime.OfTotal(file, whole);
        var where = await new Localiser(searched).FindAsync(whole, wide: true, cancellationToken);
        if (
            searched.Metric != file.Metric
            && file.Metric.Subject == Subject.Tail
            && where is null or { WholeTable: true } or { Main: null }
        )
        {
            searched = file;
            where = await new Localiser(searched).FindAsync(whole, wide: true, cancellationToken);
        }
        var timeline = whole;
        if (!searched.IsMadeOfHours && await AgainAsync(searched, where, whole, cancellationToken) is { } again)
            (where, timeline) = again;
        else if (!searched.IsMadeOfHours && where is { WholeTable: false, Main: { } segment })
            (where, timeline) = await new AccusedOverTime(file).RetimedAsync(searched, where, segment, whole, cancellationToken);
        if (
            !searched.IsMadeOfHours
            && where is null or { WholeTable: true } or { Main: null }
            && await ByNewRowsAsync(file, whole, cancellationToken) is { } rowsCame
        )
            (where, timeline, split) = rowsCame;
        // A segment that lost its few rows along with all others explains next to nothing of a volume, a few large values nothing of a mean.
        if (where is { WholeTable: false, Main.Cause.ShareOfChange: var part } && part < Least(searched.Metric.Form))
            (where, timeline) = (where with { WholeTable = true }, whole);
        if (where is { WholeTable: false, Main: { } most } && RestMovedAlike(searched.Metric, whole, where.Periods, most))
            (where, timeline) = (where with { WholeTable = true }, whole);
        if (where is { WholeTable: false, Main: { } named })
            timeline = NotOver(timeline, named);
        return await ProfiledAsync(where, timeline, time, split, cancellationToken);
    }

    private static double Least(MetricForm form) =>
        form.IsAdditive() ? LeastOfVolume
        : form == MetricForm.Mean ? Localiser.LeastOfMean
        : 0;

    /// <summary>Which rows of a block were written again is plain, whatever their values do to the metric: those are the ones that are looked for.</summary>
    private async Task<Incident?> OfBlockAsync(RewrittenBlock block, Timeline found, TimeAxis time, CancellationToken cancellationToken)
    {
        var where = await new Localiser(file with { Metric = block.Rewritten }).FindAsync(found, wide: true, cancellationToken);
        return await ProfiledAsync(where, found, time, null, cancellationToken);
    }

    private async Task<Incident?> ProfiledAsync(
        Localised? where,
        Timeline timeline,
        TimeAxis time,
        TotalSplit? split,
        CancellationToken cancellationToken
    )
    {
        var periods = where?.Periods ?? Periods.Of(timeline);
        if (periods is null)
            return null;
        where ??= new Localised { Periods = periods, WholeTable = true };
        var accused = where.WholeTable ? null : where.Main;
        var fine = file.Timeline?.Fine ?? timeline.Fine;
        var rows = fine.Sum(fine.IndexOf(periods.From), fine.IndexOf(periods.To)).Rows;
        var profile = await ColumnProfile.ReadAsync(file, periods.Narrowed(rows, Profiled, most: 2), accused, cancellationToken);
        if (accused is not null && file.Timeline is { } all && file.Metric.Subject == Subject.Rows && CopyFault.RepeatedBeside(profile))
            return await ProfiledAsync(
                Periods.Of(all) is { } same ? where with { WholeTable = true, Periods = same } : where with { WholeTable = true },
                all,
                time,
                split,
                cancellationToken
            );
        if (
            accused is not null
            && Multiplied(profile, periods.Narrowed(rows, Profiled, most: 2))
            && await ByNewRowsAsync(file, file.Timeline ?? timeline, cancellationToken)
                is ({ Main: { } newer } rowsAdded, var rowsTime, var rowsSplit)
        )
        {
            (where, timeline, split, periods, accused) = (rowsAdded, rowsTime, rowsSplit, rowsAdded.Periods, newer);
            profile = await ColumnProfile.ReadAsync(file, periods.Narrowed(rows, Profiled, most: 2), accused, cancellationToken);
        }
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

    /// <summary>
    /// What comes back in some hours day after day, or on some weekdays week after week, and in them alone, is one incident, of which a short run is
    /// the first part.
    /// </summary>
    private async Task<(Localised? Where, Timeline Timeline)?> AgainAsync(
        CaseFile searched,
        Localised? inTheRun,
        Timeline whole,
        CancellationToken cancellationToken
    )
    {
        var known = inTheRun is { WholeTable: false, Main.Cause.Evidence: var evidence } ? evidence : 0;
        Task<Localised?> AgainInAsync(Timeline times) =>
            inTheRun is { } first
                ? new Localiser(searched).FindAgainAsync(times, first, cancellationToken)
                : new Localiser(searched).FindAsync(times, wide: true, cancellationToken);
        async Task<Localised?> FoundAsync(Timeline? times, Func<Facet?, bool> isOfTime) =>
            times is not null
            && await AgainInAsync(times) is { WholeTable: false, Main: { Cause.Evidence: var told } main } found
            && told > known
            && main.Parts.Any(p => isOfTime(p.Dimension.Facet))
                ? found
                : null;
        if (SameTimes.OfDays(whole) is { } days && await FoundAsync(days, f => f is Facet.Hour) is { Main: { } hours } byHours)
            return await new AccusedOverTime(file).RetimedAsync(searched, byHours, hours, days, cancellationToken);
        if (SameTimes.OfWeeks(whole) is { } weeks && await FoundAsync(weeks, f => f is Facet.Weekday) is { Main: { } day } byWeekdays)
            return await new AccusedOverTime(file).RetimedAsync(searched, byWeekdays, day, weeks, cancellationToken);
        return null;
    }

    /// <summary>A mean may move because rows of another kind came on top: rows that hardly were there before, and are what there is more of.</summary>
    private static async Task<(Localised? Where, Timeline Timeline, TotalSplit? Split)?> ByNewRowsAsync(
        CaseFile file,
        Timeline whole,
        CancellationToken cancellationToken
    )
    {
        if (whole.Form != MetricForm.Mean || file.Metric is not { CountsRows: false, Subject: Subject.Mean or Subject.Custom })
            return null;
        if (
            RowsOverTime.Counted(file, whole) is not { Direction: > 0, Episode: { Expected: > 0 and var usual, Observed: var now } } rows
            || now < MoreRows * usual
        )
            return null;
        var counted = file with
        {
            Metric = new MetricFactory(file.Table, file.Interview.Dialect).Rows() with { Filter = file.Metric.Filter },
        };
        var found = await new Localiser(counted).FindAsync(rows, wide: true, cancellationToken);
        if (
            found is not { WholeTable: false, Main: { Cause: { ShareOfChange: >= 0.5 } cause } main }
            || cause.After <= MostOfOld * Math.Max(cause.Before, 1)
        )
            return null;
        var (where, timeline) = await new AccusedOverTime(file).RetimedAsync(counted, found, main, rows, cancellationToken);
        return (where, timeline, new TotalSplit(now / usual, 1));
    }

    /// <summary>True when there are several times as many accused rows as before: what they hold did not change, they came.</summary>
    private static bool Multiplied(ColumnProfile profile, Periods periods) =>
        profile.Columns is [var any, ..]
        && any.InsideAfter.Rows >= 20
        && any.InsideAfter.Rows > MostOfOld * any.InsideBefore.Rows / Math.Max(1, periods.Past.Count) * periods.Exposure;

    /// <summary>Rare values have too few rows to be accused by themselves; a share that went as far in all that is left spares none of them.</summary>
    private static bool RestMovedAlike(Metric searched, Timeline whole, Periods periods, Segment segment)
    {
        var cause = segment.Cause;
        if (searched.Form != MetricForm.Rate || whole.Form != MetricForm.Rate || cause.ShareOfChange < PartOfNamed)
            return false;
        var all = whole.Fine.Sum(whole.Fine.IndexOf(periods.From), whole.Fine.IndexOf(periods.To));
        var (bad, rows) = (all.Numerator - cause.After * cause.Rows, all.Denominator - cause.Rows);
        var usual = whole.Episode?.Expected ?? cause.Before;
        return rows >= FewestOfRest
            && rows < 0.3 * all.Denominator
            && bad / rows - usual > 0.85 * (cause.After - usual)
            && cause.After > usual;
    }

    private const double FewestOfRest = 5;

    /// <summary>Of some weekdays or hours nobody can say that it is over before they have come again.</summary>
    private static Timeline NotOver(Timeline timeline, Segment segment)
    {
        var rest = timeline.DataEnd - timeline.WindowTo;
        var again = segment.Parts.Select(p =>
            p.Dimension.Facet switch
            {
                Facet.Weekday => TimeSpan.FromDays(6),
                Facet.Hour => TimeSpan.FromHours(20),
                _ => TimeSpan.Zero,
            }
        );
        return rest > TimeSpan.Zero && rest < again.Max() ? timeline with { WindowTo = timeline.DataEnd, Ongoing = true } : timeline;
    }

    private static List<string> Words(Segment? segment) =>
        segment is null ? [] : [.. segment.Parts.SelectMany(p => p.Dimension.IsRange ? [] : p.Values.OfType<string>())];
}
