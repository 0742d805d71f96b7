using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Expressions that come to a handful of values whatever their columns hold: where both sides of an equality are such, it ties nothing together.</summary>
internal static class FewValues
{
    private const double Few = 50;

    public static bool Has(Expression value) =>
        value switch
        {
            Expression.Number or Expression.String or Expression.Boolean or Expression.Null => true,
            Expression.Is or Expression.IsDistinct or Expression.Like or Expression.Between or Expression.InList or Expression.Exists =>
                true,
            Expression.Logical or Expression.Unary { Operator: UnaryOperator.Not } => true,
            Expression.Binary binary => OfBinary(binary),
            Expression.Case choice => choice.Whens.All(w => Has(w.Result)) && (choice.Else is null || Has(choice.Else)),
            Expression.FunctionCall call => OfCall(call),
            _ => Sign.Inner(value) is { } inner && Has(inner),
        };

    private static bool OfBinary(Expression.Binary binary) =>
        binary.Operator switch
        {
            >= BinaryOperator.Equal and <= BinaryOperator.NullSafeEqual => true,
            BinaryOperator.Subtract or BinaryOperator.BitXor => binary.Left == binary.Right || Has(binary.Left) && Has(binary.Right),
            BinaryOperator.Multiply => IsZero(binary.Left) || IsZero(binary.Right) || Has(binary.Left) && Has(binary.Right),
            BinaryOperator.Modulo or BinaryOperator.BitAnd => Constants.NumberOf(binary.Right) is <= Few and >= -Few,
            BinaryOperator.Add => Has(binary.Left) && Has(binary.Right),
            _ => false,
        };

    private static bool OfCall(Expression.FunctionCall call) =>
        call.Name.Last.Text.ToLowerInvariant() switch
        {
            "sign" => true,
            "mod" or "modulo" or "pmod" => call.Arguments is [_, { Value: var divisor }]
                && Constants.NumberOf(divisor) is <= Few and >= -Few,
            "coalesce" or "ifnull" or "nvl" or "isnull" => call.Arguments.All(a => Has(a.Value)),
            "if" or "iif" => call.Arguments.Skip(1).All(a => Has(a.Value)),
            _ => false,
        };

    private static bool IsZero(Expression value) => Constants.NumberOf(value) is 0;
}
