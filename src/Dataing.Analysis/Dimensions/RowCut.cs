using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>The questions that cut the rows of the compared periods: by one dimension each, and by several at once.</summary>
internal sealed class RowCut(Interview interview, Metric metric, TimeAxis time, Periods periods)
{
    private const string Phase = "profile";
    private const string Cut = "cut";

    /// <summary>Every dimension by itself: dimension number, value, period, rows, numerator, denominator, squares.</summary>
    public Task<Answer?> OneByOneAsync(IReadOnlyList<Dimension> dimensions, double leastRows, CancellationToken cancellationToken)
    {
        var rows = new CommonTable(Term.Name(Cut), [], Rows(dimensions)) { Materialization = Kept };
        var parts = dimensions.Select(
            (d, i) =>
            {
                var select = SelectBuilder
                    .From(Cut, "c")
                    .Select([
                        Term.Number(i).As("dimension"),
                        Term.Column("c", $"d{i}").As("value"),
                        Term.Column("c", "period").As("period"),
                        .. Sums("c"),
                    ])
                    .GroupBy([Term.Column("c", $"d{i}"), Term.Column("c", "period")]);
                return (leastRows > 1 ? select.Having(Term.Count().AtLeast(Term.Number(leastRows))) : select);
            }
        );
        var query = SelectBuilder.UnionAll([.. parts]) with { With = new With(false, [rows]) };
        return interview.TryAskAsync(Phase, $"{metric.Name} by each dimension, now and before", query, cancellationToken, 20_000);
    }

    /// <summary>
    /// SQLite would join and filter the rows anew for every dimension. The others see for themselves that they are read more than once, or have
    /// no word for it.
    /// </summary>
    private Materialization Kept =>
        interview.Dialect.Family == DialectFamily.Sqlite ? Materialization.Materialized : Materialization.Unsaid;

    /// <summary>All dimensions at once: their values, then period, rows, numerator, denominator, squares.</summary>
    public Task<Answer?> LeavesAsync(IReadOnlyList<Dimension> dimensions, CancellationToken cancellationToken)
    {
        Expression[] keys = [.. dimensions.Select((_, i) => Term.Column("c", $"d{i}")), Term.Column("c", "period")];
        var query = SelectBuilder
            .From(Relation.Derived(Rows(dimensions), "c"))
            .Select([.. keys.Select((k, i) => k.As(i < dimensions.Count ? $"d{i}" : "period")), .. Sums("c")])
            .GroupBy(keys)
            .ToQuery();
        var names = string.Join(", ", dimensions.Select(d => d.Name));
        return interview.TryAskAsync(Phase, $"{metric.Name} by {names}, now and before", query, cancellationToken, 100_000);
    }

    private Query Rows(IReadOnlyList<Dimension> dimensions)
    {
        var from = dimensions
            .Select(d => d.Parent)
            .OfType<ParentJoin>()
            .SelectMany(p => p.Chain)
            .DistinctBy(p => p.Alias)
            .Aggregate(metric.From, (rows, p) => p.To(rows));
        return SelectBuilder
            .From(from)
            .Where(Term.AllOf(metric.Filter, periods.Any(time)))
            .Select([
                .. dimensions.Select((d, i) => d.Key.As($"d{i}")),
                periods.Number(time).As("period"),
                metric.Numerator.As("above"),
                metric.Denominator.As("below"),
                (metric.Squared ?? Term.Zero).As("squares"),
            ])
            .ToQuery();
    }

    private static IEnumerable<SelectItem> Sums(string source) =>
        [
            Term.Count().As("row_count"),
            Term.Sum(Term.Column(source, "above")).As("above"),
            Term.Sum(Term.Column(source, "below")).As("below"),
            Term.Sum(Term.Column(source, "squares")).As("squares"),
        ];
}
