using Dataing.Sql.Syntax;

namespace Dataing.Sql.Building;

/// <summary>Comparisons and their combination.</summary>
public static class Conditions
{
    public static Expression EqualTo(this Expression left, Expression right) => Compare(left, BinaryOperator.Equal, right);

    public static Expression NotEqualTo(this Expression left, Expression right) => Compare(left, BinaryOperator.NotEqual, right);

    public static Expression LessThan(this Expression left, Expression right) => Compare(left, BinaryOperator.Less, right);

    public static Expression AtMost(this Expression left, Expression right) => Compare(left, BinaryOperator.LessOrEqual, right);

    public static Expression MoreThan(this Expression left, Expression right) => Compare(left, BinaryOperator.Greater, right);

    public static Expression AtLeast(this Expression left, Expression right) => Compare(left, BinaryOperator.GreaterOrEqual, right);

    /// <summary>From <paramref name="low"/> (included) to <paramref name="high"/> (excluded): the right shape for intervals of time.</summary>
    public static Expression Within(this Expression value, Expression low, Expression high) => value.AtLeast(low).And(value.LessThan(high));

    /// <summary>Equal, where NULL equals NULL: for grouping values that may be missing.</summary>
    public static Expression SameAs(this Expression left, Expression right) => new Expression.IsDistinct(left, right, Negated: true);

    /// <summary>Unequal, where NULL differs from every value but NULL.</summary>
    public static Expression DiffersFrom(this Expression left, Expression right) => new Expression.IsDistinct(left, right);

    /// <summary>One of the values. An empty list is FALSE.</summary>
    public static Expression In(this Expression value, IEnumerable<Expression> items)
    {
        var list = items.ToSqlList();
        return list.Count == 0 ? Term.False : new Expression.InList(value, list);
    }

    public static Expression In(this Expression value, SelectBuilder query) => new Expression.InQuery(value, query.ToQuery());

    /// <summary>None of the values; like SQL's NOT IN it is not true for NULL. An empty list is TRUE.</summary>
    public static Expression NotIn(this Expression value, IEnumerable<Expression> items)
    {
        var list = items.ToSqlList();
        return list.Count == 0 ? Term.True : new Expression.InList(value, list, Negated: true);
    }

    public static Expression Like(this Expression value, string pattern) => new Expression.Like(value, LikeKind.Like, Term.Text(pattern));

    public static Expression NotLike(this Expression value, string pattern) =>
        new Expression.Like(value, LikeKind.Like, Term.Text(pattern), Negated: true);

    /// <summary>
    /// The text holds a match of the regular expression, which should keep to what all engines share: classes, groups, alternatives,
    /// anchors, greedy repetition. SQLite calls the function <c>regexp</c>, which its connection must register.
    /// </summary>
    public static Expression Matches(this Expression value, string pattern) => Term.Call("regexp_matches", value, Term.Text(pattern));

    public static Expression IsNull(this Expression value) => new Expression.Is(value, IsTest.Null);

    public static Expression IsNotNull(this Expression value) => new Expression.Is(value, IsTest.Null, Negated: true);

    public static Expression And(this Expression left, Expression right) => Join(LogicalOperator.And, left, right);

    public static Expression Or(this Expression left, Expression right) => Join(LogicalOperator.Or, left, right);

    public static Expression Not(this Expression condition) => new Expression.Unary(UnaryOperator.Not, condition);

    private static Expression.Binary Compare(Expression left, BinaryOperator comparison, Expression right) => new(left, comparison, right);

    private static Expression.Logical Join(LogicalOperator logical, Expression left, Expression right) =>
        left is Expression.Logical chain && chain.Operator == logical
            ? chain with
            {
                Terms = [.. chain.Terms, right],
            }
            : new Expression.Logical(logical, [left, right]);
}
