using System.Globalization;
using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>
/// Recognises the expressions that say in SQL what has a name of its own: <c>AVG(amount)</c> is a mean, the share of rows where a column is
/// NULL a null rate. Every mechanism asks what a metric watches, and an expression must not hide it.
/// </summary>
internal sealed class NamedExpression(TableSchema table, MetricFactory make, TimeAxis? time)
{
    private static readonly string[] Lengths = ["LENGTH", "LEN", "CHAR_LENGTH", "CHARACTER_LENGTH"];

    /// <summary>The named metric that has the expression's value to the digit; null when there is none.</summary>
    public Metric? Same(Expression expression) =>
        Ratio.Bare(expression) switch
        {
            Expression.FunctionCall { Over: null, Filter: null, WithinGroup.Count: 0 } call => Same(call),
            _ => null,
        };

    private Metric? Same(Expression.FunctionCall call)
    {
        var name = call.Name.Last.Text.ToUpperInvariant();
        if (name == "COUNT" && call is { Distinct: false, Arguments: [] or [{ Value: Expression.Star or Expression.Number }] })
            return make.Rows();
        if (call.Arguments is not [{ Value: var argument }])
            return null;
        if (name == "COUNT" && call.Distinct)
            return ColumnOf(argument) is { } counted ? new KeyMetrics(table).Distinct(counted.Name, time) : null;
        if (call.Distinct)
            return null;
        if (ColumnOf(argument) is { } column && ColumnTraits.IsNumber(column))
            return name switch
            {
                "AVG" or "MEAN" => make.Mean(column.Name),
                "SUM" or "TOTAL" => make.Total(column.Name),
                _ => null,
            };
        return
            name is "AVG" or "MEAN"
            && Uncast(argument) is Expression.FunctionCall { Arguments: [{ Value: var measured }] } length
            && Lengths.Contains(length.Name.Last.Text, StringComparer.OrdinalIgnoreCase)
            && ColumnOf(measured) is { } text
            ? make.Length(text.Name)
            : null;
    }

    /// <summary>What a share is the share of; null when the condition says nothing that has a name.</summary>
    public (Subject Subject, string Column, IReadOnlyList<string> Values)? Watched(Expression expression)
    {
        if (Condition(expression) is not { } condition)
            return null;
        switch (condition)
        {
            case Expression.Is { Test: IsTest.Null, Negated: false, Value: var value } when ColumnOf(value) is { } missing:
                return (Subject.Nulls, missing.Name, []);
            case Expression.Binary { Operator: BinaryOperator.Equal } pair
                when (ColumnOf(pair.Left) ?? ColumnOf(pair.Right)) is { } equal
                    && (Literal(pair.Right) ?? Literal(pair.Left)) is { } wanted:
                return ColumnTraits.IsNumber(equal) ? null : (Subject.Share, equal.Name, [wanted]);
            case Expression.InList { Negated: true } list
                when ColumnOf(list.Value) is { } accepted && list.Items.All(i => Literal(i) is not null):
                return (Subject.Invalid, accepted.Name, [.. list.Items.Select(Literal).OfType<string>()]);
        }
        if (ColumnOf(condition) is { Type: LogicalType.Boolean } flag)
            return (Subject.Share, flag.Name, ["true"]);
        return ExpressionMetric.Mentioned(table, condition).ToList() is [var only] && table.FindColumn(only) is { } column
            ? ColumnTraits.IsText(column)
                ? (Subject.Malformed, only, [])
                : ColumnTraits.IsNumber(column)
                    ? (Subject.Custom, only, [])
                    : null
            : null;
    }

