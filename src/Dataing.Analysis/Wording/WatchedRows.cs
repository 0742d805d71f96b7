using Dataing.Core.Findings;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Wording;

/// <summary>The rows that the monitor looks at, as the conditions of a scope.</summary>
internal static class WatchedRows
{
    /// <summary>Empty when it looks at all rows, or at rows that a conjunction of plain conditions cannot name.</summary>
    public static IReadOnlyList<ScopeCondition> Of(Expression? filter)
    {
        var parts = filter is Expression.Logical { Operator: LogicalOperator.And, Terms: var terms }
            ? terms.Select(Of1)
            : [filter is null ? null : Of1(filter)];
        var conditions = parts.ToList();
        return conditions.Contains(null) ? [] : [.. conditions.OfType<ScopeCondition>()];
    }

    private static ScopeCondition? Of1(Expression condition) =>
        condition switch
        {
            Expression.Binary { Left: Expression.Column column, Operator: var op, Right: var right }
                when Sign(op) is { } sign && Literal(right) is { } value => new(column.Last.Text, sign, value),
            Expression.Is { Value: Expression.Column column, Test: IsTest.Null, Negated: var isNot } => new(
                column.Last.Text,
                isNot ? "is_not_null" : "is_null",
                null
            ),
            Expression.InList { Value: Expression.Column column, Negated: false, Items: var items }
                when items.All(i => Literal(i) is not null) => new(column.Last.Text, "in", items.Select(Literal).ToList()),
            _ => null,
        };

    private static string? Sign(BinaryOperator op) =>
        op switch
        {
            BinaryOperator.Equal => "=",
            BinaryOperator.NotEqual => "!=",
            BinaryOperator.Less => "<",
            BinaryOperator.LessOrEqual => "<=",
            BinaryOperator.Greater => ">",
            BinaryOperator.GreaterOrEqual => ">=",
            _ => null,
        };

    private static object? Literal(Expression expression) =>
        expression switch
        {
            Expression.String text => text.Value,
            Expression.Number number => Queries.Cell.Number(number.Text),
            Expression.Boolean flag => flag.Value,
            _ => null,
        };
}
