using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Makes the additive form of each kind of metric over one table.</summary>
internal sealed class MetricFactory(TableSchema table, SqlDialect dialect)
{
    private TableSource Plain => Ask.Table(table.Name, Ask.Rows);

    public Metric Rows() =>
        new()
        {
            Table = table,
            Subject = Subject.Rows,
            Form = MetricForm.Count,
            Name = $"row count of {table.Name.Name}",
            Unit = "rows",
            From = Plain,
            Numerator = Term.One,
            Denominator = Term.One,
        };

    public Metric Nulls(string column) =>
        Rate(Subject.Nulls, $"null rate of {table.Name.Name}.{column}", [column], Term.IsNull(Of(column)));

    public Metric Share(string column, string value) =>
        Rate(
            Subject.Share,
            $"share of '{value}' in {table.Name.Name}.{column}",
            [column],
            Term.And(Term.IsNotNull(Of(column)), Is(column, value))
        ) with
        {
            Values = [value],
        };

    /// <summary>Rows whose value is none of the accepted ones; a NULL is not a value.</summary>
    public Metric Invalid(string column, IReadOnlyList<string> accepted) =>
        Rate(
            Subject.Invalid,
            $"share of unexpected values in {table.Name.Name}.{column}",
            [column],
            Term.And(Term.IsNotNull(Of(column)), Term.NotIn(Comparable(column), accepted.Select(a => Literal(column, a))))
        ) with
        {
            Values = accepted,
        };

    /// <summary>Values outside given bounds.</summary>
    public Metric OutOfRange(string column, double? low, double? high)
    {
        var value = Of(column);
        var bounds = new[]
        {
            low is { } l ? Term.Less(value, Term.Number(l)) : null,
            high is { } h ? Term.Greater(value, Term.Number(h)) : null,
        };
        return Rate(
            Subject.Invalid,
            $"share of {table.Name.Name}.{column} out of range",
            [column],
            Term.And(Term.IsNotNull(value), Term.Or([.. bounds.OfType<Expression>()]))
        );
    }

    public Metric Malformed(string column, string pattern, Expression mismatch) =>
        Rate(
            Subject.Malformed,
            $"share of {table.Name.Name}.{column} that does not match {pattern}",
            [column],
            Term.And(Term.IsNotNull(Of(column)), mismatch)
        );

    public Metric Length(string column)
    {
        var length = Term.Call(dialect.Family == DialectFamily.SqlServer ? "LEN" : "LENGTH", Of(column));
        return Averaged(Subject.Length, $"mean length of {table.Name.Name}.{column}", "characters", column, length);
    }

    public Metric Mean(string column) => Averaged(Subject.Mean, $"mean of {table.Name.Name}.{column}", "", column, Term.Real(Of(column)));

    /// <summary>The mean with values beyond two bounds counted as the bounds.</summary>
    public Metric ClippedMean(string column, double low, double high)
    {
        var value = Term.Real(Of(column));
        var clipped = Term.Cases(
            [(Term.Greater(value, Term.Number(high)), Term.Number(high)), (Term.Less(value, Term.Number(low)), Term.Number(low))],
            value
        );
        return Averaged(Subject.Mean, $"clipped mean of {table.Name.Name}.{column}", "", column, clipped);
    }

    /// <summary>The share of values that have no more than so many decimals.</summary>
    public Metric Rounded(string column, int decimals)
    {
        var value = Of(column);
        return Rate(
            Subject.Custom,
            $"share of {table.Name.Name}.{column} with {(decimals == 0 ? "no" : $"at most {decimals}")} decimals",
            [column],
            Term.And(Term.IsNotNull(value), Decimals.AtMost(value, decimals))
        );
    }

    /// <summary>The mean of what values are worth, by the bin that they fall in.</summary>
    /// <param name="column">The number.</param>
    /// <param name="scores">Upper bounds, ascending, each with what the values below are worth; the last has none.</param>
    public Metric Scored(string column, IReadOnlyList<(double? Below, double Score)> scores)
    {
        var value = Term.Real(Of(column));
        var worth = Term.Cases(
            scores
                .Where(s => s.Below is not null)
                .Select(s => (Term.Less(value, Term.Number(s.Below ?? 0)), Term.Number(s.Score)))
                .Prepend((Term.IsNull(value), Term.Zero)),
            Term.Number(scores[^1].Score)
        );
        return Averaged(Subject.Mean, $"likeness of {table.Name.Name}.{column} to its values in the incident", "", column, worth);
    }

