using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Proof;

/// <summary>
/// Whether rows that somebody else accuses make the change: its whole size goes away with them, the rest stays as it was, each value named
/// moved, and they began to move when the incident began. Every rung must hold, for whoever names rows after the fact can name any.
/// </summary>
internal sealed class RowsProof(Incident incident)
{
    private const double LeastExplained = 0.8;
    private const double MostOfTheRest = 0.25;
    private const double LeastOfAValue = 0.5;
    private const double LeastRows = 30;
    private const double LeastRowsOfAValue = 5;

    /// <summary>The incident as these rows show it, or the rung that does not hold.</summary>
    public async Task<(Incident? Focused, Counterfactual? Without, string Problem)> ClimbAsync(
        Segment named,
        CancellationToken cancellationToken
    )
    {
        var form = incident.Metric.Form;
        if (await Counterfactual.ReadAsync(incident.File, incident.Periods, named, cancellationToken) is not { } without)
            return Not("The rows could not be counted.");
        if (TooFew(named, without) is { } few)
            return Not(few);
        if (without.Explained(form) < LeastExplained)
            return Not($"Without these rows only {Figures.Percent(Math.Max(0, without.Explained(form)))} of the change is gone.");
        var (inside, outside) = (Shift(without.InsideBefore, without.InsideAfter), Shift(without.OutsideBefore, without.OutsideAfter));
        if (Math.Abs(outside) > MostOfTheRest * Math.Abs(inside))
            return Not("The other rows moved as well, so it is not these rows' own change.");
        if (await StillAsync(named, Math.Sign(inside), Math.Abs(inside), cancellationToken) is { } still)
            return Not(still);
        var measured = named with { Cause = Measured(named.Cause, without) };
        var (focused, problem) = await new FocusedCase(incident.File).OfAsync(incident, measured, without.EvidenceId, cancellationToken);
        return (focused, without, problem);
    }

    private static (Incident?, Counterfactual?, string) Not(string problem) => (null, null, problem);

    /// <summary>Rows picked one by one prove nothing, nor does a rest that is next to nothing.</summary>
    private static string? TooFew(Segment named, Counterfactual without)
    {
        var rows = Math.Max(without.InsideAfter.Rows, without.InsideBefore.Rows * without.Exposure);
        if (rows < LeastRows)
            return $"Only {Figures.Number(rows)} rows are like that, too few to tell.";
        var values = named.Parts.Max(p => p.Values.Count);
        if (rows < LeastRowsOfAValue * values)
            return $"{values} values for {Figures.Number(rows)} rows single out the rows one by one.";
        if (Math.Min(without.OutsideBefore.Rows * without.Exposure, without.OutsideAfter.Rows) < LeastRows)
            return "Nearly all rows are like that, so that nothing is left to compare them with.";
        // A release has no past; a range of a number without one is a counter that grows with time.
        return named.Parts.Any(p => p.Dimension.IsRange) && without.InsideBefore.Rows * without.Exposure < LeastRows
            ? "Hardly a row was like that before, as with every number that grows with time."
            : null;
    }

    /// <summary>How far rows moved: points of a rate or mean, the relative change of a count or total.</summary>
    private double Shift(Bucket before, Bucket after)
    {
        var form = incident.Metric.Form;
        if (!form.IsAdditive())
            return (form.Value(after) ?? 0) - (form.Value(before) ?? 0);
        var expected = before.Numerator * incident.Periods.Exposure / incident.Periods.Past.Count;
        return Math.Abs(expected) < 1e-12 ? Math.Sign(after.Numerator) : after.Numerator / expected - 1;
    }

    /// <summary>The first value of those named that hardly moved; null when all did.</summary>
    private async Task<string?> StillAsync(Segment named, int direction, double size, CancellationToken cancellationToken)
    {
        foreach (var (dimension, values) in named.Parts.Where(p => p.Values.Count > 1))
        {
            var (metric, now) = (incident.Metric, Term.Flag(incident.During));
            var query = SelectBuilder
                .From(named.Rows(metric.From))
                .Where(Term.AllOf(metric.Filter, incident.Periods.Any(incident.Time), named.Condition))
                .Select(
                    dimension.Key.As("value"),
                    now.As("now"),
                    Term.Count().As("row_count"),
                    Term.Sum(metric.Numerator).As("above"),
                    Term.Sum(metric.Denominator).As("below")
                )
                .GroupBy([dimension.Key, now])
                .ToQuery();
            var purpose = $"{metric.Name} by each {dimension.Name} named";
            if (await incident.Interview.TryAskAsync("proof", purpose, query, cancellationToken) is not { } answer)
                return $"What each {dimension.Name} did could not be read.";
            Bucket Of(string? value, double at) =>
                answer.Rows.FirstOrDefault(r => Cell.Text(r[0]) == value && Cell.Real(r[1]) == at) is { } row
                    ? new Bucket(Cell.Real(row[2]), Cell.Real(row[3]), Cell.Real(row[4]), 0)
                    : default;
            foreach (var value in values)
                if (Shift(Of(value, 0), Of(value, 1)) * direction < LeastOfAValue * size)
                    return $"Rows where {dimension.Name} is {value ?? "NULL"} did not move with the others named.";
            await incident.Interview.RecordAsync(answer, "proof", "each value named moved with the others", cancellationToken);
        }
        return null;
    }

    private SegmentCause Measured(SegmentCause cause, Counterfactual without)
    {
        var form = incident.Metric.Form;
        var before = form.IsAdditive() ? without.InsideBefore.Numerator * without.Exposure : form.Value(without.InsideBefore) ?? 0;
        var after = form.IsAdditive() ? without.InsideAfter.Numerator : form.Value(without.InsideAfter) ?? 0;
        return cause with
        {
            Before = before,
            After = after,
            Shift =
                form == MetricForm.Rate ? after - before
                : Math.Abs(before) > 1e-12 ? after / before
                : 0,
            Rows = without.InsideAfter.Rows,
            ShareOfChange = Math.Clamp(without.Explained(form), 0, 1),
        };
    }
}
