using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>
/// How tightly an expression holds together when written. Where dialects disagree (bits, <c>||</c>, operators of one's own) the level is so
/// low that parentheses are always written: a text then means the same in all of them.
/// </summary>
internal enum Binding
{
    Lambda,
    Or,
    Xor,
    And,
    Not,
    Predicate,
    Other,
    Additive,
    Multiplicative,
    Unary,
    Postfix,
    Primary,
}

internal static class Bindings
{
    public static Binding Of(Expression expression) =>
        expression switch
        {
            Expression.Lambda or Expression.Comprehension => Binding.Lambda,
            Expression.Logical { Operator: LogicalOperator.Or } => Binding.Or,
            Expression.Logical { Operator: LogicalOperator.Xor } => Binding.Xor,
            Expression.Logical => Binding.And,
            Expression.Unary { Operator: UnaryOperator.Not } => Binding.Not,
            // In PostgreSQL it reaches as far as any operator of one's own does: ~a * b is ~(a * b).
            Expression.Unary { Operator: UnaryOperator.BitNot } => Binding.Other,
            Expression.Unary or Expression.Prior => Binding.Unary,
            // DuckDB shares the arrow with lambdas, which reach as far as they can.
            Expression.Binary { Operator: BinaryOperator.Arrow or BinaryOperator.ArrowText } => Binding.Lambda,
            Expression.Binary binary => Of(binary.Operator),
            Expression.CustomOperator { Operator: ":=" } => Binding.Lambda,
            Expression.CustomOperator => Binding.Other,
            Expression.Quantified
            or Expression.Between
            or Expression.InList
            or Expression.InQuery
            or Expression.InValue
            or Expression.Like
            or Expression.Is
            or Expression.IsDistinct => Binding.Predicate,
            Expression.Collate or Expression.AtTimeZone => Binding.Postfix,
            Expression.Number number when number.Text.StartsWith('-') => Binding.Unary,
            _ => Binding.Primary,
        };

    public static Binding Of(BinaryOperator binary) =>
        binary switch
        {
            BinaryOperator.Add or BinaryOperator.Subtract => Binding.Additive,
            BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo => Binding.Multiplicative,
            BinaryOperator.Equal
            or BinaryOperator.NotEqual
            or BinaryOperator.Less
            or BinaryOperator.LessOrEqual
            or BinaryOperator.Greater
            or BinaryOperator.GreaterOrEqual
            or BinaryOperator.NullSafeEqual => Binding.Predicate,
            _ => Binding.Other,
        };
}