    /// <summary>The mean seconds from event to load.</summary>
    public Metric Lag(TimeAxis happened, TimeAxis loaded) =>
        Averaged(
            Subject.Mean,
            $"mean lag from {happened.Column} to {loaded.Column}",
            "seconds",
            loaded.Column,
            Term.Subtract(loaded.Seconds(), happened.Seconds())
        ) with
        {
            // Made of both: rows cut by the hours of either would be cut by the lag itself.
            Columns = [loaded.Column, happened.Column],
        };

    public Metric Total(string column)
    {
        var value = Term.Coalesce(Term.Real(Of(column)), Term.Zero);
        return Averaged(Subject.Total, $"sum of {table.Name.Name}.{column}", "", column, Term.Real(Of(column))) with
        {
            Form = MetricForm.Sum,
            Numerator = value,
        };
    }

    /// <summary>The share of rows beyond a bound: the additive reading of a minimum, maximum or quantile.</summary>
    public Metric Tail(string column, double bound, bool above, string name, Expression? native) =>
        Rate(
            Subject.Tail,
            name,
            [column],
            Term.And(
                Term.IsNotNull(Of(column)),
                above ? Term.Greater(Of(column), Term.Number(bound)) : Term.Less(Of(column), Term.Number(bound))
            )
        ) with
        {
            Denominator = Term.Flag(Term.IsNotNull(Of(column))),
            Bound = bound,
            Native = native,
            Unit = "",
        };

    /// <summary>The share of dates that lie before the first, or after the last, that there was.</summary>
    public Metric DatesBeyond(TimeAxis dated, Expression beyond, string name, Expression native) =>
        Rate(Subject.Invalid, name, [dated.Column], Term.And(Term.IsNotNull(dated.Value), beyond)) with
        {
            Native = native,
        };

    /// <summary>The share of rows loaded later than a bound after their event.</summary>
    public Metric Lateness(TimeAxis happened, TimeAxis loaded, double bound) =>
        Rate(
            Subject.Lateness,
            $"share of rows of {table.Name.Name} loaded ({loaded.Column}) more than {Spans.Words(bound)} after {happened.Column}",
            [loaded.Column],
            Term.Greater(Term.Subtract(loaded.Seconds(), happened.Seconds()), Term.Number(bound))
        ) with
        {
            Bound = bound,
        };

