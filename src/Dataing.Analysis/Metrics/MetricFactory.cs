using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
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

    public Metric Nulls(string column) => Rate(Subject.Nulls, $"null rate of {table.Name.Name}.{column}", [column], Of(column).IsNull());

    public Metric Share(string column, string value) =>
        Rate(
            Subject.Share,
            $"share of '{value}' in {table.Name.Name}.{column}",
            [column],
            Term.All(Of(column).IsNotNull(), Is(column, value))
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
            Term.All(Of(column).IsNotNull(), Comparable(column).NotIn(accepted.Select(a => Literal(column, a))))
        ) with
        {
            Values = accepted,
        };

    /// <summary>Values outside given bounds.</summary>
    public Metric OutOfRange(string column, double? low, double? high)
    {
        var value = Of(column);
        var bounds = new[] { low is { } l ? value.LessThan(Term.Number(l)) : null, high is { } h ? value.MoreThan(Term.Number(h)) : null };
        return Rate(
            Subject.Invalid,
            $"share of {table.Name.Name}.{column} out of range",
            [column],
            Term.All(value.IsNotNull(), Term.Any([.. bounds.OfType<Expression>()]))
        );
    }

    public Metric Malformed(string column, string pattern, Expression mismatch) =>
        Rate(
            Subject.Malformed,
            $"share of {table.Name.Name}.{column} that does not match {pattern}",
            [column],
            Term.All(Of(column).IsNotNull(), mismatch)
        );

    public Metric Length(string column)
    {
        // Only texts have a length in every engine: a postal code that is kept as a number is as long as it is written.
        var text = table.FindColumn(column) is { Type: LogicalType.String } ? Of(column) : Of(column).ToText();
        var length = Term.Call(dialect.Family == DialectFamily.SqlServer ? "LEN" : "LENGTH", text);
        return Averaged(Subject.Length, $"mean length of {table.Name.Name}.{column}", "characters", column, length);
    }

    public Metric Mean(string column) => Averaged(Subject.Mean, $"mean of {table.Name.Name}.{column}", "", column, Ask.Real(Of(column)));

    /// <summary>The mean with values beyond two bounds counted as the bounds.</summary>
    public Metric ClippedMean(string column, double low, double high)
    {
        var value = Ask.Real(Of(column));
        var clipped = Term.Case()
            .When([(value.MoreThan(Term.Number(high)), Term.Number(high)), (value.LessThan(Term.Number(low)), Term.Number(low))])
            .Else(value);
        return Averaged(Subject.Mean, $"clipped mean of {table.Name.Name}.{column}", "", column, clipped);
    }

    /// <summary>The mean logarithm of a number, with its ends clipped: what is multiplied moves by as much wherever it is large or small.</summary>
    public Metric LogMean(string column, double low, double high)
    {
        var value = Ask.Real(Of(column));
        Expression Log(Expression number) => Term.Call(dialect.Family == DialectFamily.SqlServer ? "log" : "ln", number);
        var clipped = Term.Case()
            .When([
                (value.IsNull(), Term.Null),
                (value.MoreThan(Term.Number(high)), Term.Number(Math.Log(high))),
                (value.LessThan(Term.Number(low)), Term.Number(Math.Log(low))),
            ])
            .Else(Log(value));
        return Averaged(Subject.Mean, $"mean logarithm of {table.Name.Name}.{column}", "", column, clipped) with { IsLogarithm = true };
    }

    /// <summary>The share of values that have no more than so many decimals.</summary>
    public Metric Rounded(string column, int decimals)
    {
        var value = Of(column);
        return Rate(
            Subject.Custom,
            $"share of {table.Name.Name}.{column} with {(decimals == 0 ? "no" : $"at most {decimals}")} decimals",
            [column],
            Term.All(value.IsNotNull(), Decimals.AtMost(value, decimals))
        );
    }

    /// <summary>The mean of what values are worth, by the bin that they fall in.</summary>
    /// <param name="column">The number.</param>
    /// <param name="scores">Upper bounds, ascending, each with what the values below are worth; the last has none.</param>
    public Metric Scored(string column, IReadOnlyList<(double? Below, double Score)> scores)
    {
        var value = Ask.Real(Of(column));
        var worth = Term.Case()
            .When(
                scores
                    .Where(s => s.Below is not null)
                    .Select(s => (value.LessThan(Term.Number(s.Below ?? 0)), Term.Number(s.Score)))
                    .Prepend((value.IsNull(), Term.Zero))
            )
            .Else(Term.Number(scores[^1].Score));
        return Averaged(Subject.Mean, $"likeness of {table.Name.Name}.{column} to its values in the incident", "", column, worth);
    }

    /// <summary>The mean seconds from event to load.</summary>
    public Metric Lag(TimeAxis happened, TimeAxis loaded) =>
        Averaged(
            Subject.Mean,
            $"mean lag from {happened.Column} to {loaded.Column}",
            "seconds",
            loaded.Column,
            loaded.Seconds().Minus(happened.Seconds())
        ) with
        {
            // Made of both: rows cut by the hours of either would be cut by the lag itself.
            Columns = [loaded.Column, happened.Column],
        };

    public Metric Total(string column)
    {
        var value = Term.Coalesce(Ask.Real(Of(column)), Term.Zero);
        return Averaged(Subject.Total, $"sum of {table.Name.Name}.{column}", "", column, Ask.Real(Of(column))) with
        {
            Form = MetricForm.Sum,
            Numerator = value,
        };
    }

    /// <summary>The share of rows beyond a bound: the additive reading of a minimum, maximum or quantile.</summary>
    public Metric Tail(MeasuredValue measured, double bound, bool above, string name, Expression? native)
    {
        var value = measured.Value;
        var beyond = above ? value.MoreThan(Term.Number(bound)) : value.LessThan(Term.Number(bound));
        return Rate(Subject.Tail, name, measured.Columns, Term.All(value.IsNotNull(), beyond)) with
        {
            Denominator = Term.Flag(value.IsNotNull()),
            Bound = bound,
            Native = native,
            Measured = measured,
            Unit = "",
            Watched = $"share of {measured.Name} {(above ? "above" : "below")} {Figures.Number(bound)}",
        };
    }

    /// <summary>The share of dates that lie before the first, or after the last, that there was.</summary>
    public Metric DatesBeyond(TimeAxis dated, Expression beyond, string name, Expression native) =>
        Rate(Subject.Invalid, name, [dated.Column], Term.All(dated.Value.IsNotNull(), beyond)) with
        {
            Native = native,
        };

    /// <summary>The share of rows loaded later than a bound after their event.</summary>
    public Metric Lateness(TimeAxis happened, TimeAxis loaded, double bound) =>
        Rate(
            Subject.Lateness,
            $"share of rows of {table.Name.Name} loaded ({loaded.Column}) more than {Spans.Words(bound)} after {happened.Column}",
            [loaded.Column],
            loaded.Seconds().Minus(happened.Seconds()).MoreThan(Term.Number(bound))
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
        var (late, early) = (Ask.Real(hour).AtLeast(Term.Number(from)), Ask.Real(hour).LessThan(Term.Number(to)));
        return Rate(
            Subject.Custom,
            $"share of rows of {table.Name.Name} whose {column} is between {from:00}:00 and {to:00}:00",
            [column],
            from < to ? Term.All(late, early) : Term.Any(late, early)
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
        return Rate(Subject.Duplicates, name, key, isCopy) with
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
        return Rate(
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
        return Rows() with
        {
            Subject = Subject.Distinct,
            Name = $"distinct values of {table.Name.Name}.{column}",
            Unit = "values",
            From = Relation.Derived(rows, Ask.Rows),
            Numerator = Term.Flag(first),
            Columns = [column],
        };
    }

    /// <summary>A column's value compared as the alert's text spells it.</summary>
    public Expression Is(string column, string value) => Comparable(column).EqualTo(Literal(column, value));

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
            Denominator = Term.Flag(Of(column).IsNotNull()),
            Squared = Term.Coalesce(value.Times(value), Term.Zero),
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

    private static Expression Gap(TimeAxis time) => Term.Max(time.Seconds()).Minus(Term.Min(time.Seconds()));

    private static Expression Of(string column) => Term.Column(Ask.Rows, column);

    private Expression Comparable(string column) =>
        table.FindColumn(column) is { } c && (ColumnTraits.IsNumber(c) || c.Type is LogicalType.Boolean or LogicalType.String)
            ? Of(column)
            : Of(column).ToText();

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