    /// <summary>The condition that a share counts, of AVG(CASE …), SUM(CASE …) / COUNT(*), COUNT(*) FILTER (…) / COUNT(*) and their like.</summary>
    private Expression? Condition(Expression expression)
    {
        switch (Ratio.Bare(expression))
        {
            case Expression.Binary { Operator: BinaryOperator.Multiply } product:
                return Literal(product.Left) is not null ? Condition(product.Right)
                    : Literal(product.Right) is not null ? Condition(product.Left)
                    : null;
            case Expression.Binary { Operator: BinaryOperator.Divide } quotient when IsRows(quotient.Right):
                return Counted(quotient.Left);
            case Expression.FunctionCall { Over: null, Filter: null, Distinct: false, Arguments: [{ Value: var argument }] } call
                when call.Name.Last.Text.ToUpperInvariant() is "AVG" or "MEAN":
                return Flag(argument, otherwise: true);
            default:
                return null;
        }
    }

    private Expression? Counted(Expression above)
    {
        switch (Ratio.Bare(above))
        {
            case Expression.Binary { Operator: BinaryOperator.Multiply } product:
                return Literal(product.Left) is not null ? Counted(product.Right)
                    : Literal(product.Right) is not null ? Counted(product.Left)
                    : null;
            case Expression.Binary { Operator: BinaryOperator.Subtract } missing
                when IsRows(missing.Left)
                    && Ratio.Bare(missing.Right)
                        is Expression.FunctionCall
                        {
                            Distinct: false,
                            Filter: null,
                            Over: null,
                            Arguments: [{ Value: Expression.Column filled }]
                        } count
                    && IsCalled(count, "COUNT"):
                return filled.IsNull();
            case Expression.FunctionCall { Filter: { } filter, Over: null, Distinct: false } rows when IsRows(rows with { Filter = null }):
                return filter;
            case Expression.FunctionCall { Over: null, Filter: null, Distinct: false, Arguments: [{ Value: var argument }] } call:
                return IsCalled(call, "COUNT_IF", "COUNTIF") ? argument
                    : IsCalled(call, "SUM") ? Flag(argument, otherwise: false)
                    : IsCalled(call, "COUNT") && argument is Expression.Case { Operand: null, Whens: [var when], Else: null }
                        ? when.Condition
                    : null;
            default:
                return null;
        }
    }

    /// <param name="value">An expression that is 1 where something holds and 0 elsewhere.</param>
    /// <param name="otherwise">True when a missing ELSE would make the value NULL and so leave the row out.</param>
    private Expression? Flag(Expression value, bool otherwise) =>
        Uncast(value) switch
        {
            Expression.Case { Operand: null, Whens: [var when], Else: var rest } => (
                Number(when.Result),
                rest is null ? null : Number(rest)
            ) switch
            {
                (1, 0) => when.Condition,
                (1, null) when rest is null && !otherwise => when.Condition,
                (0, 1) => when.Condition.Not(),
                _ => null,
            },
            Expression.Is test => test,
            Expression.Column column when ColumnOf(column) is { Type: LogicalType.Boolean } => column,
            _ => null,
        };

    private ColumnSchema? ColumnOf(Expression expression) =>
        Uncast(expression) is Expression.Column column ? table.FindColumn(column.Last.Text) : null;

    private static Expression Uncast(Expression expression) => expression is Expression.Cast cast ? Uncast(cast.Value) : expression;

    private static bool IsRows(Expression expression) =>
        Ratio.Bare(expression)
            is Expression.FunctionCall
            {
                Over: null,
                Filter: null,
                Distinct: false,
                Arguments: [] or [{ Value: Expression.Star or Expression.Number }]
            } call
        && IsCalled(call, "COUNT");

    private static bool IsCalled(Expression.FunctionCall call, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (call.Name.Last.Text.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static double? Number(Expression expression) =>
        expression is Expression.Number number ? double.Parse(number.Text, CultureInfo.InvariantCulture) : null;

    private static string? Literal(Expression expression) =>
        expression switch
        {
            Expression.String text => text.Value,
            Expression.Number number => number.Text,
            Expression.Boolean flag => flag.Value ? "true" : "false",
            _ => null,
        };
}