    /// <summary>The share of rows in a part of the day: where times move by hours, it moves.</summary>
    /// <param name="hour">The hour of the day, 0 to 23.</param>
    /// <param name="from">First hour of the part.</param>
    /// <param name="to">First hour after it; less than <paramref name="from"/> when the part goes over midnight.</param>
    public Metric PartOfDay(string column, Expression hour, int from, int to)
    {
        var (late, early) = (Term.AtLeast(Term.Real(hour), Term.Number(from)), Term.Less(Term.Real(hour), Term.Number(to)));
        return Rate(
            Subject.Custom,
            $"share of rows of {table.Name.Name} whose {column} is between {from:00}:00 and {to:00}:00",
            [column],
            from < to ? Term.And(late, early) : Term.Or(late, early)
        );
    }

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
        var repeated = Ask.Select(
                Ask.Table(table.Name, "k"),
                Term.AllOf(inner.Select(Term.IsNotNull)),
                [
                    .. inner.Select((k, i) => k.As($"key_{i}")),
                    Term.Count().As("copies"),
                    .. moment is null ? [] : new[] { Term.Min(moment).As("first_at"), Term.Max(moment).As("last_at") },
                    .. time is null || within is null ? [] : new[] { Gap(time with { Source = "k" }).As("gap") },
                ]
            )
            .GroupedBy(inner)
            .Having(Term.Greater(Term.Count(), Term.One))
            .ToQuery();
        var matches = Term.AllOf(own.Select((k, i) => Term.Equal(k, Term.Column("d", $"key_{i}"))));
        var copies = Term.Column("d", "copies");
        var isCopy = Term.IsNotNull(copies);
        var even = Term.Divide(Term.Subtract(Term.Real(copies), Term.One), Term.Real(copies));
        var name = $"duplicates on {table.Name.Name}.{string.Join(", ", key)}";
        return Rate(Subject.Duplicates, name, key, isCopy) with
        {
            From = Ask.LeftJoin(Plain, Ask.Derived(repeated, "d"), matches ?? Term.Equal(Term.One, Term.One)),
            Numerator =
                time is null || moment is null
                    ? Term.When(isCopy, even, Term.Zero)
                    : Term.Cases(
                        [
                            .. within is { } near
                                ?
                                [
                                    (
                                        Term.And(isCopy, Term.LessOrEqual(Term.Column("d", "gap"), Term.Number(near.TotalSeconds))),
                                        Term.Real(Term.One)
                                    ),
                                ]
                                : Array.Empty<(Expression, Expression)>(),
                            (Term.And(isCopy, Term.Equal(Term.Column("d", "first_at"), Term.Column("d", "last_at"))), even),
                            (Term.And(isCopy, Term.Greater(time.Value, Term.Column("d", "first_at"))), Term.Real(Term.One)),
                        ],
                        Term.Zero
                    ),
        };
    }

    /// <summary>The share of rows whose reference finds no parent.</summary>
    public Metric Orphans(string column, TableSchema parent, string key)
    {
        var keys = Ask.Select(Ask.Table(parent.Name, "p"), Term.IsNotNull(Term.Column("p", key)), Term.Column("p", key).As("parent_key"))
            .GroupedBy([Term.Column("p", key)])
            .ToQuery();
        var match = Term.Column("p", "parent_key");
        return Rate(
            Subject.Orphans,
            $"share of {table.Name.Name}.{column} without a match in {parent.Name.Name}.{key}",
            [column],
            Term.And(Term.IsNotNull(Of(column)), Term.IsNull(match))
        ) with
        {
            From = Ask.LeftJoin(Plain, Ask.Derived(keys, "p"), Term.Equal(Of(column), match)),
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
        var rows = Ask.Select(
                Ask.Table(table.Name, "b"),
                null,
                new SelectItem(new Expression.Star(new ObjectName([Term.Exact("b")]))),
                Term.Windowed("ROW_NUMBER", partition, order).As("dataing_turn")
            )
            .ToQuery();
        var first = Term.And(Term.Equal(Term.Column(Ask.Rows, "dataing_turn"), Term.One), Term.IsNotNull(Of(column)));
        return Rows() with
        {
            Subject = Subject.Distinct,
            Name = $"distinct values of {table.Name.Name}.{column}",
            Unit = "values",
            From = Ask.Derived(rows, Ask.Rows),
            Numerator = Term.Flag(first),
            Columns = [column],
        };
    }

    /// <summary>A column's value compared as the alert's text spells it.</summary>
    public Expression Is(string column, string value) => Term.Equal(Comparable(column), Literal(column, value));

    private Metric Averaged(Subject subject, string name, string unit, string column, Expression value) =>
        new()
        {
            Table = table,
            Subject = subject,
            Form = MetricForm.Mean,
            Name = name,
            Unit = unit,
            From = Plain,
            Numerator = Term.Coalesce(value, Term.Zero),
            Denominator = Term.Flag(Term.IsNotNull(Of(column))),
            Squared = Term.Coalesce(Term.Multiply(value, value), Term.Zero),
            Columns = [column],
        };

    private Metric Rate(Subject subject, string name, IReadOnlyList<string> columns, Expression bad) =>
        new()
        {
            Table = table,
            Subject = subject,
            Form = MetricForm.Rate,
            Name = name,
            Unit = "fraction",
            From = Plain,
            Numerator = Term.Flag(bad),
            Denominator = Term.One,
            Bad = bad,
            Columns = columns,
        };

    private static Expression Gap(TimeAxis time) => Term.Subtract(Term.Max(time.Seconds()), Term.Min(time.Seconds()));

    private static Expression Of(string column) => Term.Column(Ask.Rows, column);

    private Expression Comparable(string column) =>
        table.FindColumn(column) is { } c && (ColumnTraits.IsNumber(c) || c.Type is LogicalType.Boolean or LogicalType.String)
            ? Of(column)
            : Term.AsText(Of(column));

    private Expression Literal(string column, string value) =>
        table.FindColumn(column) switch
        {
            { Type: LogicalType.Boolean } when dialect.Family != DialectFamily.Sqlite => new Expression.Boolean(
                value.Equals("true", StringComparison.OrdinalIgnoreCase) || value is "1" or "t"
            ),
            { Type: LogicalType.Boolean } => value.Equals("true", StringComparison.OrdinalIgnoreCase) || value is "1" or "t"
                ? Term.One
                : Term.Zero,
            { } c
                when ColumnTraits.IsNumber(c)
                    && double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) => Term.Number(number),
            _ => Term.Text(value),
        };
}
