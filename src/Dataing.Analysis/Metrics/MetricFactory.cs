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

    public Metric Rows() => AdditiveForms.Rows(table);

    public Metric Nulls(string column) =>
        AdditiveForms.Rate(table, Subject.Nulls, $"null rate of {table.Name.Name}.{column}", [column], Of(column).IsNull());

    public Metric Share(string column, string value) =>
        AdditiveForms.Rate(
            table,
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
        AdditiveForms.Rate(
            table,
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
        return AdditiveForms.Rate(
            table,
            Subject.Invalid,
            $"share of {table.Name.Name}.{column} out of range",
            [column],
            Term.All(value.IsNotNull(), Term.Any([.. bounds.OfType<Expression>()]))
        );
    }

    public Metric Malformed(string column, string pattern, Expression mismatch) =>
        AdditiveForms.Rate(
            table,
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
        return AdditiveForms.Averaged(table, Subject.Length, $"mean length of {table.Name.Name}.{column}", "characters", column, length);
    }

    public Metric Mean(string column) =>
        AdditiveForms.Averaged(table, Subject.Mean, $"mean of {table.Name.Name}.{column}", "", column, Ask.Real(Of(column)));

    /// <summary>The mean with values beyond two bounds counted as the bounds.</summary>
    public Metric ClippedMean(string column, double low, double high)
    {
        var value = Ask.Real(Of(column));
        var clipped = Term.Case()
            .When([(value.MoreThan(Term.Number(high)), Term.Number(high)), (value.LessThan(Term.Number(low)), Term.Number(low))])
            .Else(value);
        return AdditiveForms.Averaged(table, Subject.Mean, $"clipped mean of {table.Name.Name}.{column}", "", column, clipped);
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
        return AdditiveForms.Averaged(table, Subject.Mean, $"mean logarithm of {table.Name.Name}.{column}", "", column, clipped) with
        {
            IsLogarithm = true,
        };
    }

    /// <summary>The share of values that have no more than so many decimals.</summary>
    public Metric Rounded(string column, int decimals)
    {
        var value = Of(column);
        return AdditiveForms.Rate(
            table,
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
        return AdditiveForms.Averaged(
            table,
            Subject.Mean,
            $"likeness of {table.Name.Name}.{column} to its values in the incident",
            "",
            column,
            worth
        );
    }

    public Metric Total(string column)
    {
        var value = Term.Coalesce(Ask.Real(Of(column)), Term.Zero);
        return AdditiveForms.Averaged(table, Subject.Total, $"sum of {table.Name.Name}.{column}", "", column, Ask.Real(Of(column))) with
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
        return AdditiveForms.Rate(table, Subject.Tail, name, measured.Columns, Term.All(value.IsNotNull(), beyond)) with
        {
            Denominator = Term.Flag(value.IsNotNull()),
            Bound = bound,
            Native = native,
            Measured = measured,
            Unit = "",
            Watched = $"share of {measured.Name} {(above ? "above" : "below")} {Figures.Number(bound)}",
        };
    }

    /// <summary>A column's value compared as the alert's text spells it.</summary>
    public Expression Is(string column, string value) => Comparable(column).EqualTo(Literal(column, value));

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
