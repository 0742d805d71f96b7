using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What changes no more than the sign or the type of a value: -x, @ x, abs(x), a cast, parentheses.</summary>
internal static class Sign
{
    public static Expression Without(Expression value) => Inner(value) is { } inner ? Without(inner) : value;

    /// <summary>Whether a value is the amount of another, without its sign.</summary>
    public static bool IsAmount(Expression value) =>
        value is Expression.CustomOperator { Left: null, Operator: "@" } || value is Expression.FunctionCall call && IsAbs(call);

    /// <summary>What a sign, a cast or parentheses stand around; null when it is none of them.</summary>
    public static Expression? Inner(Expression value) =>
        value switch
        {
            Expression.Unary { Operator: UnaryOperator.Minus or UnaryOperator.Plus } signed => signed.Operand,
            Expression.CustomOperator { Left: null, Operator: "@" } amount => amount.Right,
            Expression.FunctionCall call when IsAbs(call) => call.Arguments[0].Value,
            Expression.Cast cast => cast.Value,
            Expression.Tuple { Items: [var only] } => only,
            _ => null,
        };

    private static bool IsAbs(Expression.FunctionCall call) =>
        call.Arguments.Count == 1 && call.Name.Last.Text.Equals("abs", StringComparison.OrdinalIgnoreCase);
}
