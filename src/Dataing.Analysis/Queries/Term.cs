using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Queries;

/// <summary>The words that the analyst's questions are put together from; each makes a node of the tree.</summary>
internal static class Term
{
    public static Expression.Column Column(string name) => new([Exact(name)]);

    public static Expression.Column Column(string source, string name) => new([Exact(source), Exact(name)]);

    public static Expression.String Text(string value) => new(value);

    public static Expression Number(double value)
    {
        var text = new Expression.Number(Math.Abs(value).ToString("0.##################", CultureInfo.InvariantCulture));
        return value < 0 ? new Expression.Unary(UnaryOperator.Minus, text) : text;
    }

    public static Expression.Null Null { get; } = new();

    public static Expression One { get; } = Number(1);

    public static Expression Zero { get; } = Number(0);

    public static Expression Equal(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Equal, b);

    public static Expression NotEqual(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.NotEqual, b);

    public static Expression Less(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Less, b);

    public static Expression LessOrEqual(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.LessOrEqual, b);

    public static Expression Greater(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Greater, b);

    public static Expression AtLeast(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.GreaterOrEqual, b);

    public static Expression Add(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Add, b);

    public static Expression Subtract(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Subtract, b);

    public static Expression Multiply(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Multiply, b);

    public static Expression Divide(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Divide, b);

    public static Expression Modulo(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Modulo, b);

    public static Expression Concat(Expression a, Expression b) => new Expression.Binary(a, BinaryOperator.Concat, b);

    public static Expression IsNull(Expression a) => new Expression.Is(a, IsTest.Null);

    public static Expression IsNotNull(Expression a) => new Expression.Is(a, IsTest.Null, true);

    public static Expression Like(Expression a, string pattern) => new Expression.Like(a, LikeKind.Like, Text(pattern));

    public static Expression In(Expression a, IEnumerable<Expression> items) => new Expression.InList(a, items.ToSqlList());

    public static Expression NotIn(Expression a, IEnumerable<Expression> items) => new Expression.InList(a, items.ToSqlList(), true);

    public static Expression Not(Expression a) => new Expression.Unary(UnaryOperator.Not, a);

    /// <summary>All conditions that are there; null when none is.</summary>
    public static Expression? AllOf(params IEnumerable<Expression?> conditions)
    {
        var given = conditions.OfType<Expression>().ToArray();
        return given.Length switch
        {
            0 => null,
            1 => given[0],
            _ => new Expression.Logical(LogicalOperator.And, given.ToSqlList()),
        };
    }

    public static Expression And(params Expression[] conditions) =>
        conditions.Length == 1 ? conditions[0] : new Expression.Logical(LogicalOperator.And, conditions.ToSqlList());

    public static Expression Or(params Expression[] conditions) =>
        conditions.Length == 1 ? conditions[0] : new Expression.Logical(LogicalOperator.Or, conditions.ToSqlList());

    public static Expression When(Expression condition, Expression then, Expression? otherwise = null) =>
        new Expression.Case(null, [new WhenClause(condition, then)], otherwise);

    public static Expression Cases(IEnumerable<(Expression Condition, Expression Then)> whens, Expression? otherwise) =>
        new Expression.Case(null, whens.Select(w => new WhenClause(w.Condition, w.Then)).ToSqlList(), otherwise);

    /// <summary>1 where the condition holds, else 0.</summary>
    public static Expression Flag(Expression condition) => When(condition, One, Zero);

    public static Expression.FunctionCall Call(string name, params Expression[] arguments) =>
        new(new ObjectName([new Identifier(name)]), arguments.Select(a => new Argument(a)).ToSqlList());

    public static Expression Count() => Call("COUNT", new Expression.Star());

    public static Expression Count(Expression a) => Call("COUNT", a);

    public static Expression CountDistinct(Expression a) => Call("COUNT", a) with { Distinct = true };

    public static Expression Sum(Expression a) => Call("SUM", a);

    public static Expression CountWhere(Expression condition) => Sum(Flag(condition));

    public static Expression SumWhere(Expression condition, Expression value) => Sum(When(condition, value, Zero));

    public static Expression Min(Expression a) => Call("MIN", a);

    public static Expression Max(Expression a) => Call("MAX", a);

    public static Expression Average(Expression a) => Call("AVG", a);

    public static Expression Coalesce(Expression a, Expression b) => Call("COALESCE", a, b);

    public static Expression Absolute(Expression a) => Call("ABS", a);

    /// <summary>As a binary floating-point number, so that sums neither overflow nor divide as integers.</summary>
    public static Expression Real(Expression a) => new Expression.Cast(a, new DataType.Named("DOUBLE PRECISION"));

    public static Expression AsText(Expression a) => new Expression.Cast(a, new DataType.Named("VARCHAR"));

    public static Expression Windowed(
        string function,
        IEnumerable<Expression> partition,
        IEnumerable<Expression> order,
        params Expression[] arguments
    ) =>
        Call(function, arguments) with
        {
            Over = new Over(
                null,
                new WindowSpecification { PartitionBy = partition.ToSqlList(), OrderBy = order.Select(o => new OrderItem(o)).ToSqlList() }
            ),
        };

    public static SelectItem As(this Expression value, string alias) => new(value, Exact(alias));

    public static Identifier Exact(string name) => new(name) { Exact = true };
}
