using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Cases;

/// <summary>
/// The metric as the segments are searched by. A total that moved because its rows did is searched by rows; values by a mean whose tails
/// are clipped, for a few huge values say more about chance than about a segment; more distinct values by the rows that hold one not seen
/// before, for each counts in one row only; hours of the day by the lag that they are part of.
/// </summary>
internal sealed class SearchedMetric(CaseFile file)
{
    /// <summary>How many times further the upper tail must reach than the lower one.</summary>
    private const double LongTail = 2;

    /// <summary>Factor by which values may leave all that was usual before they are clipped.</summary>
    private const double Beyond = 8;

    public async Task<CaseFile> OfAsync(TotalSplit? split, CancellationToken cancellationToken)
    {
        var make = new MetricFactory(file.Table, file.Interview.Dialect);
        var metric = file.Metric;
        if (
            metric is { Subject: Subject.Custom }
            && file.Times is { Event: { } happened, Load: { } loaded }
            && metric.Columns.Contains(happened.Column)
        )
            return file with { Metric = new TimeMetrics(file.Table).Lag(happened, loaded) with { Filter = metric.Filter } };
        if (metric is { Subject: Subject.Duplicates, Columns: [_, ..] })
            return file with { Metric = Copies(make, metric) with { Filter = metric.Filter } };
        if (metric.CountsRows || split is { ByRows: true })
            return file with { Metric = make.Rows() with { Filter = metric.Filter } };
        if (
            metric is { Subject: Subject.Custom, Form: MetricForm.Mean, Squared: null, Columns: [var first, var second] }
            && metric.IsPlainQuotient()
        )
            return await MovedAsync(first, second, cancellationToken) is { } moved
                ? await (new SearchedMetric(file with { Metric = make.Mean(moved) with { Filter = metric.Filter } })).OfAsync(
                    split,
                    cancellationToken
                )
                : file;
        if (metric is { Subject: Subject.Custom, Form: MetricForm.Sum })
            return file with { Metric = metric with { Form = MetricForm.Mean } };
        if (metric.Column is not { } column)
            return file;
        if (metric.Subject == Subject.Distinct && file.Timeline is { Direction: > 0, WindowFrom: var onset })
        {
            var known = new Learning(file.Interview, file.Table, file.Overview, file.Times, onset);
            return
                await known.ValidityAsync(column, make, cancellationToken) is [{ Subject: Subject.Invalid or Subject.Malformed } unseen, ..]
                ? file with
                {
                    Metric = unseen with { Filter = metric.Filter },
                }
                : file;
        }
        var bounds = new UsualBounds(file.Interview, file.Table, file.Times, file.Period?.From);
        if (
            metric.Subject == Subject.Distinct
            && file.Table.FindColumn(column) is { } schema
            && ColumnTraits.IsNumber(schema)
            && schema.Type != LogicalType.Integer
        )
            return await bounds.RoundedAsync(column, make, cancellationToken) is { } rounded
                ? file with
                {
                    Metric = rounded with { Filter = metric.Filter },
                }
                : file;
        if (
            metric is { Subject: Subject.Tail, Quantile: null, Native: not null }
            && await BeyondAllAsync(make, cancellationToken) is { } beyond
        )
            return file with { Metric = beyond };
        // The rows beyond a quantile are those of the segments with large values anyway; which of all rows moved, their means tell.
        if (
            metric.Subject is not (Subject.Mean or Subject.Total)
            && metric is not { Subject: Subject.Tail, Quantile: not null, Measured.IsColumn: true }
        )
            return file;
        var measured = MeasuredValue.OfColumn(file.Table, column);
        if (await bounds.QuantilesAsync(measured, cancellationToken) is not { } quantiles)
            return file with { Metric = make.Mean(column) with { Filter = metric.Filter } };
        // Where the mean itself is beyond all that was, clipping would leave next to nothing of the change: such values are counted.
        if (metric.Subject != Subject.Tail && IsBeyond(quantiles[^1]))
            return file with
            {
                Metric = make.Tail(measured, quantiles[^1], above: true, $"share of {column} beyond all before", null) with
                {
                    Filter = metric.Filter,
                },
            };
        // Values of which the large lie much further off than the small are multiplied rather than added to, whatever is wrong with them.
        if (quantiles[1] > 0 && quantiles[98] - quantiles[50] > LongTail * (quantiles[50] - quantiles[2]))
            return file with
            {
                Metric = make.LogMean(column, quantiles[1] / Beyond, quantiles[^1] * Beyond) with { Filter = metric.Filter },
            };
        return file with
        {
            Metric = make.ClippedMean(column, Math.Min(quantiles[2], -quantiles[98]), Upper(quantiles)) with { Filter = metric.Filter },
        };
    }

