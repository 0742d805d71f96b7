using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What the shape of a predicate says about the rows that it joins.</summary>
internal static class JoinPredicates
{
    /// <summary>It holds of all or nearly all pairs of rows, whatever they are.</summary>
    public static bool SaysNothing(Expression predicate) =>
        predicate switch
        {
            Expression.Unary or Expression.Is or Expression.Binary { Operator: BinaryOperator.NotEqual } => true,
            Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } both
                when FewValues.Has(both.Left) && FewValues.Has(both.Right) => true,
            // a.x + b.x = b.x + a.x looks at the same columns on both sides.
            Expression.Binary { Operator: BinaryOperator.Equal, Left: not Expression.Column } same when NamesAlike(same.Left, same.Right) =>
                true,
            // x IN (x, y) holds wherever there is an x.
            Expression.InList { Value: Expression.Column sought, Items: var items } when items.Contains(sought) => true,
            Expression.Quantified
            {
                Quantifier: Quantifier.Any,
                Left: Expression.Column sought,
                Right: Expression.Array { Elements: var any }
            } when any.Contains(sought) => true,
            // (a.x = b.x) IN (TRUE, FALSE) holds of all rows.
            Expression.InList { Value: Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } } =>
                true,
            Expression.Case choice => choice.Whens.All(w => IsTrue(w.Result)) && choice.Else is { } otherwise && IsTrue(otherwise),
            // A sum or a text is a number that is taken for true: hardly a predicate.
            Expression.Binary { Operator: < BinaryOperator.Equal or (>= BinaryOperator.BitAnd and <= BinaryOperator.PathArrowText) } =>
                true,
            // a.n + b.n + c.n > 0 holds of nearly all rows.
            Expression.Binary { Operator: >= BinaryOperator.Less and <= BinaryOperator.GreaterOrEqual } sum => IsSum(sum.Left)
                && Constants.Of(sum.Right) is not null
                || IsSum(sum.Right) && Constants.Of(sum.Left) is not null,
            _ => false,
        };

    /// <summary>It leaves a large part of all pairs: one inequality, a negation, a text of both that is like a written pattern.</summary>
    public static bool IsOneSided(Expression predicate) =>
        predicate switch
        {
            Expression.Binary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } less => !IsDistance(less.Left, less.Right),
            Expression.Binary { Operator: BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } more => !IsDistance(
                more.Right,
                more.Left
            ),
            Expression.Binary { Operator: BinaryOperator.NotRegexMatch or BinaryOperator.NotRegexMatchIgnoreCase } => true,
            Expression.IsDistinct { Negated: false } => true,
            Expression.Quantified { Operator: "<" or "<=" or ">" or ">=" or "<>" or "!=" } => true,
            Expression.Between { Negated: true } or Expression.InList { Negated: true } or Expression.InQuery { Negated: true } => true,
            Expression.Like like => like.Negated || like.Pattern is Expression.String,
            _ => false,
        };

    /// <summary>The smaller and the larger side of an inequality.</summary>
    public static (Expression Low, Expression High)? Ordered(Expression predicate) =>
        predicate switch
        {
            Expression.Binary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } less => (less.Left, less.Right),
            Expression.Binary { Operator: BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } more => (more.Right, more.Left),
            _ => null,
        };

    /// <summary><c>abs(a.at - b.at) &lt; 300</c>: at most so far from each other.</summary>
    private static bool IsDistance(Expression measured, Expression bound) =>
        measured is Expression.FunctionCall && Constants.Of(bound) is not null;

    private static bool NamesAlike(Expression left, Expression right)
    {
        var names = ColumnsOf(left);
        return names.Count > 1 && names.SetEquals(ColumnsOf(right));
    }

    private static HashSet<Expression> ColumnsOf(Expression side) => [.. SqlTree.DescendantsAndSelf(side).OfType<Expression.Column>()];

    private static bool IsTrue(Expression value) =>
        value is Expression.Boolean { Value: true } || Constants.NumberOf(value) is not (null or 0);

    private static bool IsSum(Expression side) =>
        side is Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Multiply or BinaryOperator.Concat };
}
