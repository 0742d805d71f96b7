using Dataing.Analysis.Queries;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>
/// A mean or total over the rows of a condition alone: AVG(CASE WHEN c THEN x END), SUM(CASE WHEN c THEN x ELSE 0 END), AVG(x) FILTER (WHERE c).
/// The rows outside the condition are no part of what is measured, so they must not be searched either.
/// </summary>
internal sealed record ConditionalAggregate(Expression Plain, Expression Condition)
{
    /// <summary>Null when the expression is over all rows, or counts them.</summary>
    public static ConditionalAggregate? Of(Expression expression)
    {
        if (
            Ratio.Bare(expression)
            is not Expression.FunctionCall { Over: null, Distinct: false, Arguments: [{ Value: var argument } only] } call
        )
            return null;
        var name = call.Name.Last.Text.ToUpperInvariant();
        if (name is not ("AVG" or "MEAN" or "SUM" or "TOTAL"))
            return null;
        if (call.Filter is { } filter)
            return argument is Expression.Column ? new(call with { Filter = null }, filter) : null;
        if (
            Ratio.Bare(argument) is not Expression.Case { Operand: null, Whens: [{ Result: Expression.Column value } when], Else: var rest }
        )
            return null;
        var isNothing = rest is null or Expression.Null || name is "SUM" or "TOTAL" && rest is Expression.Number { Text: "0" or "0.0" };
        return isNothing ? new(call with { Arguments = [only with { Value = value }] }, when.Condition) : null;
    }

    /// <summary>The condition over the watched rows.</summary>
    public Expression Filter => Qualified.Over(Condition, Ask.Rows);
}
