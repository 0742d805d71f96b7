using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Tells conditions of a recursion that stay true for ever once they are, because what they look at no longer changes.</summary>
internal static class StandingStill
{
    /// <summary>A comparison that every next value of its column satisfies, or another condition on columns that are the same from then on.</summary>
    public static bool Always(
        Expression term,
        IReadOnlyList<Expression.Column> columns,
        Func<Expression.Column, (Expression? First, Expression Next)?> valueOf
    )
    {
        if (term is Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } comparison)
        {
            switch (comparison.Left, comparison.Right)
            {
                case (Expression.Column column, var bound) when valueOf(column) is { } value:
                    return Holds(value, comparison.Operator, bound);
                case (var bound, Expression.Column column) when valueOf(column) is { } value:
                    return Holds(value, Turned(comparison.Operator), bound);
            }
        }
        // A column that is a condition by itself may turn false once: SELECT n + 1, FALSE FROM t WHERE more.
        return term is not Expression.Column && columns.All(c => valueOf(c) is { } value && Constants.NumberOf(value.Next) is not null);
    }

    /// <summary>n * 16807 % 2147483647 comes back to where it was only after more rows than are allowed.</summary>
    public static bool WrapsFar(Expression? next, long cap) =>
        next switch
        {
            Expression.Cast cast => WrapsFar(cast.Value, cap),
            Expression.Tuple { Items: [var only] } => WrapsFar(only, cap),
            Expression.Binary { Operator: BinaryOperator.Modulo or BinaryOperator.BitAnd } wrapped => Constants.NumberOf(wrapped.Right)
                > cap,
            Expression.FunctionCall { Arguments: [_, { Value: var divisor }] } call => call.Name.Last.Text.Equals(
                "mod",
                StringComparison.OrdinalIgnoreCase
            )
                && Constants.NumberOf(divisor) > cap,
            _ => false,
        };

    private static bool Holds((Expression? First, Expression Next) value, BinaryOperator comparison, Expression bound)
    {
        if (comparison == BinaryOperator.NotEqual && bound is Expression.String { Value: "" })
            return value.First is Expression.String { Value: var text }
                && SeparatorIn(value.Next) is { } separator
                && !text.EndsWith(separator, StringComparison.Ordinal);
        if (Constants.NumberOf(bound) is not { } limit)
            return false;
        if (value.Next is Expression.Case turn)
            return FallsBack(value, turn, comparison, bound);
        var (low, high) = Reach(value.Next);
        return comparison switch
        {
            BinaryOperator.Less => high < limit,
            BinaryOperator.LessOrEqual => high <= limit,
            BinaryOperator.Greater => low > limit,
            BinaryOperator.GreaterOrEqual => low >= limit,
            BinaryOperator.Equal => low == limit && high == limit,
            BinaryOperator.NotEqual => high < limit || low > limit,
            _ => false,
        };
    }

    /// <summary><c>CASE WHEN n = 3 THEN 1 ELSE n + 1 END</c>: whatever is written out satisfies the condition again.</summary>
    private static bool FallsBack(
        (Expression? First, Expression Next) value,
        Expression.Case turn,
        BinaryOperator comparison,
        Expression bound
    )
    {
        var results = turn.Whens.Select(w => w.Result).Append(turn.Else).OfType<Expression>().ToArray();
        var written = results.Where(r => Constants.NumberOf(r) is not null).ToArray();
        return written.Length > 0 && written.All(r => Holds((value.First, r), comparison, bound));
    }

    /// <summary>Between which numbers a value lies, whatever its columns hold: a constant is itself, a remainder is less than its divisor.</summary>
    private static (double Low, double High) Reach(Expression value) =>
        value switch
        {
            _ when Constants.NumberOf(value) is { } number => (number, number),
            Expression.Unary { Operator: UnaryOperator.Minus } minus => Turned(Reach(minus.Operand)),
            _ when Sign.IsAmount(value) && Sign.Inner(value) is { } inner => Amount(Reach(inner)),
            _ when Sign.Inner(value) is { } inner => Reach(inner),
            Expression.Binary { Operator: BinaryOperator.Modulo } remainder when Constants.NumberOf(remainder.Right) is { } divisor => (
                -Math.BitDecrement(Math.Abs(divisor)),
                Math.BitDecrement(Math.Abs(divisor))
            ),
            Expression.FunctionCall call => ReachOf(call),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };

    private static (double Low, double High) Turned((double Low, double High) reach) => (-reach.High, -reach.Low);

    private static (double Low, double High) Amount((double Low, double High) reach) =>
        (Math.Max(0, Math.Max(reach.Low, -reach.High)), Math.Max(Math.Abs(reach.Low), Math.Abs(reach.High)));

    private static (double Low, double High) ReachOf(Expression.FunctionCall call)
    {
        double[] numbers = [.. call.Arguments.Select(a => Constants.NumberOf(a.Value)).OfType<double>()];
        return call.Name.Last.Text.ToLowerInvariant() switch
        {
            "mod" when call.Arguments is [_, { Value: var last }] && Constants.NumberOf(last) is { } divisor => (
                -Math.BitDecrement(Math.Abs(divisor)),
                Math.BitDecrement(Math.Abs(divisor))
            ),
            "least" or "min" when numbers.Length > 0 => (double.NegativeInfinity, numbers.Min()),
            "greatest" or "max" when numbers.Length > 0 => (numbers.Max(), double.PositiveInfinity),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
    }

    /// <summary>The separator behind which a text goes on: <c>substr(rest, strpos(rest, ',') + 1)</c> is all of the rest once there is none.</summary>
    private static string? SeparatorIn(Expression next) =>
        next
            is Expression.FunctionCall
            {
                Arguments: [{ Value: Expression.Column rest }, { Value: Expression.Binary { Operator: BinaryOperator.Add } from }, ..]
            } cut
        && cut.Name.Last.Text.StartsWith("substr", StringComparison.OrdinalIgnoreCase)
        && Constants.NumberOf(from.Right) is 1
        && from.Left is Expression.FunctionCall { Arguments.Count: 2 } find
        && find.Name.Last.Text.ToLowerInvariant() is "strpos" or "instr" or "position" or "locate" or "charindex"
        && find.Arguments.Any(a => a.Value is Expression.Column searched && searched.Last.Equals(rest.Last))
            ? find.Arguments.Select(a => a.Value).OfType<Expression.String>().FirstOrDefault()?.Value
            : null;

    private static BinaryOperator Turned(BinaryOperator comparison) =>
        comparison switch
        {
            BinaryOperator.Less => BinaryOperator.Greater,
            BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
            BinaryOperator.Greater => BinaryOperator.Less,
            BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
            _ => comparison,
        };
}
