using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Proof;

/// <summary>The metric with the accused rows taken away: what is left of the change when they are.</summary>
/// <param name="InsideBefore">Measures of the accused rows in all past stretches.</param>
/// <param name="InsideAfter">And in the incident window.</param>
/// <param name="OutsideBefore">Measures of the rest in all past stretches.</param>
/// <param name="OutsideAfter">And in the incident window.</param>
/// <param name="Exposure">Incident windows per all past stretches together.</param>
/// <param name="EvidenceId">The query that shows it.</param>
internal sealed record Counterfactual(
    Bucket InsideBefore,
    Bucket InsideAfter,
    Bucket OutsideBefore,
    Bucket OutsideAfter,
    double Exposure,
    string EvidenceId
)
{
    /// <summary>The share of the whole change that goes away with the accused rows; near 1 when they explain it all.</summary>
    public double Explained(MetricForm form)
    {
        var whole = Change(form, InsideBefore + OutsideBefore, InsideAfter + OutsideAfter);
        var rest = Change(form, OutsideBefore, OutsideAfter);
        return Math.Abs(whole) < 1e-12 ? 0 : Math.Clamp(1 - rest / whole, -1, 1.2);
    }

    private double Change(MetricForm form, Bucket before, Bucket after)
    {
        if (form.IsAdditive())
            return after.Numerator - before.Numerator * Exposure;
        return (form.Value(after) ?? 0) - (form.Value(before) ?? 0);
    }

    public static async Task<Counterfactual?> ReadAsync(
        CaseFile file,
        Periods periods,
        Segment segment,
        CancellationToken cancellationToken
    )
    {
        if (file.Times.Event is not { } time)
            return null;
        var inside = Term.Flag(segment.Condition);
        var after = Term.Flag(periods.Incident(time));
        var metric = file.Metric;
        var query = SelectBuilder
            .From(segment.Rows(metric.From))
            .Where(Term.AllOf(metric.Filter, periods.Any(time)))
            .Select(
                inside.As("inside"),
                after.As("after"),
                Term.Count().As("row_count"),
                Term.Sum(metric.Numerator).As("above"),
                Term.Sum(metric.Denominator).As("below")
            )
            .GroupBy([inside, after])
            .ToQuery();
        var answer = await file.Interview.TryAskAsync(
            "profile",
            $"{metric.Name} with and without the accused rows",
            query,
            cancellationToken
        );
        if (answer is null)
            return null;
        Bucket Of(double i, double a)
        {
            var row = answer.Rows.FirstOrDefault(r => Cell.Real(r[0]) == i && Cell.Real(r[1]) == a);
            return row is null ? default : new Bucket(Cell.Real(row[2]), Cell.Real(row[3]), Cell.Real(row[4]), 0);
        }
        var found = new Counterfactual(Of(1, 0), Of(1, 1), Of(0, 0), Of(0, 1), periods.Exposure / periods.Past.Count, answer.Id);
        await file.Interview.RecordAsync(
            answer,
            "profile",
            FormattableString.Invariant($"without the accused rows {100 * found.Explained(metric.Form):0} % of the change is gone"),
            cancellationToken
        );
        return found;
    }
}