    /// <summary>
    /// What set in slowly has rows before the alert already, and the bound learned from those lets good rows through: before the onset there were none
    /// beyond the least or the greatest. Null where such a bound is no other.
    /// </summary>
    private async Task<Metric?> BeyondAllAsync(MetricFactory make, CancellationToken cancellationToken)
    {
        if (
            file
                is not {
                    Timeline: { Borne: true, OnsetFrom: var onset },
                    Metric: { Bound: { } bound, Measured: { } measured, Native: Expression.FunctionCall native } metric
                }
            || await new UsualBounds(file.Interview, file.Table, file.Times, onset).QuantilesAsync(measured, cancellationToken)
                is not { } quantiles
        )
            return null;
        var isLeast = native.Name.Last.Text.Equals("min", StringComparison.OrdinalIgnoreCase);
        var end = isLeast ? quantiles[0] : quantiles[^1];
        return (isLeast ? end < bound : end > bound)
            ? make.Tail(measured, end, !isLeast, metric.Name, metric.Native) with
            {
                Filter = metric.Filter,
            }
            : null;
    }

    /// <summary>
    /// Which of two rows came first says when it happened and not to which rows: both count, or the later hours of the day, and all that goes with
    /// them, would stand out whatever happened.
    /// </summary>
    private Metric Copies(MetricFactory make, Metric metric) =>
        file.Times.Event is { } time ? new KeyMetrics(file.Table).Sharing(metric.Columns, time, TimeSpan.FromHours(36))
        : metric.From is TableSource.Subquery ? new KeyMetrics(file.Table).Duplicates(metric.Columns, null)
        : metric;

    /// <summary>Of a quotient of two totals, the one whose mean went much further than the other's; null where that cannot be said.</summary>
    private async Task<string?> MovedAsync(string first, string second, CancellationToken cancellationToken)
    {
        if (
            file is not { Timeline: { } timeline, Times.Event: { } time }
            || Dimensions.Periods.Of(timeline) is not { } periods
            || new[] { first, second }.Any(c => file.Table.FindColumn(c) is not { } schema || !ColumnTraits.IsNumber(schema))
        )
            return null;
        var side = Term.Flag(periods.Incident(time));
        Expression[] means = [.. new[] { first, second }.Select(c => Term.Average(Ask.Real(Term.Column(Ask.Rows, c))))];
        var query = SelectBuilder
            .From(Ask.Table(file.Table.Name, Ask.Rows))
            .Where(Term.AllOf(file.Metric.Filter, periods.Any(time)))
            .Select(side.As("side"), means[0].As("first_mean"), means[1].As("second_mean"))
            .GroupBy([side])
            .OrderBy(Term.Column("side"))
            .ToQuery();
        var answer = await file.Interview.TryAskAsync(
            "profile",
            $"means of {first} and {second}, before and after",
            query,
            cancellationToken
        );
        if (answer is not { Rows: [var before, var after] })
            return null;
        double Move(int i) =>
            Cell.Real(before[i]) > 0 && Cell.Real(after[i]) > 0 ? Math.Abs(Math.Log(Cell.Real(after[i]) / Cell.Real(before[i]))) : 9;
        var (above, below) = (Move(1), Move(2));
        return above > 3 * below ? first
            : below > 3 * above ? second
            : null;
    }

    /// <summary>True when the mean of the incident is greater than the greatest value before.</summary>
    private bool IsBeyond(double most) =>
        file.Timeline is { } t
        && t.Fine.Sum(t.Fine.IndexOf(t.WindowFrom), t.Fine.IndexOf(t.WindowTo)) is { Denominator: > 0 } now
        && now.Numerator / now.Denominator > most;

    /// <summary>
    /// Where the tail is clipped. A mean that rose by as much as its usual values spread rose by values that are nowhere near the usual: those are
    /// no tail, and are let in up to where a twentieth of the rows would have to be to move it so far.
    /// </summary>
    private double Upper(double[] quantiles)
    {
        var (middle, usual) = (quantiles[50], quantiles[98]);
        if (file.Metric.Form != MetricForm.Mean || file.Timeline?.Episode is not { } episode)
            return usual;
        var rise = episode.Observed - episode.Expected;
        return rise > 0.5 * (usual - middle) ? Math.Max(usual, middle + 20 * rise) : usual;
    }
}
