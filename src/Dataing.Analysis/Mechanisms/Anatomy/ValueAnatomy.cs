using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms.Anatomy;

/// <summary>One value of the measured column: how many accused rows have it before and in the incident window.</summary>
internal sealed record ValueCount(string? Value, double Before, double After);

/// <summary>The most frequent values of the measured column, before and after, in the accused rows.</summary>
internal sealed record ValueAnatomy(string Column, IReadOnlyList<ValueCount> Values, double RowsBefore, double RowsAfter, string EvidenceId)
{
    private const int Most = 400;

    public double ShareBefore(ValueCount v) => RowsBefore > 0 ? v.Before / RowsBefore : 0;

    public double ShareAfter(ValueCount v) => RowsAfter > 0 ? v.After / RowsAfter : 0;

    /// <summary>Values that gained, the largest gain first; NULL is not one.</summary>
    public IReadOnlyList<ValueCount> Risen =>
        [
            .. Values
                .Where(v => v.Value is not null && ShareAfter(v) > ShareBefore(v))
                .OrderByDescending(v => ShareAfter(v) - ShareBefore(v)),
        ];

    public IReadOnlyList<ValueCount> Fallen =>
        [.. Values.Where(v => v.Value is not null && ShareAfter(v) < ShareBefore(v)).OrderBy(v => ShareAfter(v) - ShareBefore(v))];

    /// <summary>True when nearly every value is its own: single values say nothing, only their form does.</summary>
    public bool IsFree => RowsBefore > 0 && Values.Where(v => v.Value is not null).Sum(v => v.Before) < 0.5 * RowsBefore;

    /// <summary>Values hardly ever seen before.</summary>
    public IReadOnlyList<ValueCount> New =>
        [.. Values.Where(v => v.Value is not null && v.After > (IsFree ? 0 : 2) && ShareBefore(v) < 0.02 * ShareAfter(v))];

    public double NewShare => New.Sum(ShareAfter);

    /// <summary>Of two values that are all there is and that took each other's shares, the one that fell; null when that is not so.</summary>
    public ValueCount? Swapped =>
        Values.Where(v => v.Value is not null).ToArray() is [var a, var b]
        && Math.Abs(ShareBefore(a) - ShareAfter(b)) < 0.3 * Math.Abs(ShareAfter(a) - ShareBefore(a))
        && Math.Abs(ShareAfter(a) - ShareBefore(a)) > 0.05
            ? ShareAfter(a) < ShareBefore(a)
                ? a
                : b
            : null;

    public static async Task<ValueAnatomy?> ReadAsync(Incident incident, string asker, CancellationToken cancellationToken)
    {
        if (incident.MeasuredColumn is not { } column)
            return null;
        var value = Term.Column(Ask.Rows, column.Name);
        var text = ColumnTraits.IsText(column) ? value : value.ToText();
        var after = Term.CountWhere(incident.During);
        var before = Term.CountWhere(incident.Before);
        var grouped = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Inside, incident.Periods.Any(incident.Time)))
            .Select(text.As("value"), before.As("before_n"), after.As("after_n"))
            .GroupBy([text])
            .ToQuery();
        var (b, a) = (Term.Column("v", "before_n"), Term.Column("v", "after_n"));
        var ranked = SelectBuilder
            .From(Relation.Derived(grouped, "v"))
            .Select(
                Term.Column("v", "value").As("value"),
                b.As("before_n"),
                a.As("after_n"),
                Totals(Term.Call("sum", b)).As("before_all"),
                Totals(Term.Call("sum", a)).As("after_all"),
                Ranked(b).As("before_rank"),
                Ranked(a).As("after_rank")
            )
            .ToQuery();
        string[] kept = ["value", "before_n", "after_n", "before_all", "after_all"];
        var often = Term.Number(Most / 2);
        var query = SelectBuilder
            .From(Relation.Derived(ranked, "w"))
            .Where(Term.Any(Term.Column("w", "before_rank").AtMost(often), Term.Column("w", "after_rank").AtMost(often)))
            .Select([.. kept.Select(k => Term.Column("w", k).As(k))])
            .OrderBy(Term.Column("after_n").Descending(), Term.Column("before_n").Ascending(), Term.Column("value").Ascending())
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(asker, $"values of {column.Name} before and after", query, cancellationToken);
        if (answer is null || answer.Rows.Count == 0)
            return null;
        var values = answer.Rows.Select(r => new ValueCount(Cell.Text(r[0]), Cell.Real(r[1]), Cell.Real(r[2]))).ToList();
        return new ValueAnatomy(column.Name, values, Cell.Real(answer.Rows[0][3]), Cell.Real(answer.Rows[0][4]), answer.Id);
    }

    /// <summary>The place among all values, the most frequent first, on one side alone.</summary>
    private static Expression Ranked(Expression count) =>
        Term.Call("row_number") with
        {
            Over = new Over(
                null,
                new WindowSpecification
                {
                    OrderBy = [new OrderItem(count, SortDirection.Descending), new OrderItem(Term.Column("v", "value"))],
                }
            ),
        };

    private static Expression Totals(Expression.FunctionCall sum) => sum with { Over = new Over(null, new WindowSpecification()) };
}
