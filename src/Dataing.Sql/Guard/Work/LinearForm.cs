using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>An expression as factor × column + constant, which tells whether a counter goes up or down.</summary>
internal readonly record struct LinearForm(double Factor, double Constant)
{
    /// <summary>By how much the column grows when it takes this value: more than 0 up, less than 0 down, 0 not at all.</summary>
    public double? Step =>
        Factor switch
        {
            1 => Constant,
            > 1 => Math.Max(1, Constant),
            > 0 => -1,
            _ => null,
        };

    /// <summary>The form of an expression in the columns that are asked for, or null when it has none.</summary>
    public static LinearForm? Of(Expression expression, Func<Expression.Column, bool> isColumn)
    {
        switch (expression)
        {
            case Expression.Column column when isColumn(column):
                return new(1, 0);
            case Expression.Cast { Type: DataType.Named { Name: "TEXT" or "VARCHAR" or "STRING" or "CHAR" } }:
                return null;
            case Expression.Cast cast:
                return Of(cast.Value, isColumn);
            case Expression.Tuple { Items: [var only] }:
                return Of(only, isColumn);
            case Expression.Unary { Operator: UnaryOperator.Minus or UnaryOperator.Plus } sign:
                return Scaled(Of(sign.Operand, isColumn), sign.Operator == UnaryOperator.Minus ? -1 : 1);
            case Expression.Unary { Operator: UnaryOperator.BitNot } not:
                return Scaled(Of(not.Operand, isColumn), -1) is { } turned ? turned with { Constant = turned.Constant - 1 } : null;
            // PostgreSQL's absolute value.
            case Expression.CustomOperator { Left: null, Operator: "@" } absolute:
                return Of(absolute.Right, isColumn);
            case Expression.FunctionCall { Arguments.Count: > 0 } call when KeepsOrder(call):
                return Of(call.Arguments[0].Value, isColumn);
            case Expression.Binary binary:
                return OfBinary(binary, isColumn);
            default:
                return Constants.NumberOf(expression) is { } number ? new(0, number) : null;
        }
    }

    private static LinearForm? OfBinary(Expression.Binary binary, Func<Expression.Column, bool> isColumn)
    {
        if (Of(binary.Left, isColumn) is not { } left || Of(binary.Right, isColumn) is not { } right)
            return null;
        return binary.Operator switch
        {
            BinaryOperator.Add => new(left.Factor + right.Factor, left.Constant + right.Constant),
            BinaryOperator.Subtract => new(left.Factor - right.Factor, left.Constant - right.Constant),
            BinaryOperator.Multiply when right.Factor == 0 => Scaled(left, right.Constant),
            BinaryOperator.Multiply when left.Factor == 0 => Scaled(right, left.Constant),
            BinaryOperator.Multiply => new(2, 0),
            BinaryOperator.Divide or BinaryOperator.IntegerDivide when right is { Factor: 0, Constant: not 0 } => Scaled(
                left,
                1 / right.Constant
            ),
            _ => null,
        };
    }

    private static LinearForm? Scaled(LinearForm? form, double by) =>
        form is { } known ? new(known.Factor * by, known.Constant * by) : null;

    private static bool KeepsOrder(Expression.FunctionCall call) =>
        call.Name.Last.Text.ToLowerInvariant()
            is "abs"
                or "floor"
                or "ceil"
                or "ceiling"
                or "round"
                or "trunc"
                or "coalesce"
                or "ifnull"
                or "nvl"
                or "isnull"
                or "greatest"
                or "toint32"
                or "toint64"
                or "touint64"
                or "assumenotnull"
                or "materialize"
                or "identity";
}
