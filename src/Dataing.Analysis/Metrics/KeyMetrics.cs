using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Makes the metrics of what keys promise: that each names one row, that a reference finds its parent, how many there are.</summary>
internal sealed class KeyMetrics(TableSchema table)
{
    private TableSource Plain => Ask.Table(table.Name, Ask.Rows);

    /// <summary>
    /// The share of extra copies: of n rows with one key, n − 1 are extra. Those that came later than the first are; where all have one time,
    /// they are spread evenly over the n.
    /// </summary>
    public Metric Duplicates(IReadOnlyList<string> key, TimeAxis? time) => Duplicates(key, time, null);

    /// <summary>
    /// The share of rows that share a key: where the rows of a key lie within a span all of them count, for either may be the one that should not
    /// have it; else those that came later than the first.
    /// </summary>
    public Metric Sharing(IReadOnlyList<string> key, TimeAxis time, TimeSpan within) =>
        Duplicates(key, time, within) with
        {
            Name = $"rows of {table.Name.Name} that share a {string.Join(", ", key)}",
        };

    private Metric Duplicates(IReadOnlyList<string> key, TimeAxis? time, TimeSpan? within)
    {
        Expression[] own = [.. key.Select(Of)];
        Expression[] inner = [.. key.Select(k => Term.Column("k", k))];
        var moment = time is null ? null : Term.Column("k", time.Column);
        var repeated = SelectBuilder
            .From(Ask.Table(table.Name, "k"))
            .Where(Term.AllOf(inner.Select(v => v.IsNotNull())))
            .Select([
                .. inner.Select((k, i) => k.As($"key_{i}")),
                Term.Count().As("copies"),
                .. moment is null ? [] : new[] { Term.Min(moment).As("first_at"), Term.Max(moment).As("last_at") },
                .. time is null || within is null ? [] : new[] { Gap(time with { Source = "k" }).As("gap") },
            ])
            .GroupBy(inner)
            .Having(Term.Count().MoreThan(Term.One))
            .ToQuery();
        var matches = Term.AllOf(own.Select((k, i) => k.EqualTo(Term.Column("d", $"key_{i}"))));
        var copies = Term.Column("d", "copies");
        var isCopy = copies.IsNotNull();
        var even = Ask.Real(copies).Minus(Term.One).DividedBy(Ask.Real(copies));
        var name = $"duplicates on {table.Name.Name}.{string.Join(", ", key)}";
        return AdditiveForms.Rate(table, Subject.Duplicates, name, key, isCopy) with
        {
            From = Plain.LeftJoin(Relation.Derived(repeated, "d"), matches ?? Term.One.EqualTo(Term.One)),
            Numerator =
                time is null || moment is null
                    ? Term.Case().When(isCopy, even).Else(Term.Zero)
                    : Term.Case()
                        .When([
                            .. within is { } near
                                ? [(Term.All(isCopy, Term.Column("d", "gap").AtMost(Term.Number(near.TotalSeconds))), Ask.Real(Term.One))]
                                : Array.Empty<(Expression, Expression)>(),
                            (Term.All(isCopy, Term.Column("d", "first_at").EqualTo(Term.Column("d", "last_at"))), even),
                            (Term.All(isCopy, time.Value.MoreThan(Term.Column("d", "first_at"))), Ask.Real(Term.One)),
                        ])
                        .Else(Term.Zero),
        };
    }

    /// <summary>The share of rows whose reference finds no parent.</summary>
    public Metric Orphans(string column, TableSchema parent, string key)
    {
        var keys = SelectBuilder
            .From(Ask.Table(parent.Name, "p"))
            .Where(Term.Column("p", key).IsNotNull())
            .Select(Term.Column("p", key).As("parent_key"))
            .GroupBy([Term.Column("p", key)])
            .ToQuery();
        var match = Term.Column("p", "parent_key");
        return AdditiveForms.Rate(
            table,
            Subject.Orphans,
            $"share of {table.Name.Name}.{column} without a match in {parent.Name.Name}.{key}",
            [column],
            Term.All(Of(column).IsNotNull(), match.IsNull())
        ) with
        {
            From = Plain.LeftJoin(
                Relation.Derived(keys, "p"),
                Reference.Match(table.FindColumn(column), Of(column), parent.FindColumn(key), match)
            ),
            Parent = parent,
            ParentKey = key,
        };
    }

    /// <summary>Distinct values per step: each counts where it is met first within its step.</summary>
    public Metric Distinct(string column, TimeAxis? time)
    {
        var inner = time is null ? null : time with { Source = "b" };
        Expression[] partition = inner is null
            ? [Term.Column("b", column)]
            : [inner.Bucket(Core.Alerts.Grain.Day), Term.Column("b", column)];
        Expression[] order = inner is null ? [Term.Column("b", column)] : [inner.Value];
        var rows = SelectBuilder
            .From(Ask.Table(table.Name, "b"))
            .Select(
                new SelectItem(new Expression.Star(new ObjectName([Term.Name("b")]))),
                Term.Call("row_number").Over(partition, order).As("dataing_turn")
            )
            .ToQuery();
        var first = Term.All(Term.Column(Ask.Rows, "dataing_turn").EqualTo(Term.One), Of(column).IsNotNull());
        return AdditiveForms.Rows(table) with
        {
            Subject = Subject.Distinct,
            Name = $"distinct values of {table.Name.Name}.{column}",
            Unit = "values",
            From = Relation.Derived(rows, Ask.Rows),
            Numerator = Term.Flag(first),
            Columns = [column],
        };
    }

    private static Expression Gap(TimeAxis time) => Term.Max(time.Seconds()).Minus(Term.Min(time.Seconds()));

    private static Expression Of(string column) => Term.Column(Ask.Rows, column);
}
