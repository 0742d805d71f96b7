using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Profiling;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Cases;

/// <summary>
/// The case with rows that somebody else named in the place of those that the search found; or why they are not its rows: they must show
/// the same change at the same time, and no part of them may make it alone.
/// </summary>
internal sealed class FocusedCase(CaseFile file)
{
    public async Task<(Incident? Focused, string Problem)> OfAsync(
        Incident found,
        Segment named,
        string evidenceId,
        CancellationToken cancellationToken
    )
    {
        var searched = await new SearchedMetric(file).OfAsync(found.Split, cancellationToken);
        var metric = searched.Metric with { From = named.Rows(searched.Metric.From) };
        var (time, whole) = (found.Time, found.Timeline);
        var read = await SeriesQuery.ReadAsync(
            file.Interview,
            "proof",
            metric,
            time,
            whole.Fine.Grain,
            named.Condition,
            (whole.Fine.Start, whole.DataEnd),
            cancellationToken
        );
        if (read is not { Series.Count: > 3 })
            return (null, "These rows have no history to compare with.");
        var aligned = AccusedOverTime.Aligned(read.Series, whole.Fine);
        var direction = Math.Sign(named.Cause.After - named.Cause.Before);
        var timeline =
            AccusedOverTime.Began(aligned, whole)
            ?? TimelineAnalysis.Analyse(aligned, metric.Form, new AlertPeriod(whole.WindowFrom, whole.WindowTo), direction);
        if (!timeline.Borne || timeline.Direction != direction || timeline.Overlap(whole) < 0.5)
            return (null, "These rows show no such change of their own at the time of the incident.");
        var within = searched with { Metric = searched.Metric with { Filter = Term.AllOf(searched.Metric.Filter, named.Condition) } };
        if (
            await new Localiser(within).FindAsync(timeline, wide: false, cancellationToken) is
            { WholeTable: false, Main: { Cause.ShareOfChange: >= IncidentBuilder.PartOfNamed } part }
        )
            return (null, $"Of these rows only those {Figures.Conditions(part.Described)} moved.");
        await file.Interview.RecordAsync(read.Answer, "proof", $"{metric.Name} in the rows named, over time", cancellationToken);
        var rows = whole.Fine.Sum(whole.Fine.IndexOf(found.Periods.From), whole.Fine.IndexOf(found.Periods.To)).Rows;
        var profile = await ColumnProfile.ReadAsync(
            file,
            found.Periods.Narrowed(rows, IncidentBuilder.Profiled, most: 2),
            named,
            cancellationToken
        );
        return (
            found with
            {
                Timeline = timeline,
                Profile = profile,
                Where = found.Where with { Segments = [named], WholeTable = false, EvidenceId = evidenceId },
            },
            ""
        );
    }
}
