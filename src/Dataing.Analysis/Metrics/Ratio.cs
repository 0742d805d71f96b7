using System.Globalization;
using Dataing.Analysis.Queries;
using Dataing.Core.Alerts;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>What one row adds to an aggregate.</summary>
/// <param name="PerRow">Never NULL.</param>
/// <param name="IsFlag">True when it is 0 or 1.</param>
internal sealed record Addend(Expression PerRow, bool IsFlag);

/// <summary>An aggregate expression as scale × Σ above ÷ Σ below; without a line when it is a plain total.</summary>
internal sealed record Ratio(Addend Above, Addend? Below, double Scale)
{
    /// <summary>True when what is above the line is a part of what is below: a share, not a quotient of different things.</summary>
    public bool IsShare { get; init; } = Below is null || Below.PerRow.Equals(Term.One);

    public static Ratio? Of(Expression expression, TimeAxis? time)
    {
        switch (Bare(expression))
        {
            case Expression.FunctionCall call when IsCalled(call, "AVG", "MEAN") && call is { Distinct: false, Arguments: [{ } argument] }:
                var value = argument.Value;
                return new Ratio(
                    new Addend(Filtered(call, Term.Coalesce(Ask.Real(value), Term.Zero)), IsFlag(value)),
                    new Addend(Filtered(call, Term.Flag(value.IsNotNull())), true),
                    1
                )
                {
                    IsShare = true,
                };
            case Expression.Binary { Operator: BinaryOperator.Divide } division:
                return Divided(division, time);
            case Expression.Binary { Operator: BinaryOperator.Multiply } product:
                if (Number(product.Left) is { } left && Of(product.Right, time) is { } right)
                    return right with { Scale = right.Scale * left };
                if (Number(product.Right) is { } factor && Of(product.Left, time) is { } scaled)
                    return scaled with { Scale = scaled.Scale * factor };
                return null;
            case Expression.Binary { Operator: BinaryOperator.Subtract, Left: var one, Right: var rest }
                when Number(one) == 1 && Of(rest, time) is { Below: { } below, Scale: 1 } ratio:
                return new Ratio(new Addend(below.PerRow.Minus(ratio.Above.PerRow), ratio.Above.IsFlag && below.IsFlag), below, 1);
            case var plain:
                return Sum(plain, time) is { } sum ? new Ratio(sum, null, 1) : null;
        }
    }

    private static Ratio? Divided(Expression.Binary division, TimeAxis? time)
    {
        if (Of(division.Left, time) is not { Below: null } above)
            return null;
        if (Number(division.Right) is { } divisor && divisor != 0)
            return above with { Scale = above.Scale / divisor };
        return Of(division.Right, time) is { Below: null } below ? new Ratio(above.Above, below.Above, above.Scale / below.Scale) : null;
    }

    private static Addend? Sum(Expression expression, TimeAxis? time)
    {
        switch (Bare(expression))
        {
            case Expression.FunctionCall call when IsCalled(call, "COUNT"):
                return Counted(call, time);
            case Expression.FunctionCall call when IsCalled(call, "COUNT_IF", "COUNTIF") && call.Arguments is [{ } condition]:
                return new Addend(Filtered(call, Term.Flag(condition.Value)), true);
            case Expression.FunctionCall call when IsCalled(call, "SUM", "TOTAL") && call is { Distinct: false, Arguments: [{ } summed] }:
                return new Addend(Filtered(call, Term.Coalesce(Ask.Real(summed.Value), Term.Zero)), IsFlag(summed.Value));
            case Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } pair:
                if (Sum(pair.Left, time) is not { } left || Sum(pair.Right, time) is not { } right)
                    return null;
                var flags = pair.Operator == BinaryOperator.Subtract && left.IsFlag && right.IsFlag && left.PerRow.Equals(Term.One);
                return new Addend(new Expression.Binary(left.PerRow, pair.Operator, right.PerRow), flags);
            default:
                return null;
        }
    }

    private static Addend? Counted(Expression.FunctionCall call, TimeAxis? time)
    {
        if (call.Arguments is not [{ } argument])
            return call.Arguments.Count == 0 ? new Addend(Filtered(call, Term.One), true) : null;
        if (!call.Distinct)
            return argument.Value is Expression.Star
                ? new Addend(Filtered(call, Term.One), true)
                : new Addend(Filtered(call, Term.Flag(argument.Value.IsNotNull())), true);
        // A distinct value counts once per day, in the row that has it first.
        if (time is null || call.Filter is not null)
            return null;
        var inner = time with { Source = "b" };
        var turn = Term.Call("row_number").Over([inner.Bucket(Grain.Day), argument.Value], [inner.Value]);
        return new Addend(Term.Flag(Term.All(turn.EqualTo(Term.One), argument.Value.IsNotNull())), true);
    }

    private static Expression Filtered(Expression.FunctionCall call, Expression value) =>
        call.Filter is { } filter ? Term.Case().When(filter, value).Else(Term.Zero) : value;

    /// <summary>Casts, rounding and guards against division by zero change nothing that matters here.</summary>
    public static Expression Bare(Expression expression) =>
        expression switch
        {
            Expression.Cast cast => Bare(cast.Value),
            Expression.FunctionCall call
                when IsCalled(call, "ROUND", "COALESCE", "NULLIF", "IFNULL", "TO_DOUBLE", "FLOAT", "TRUNC", "NVL")
                    && call.Arguments.Count > 0 => Bare(call.Arguments[0].Value),
            _ => expression,
        };

    private static bool IsFlag(Expression expression) =>
        Bare(expression) switch
        {
            Expression.Boolean => true,
            Expression.Case { Whens: var whens, Else: var otherwise } => whens.All(w => Number(w.Result) is 0 or 1)
                && (otherwise is null or Expression.Null || Number(otherwise) is 0 or 1),
            Expression.Is or Expression.InList or Expression.Between or Expression.Like => true,
            Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.NullSafeEqual } => true,
            var plain => Number(plain) is 0 or 1,
        };

    private static double? Number(Expression expression) =>
        expression switch
        {
            Expression.Number number => double.Parse(number.Text, CultureInfo.InvariantCulture),
            Expression.Unary { Operator: UnaryOperator.Minus, Operand: var inner } => -Number(inner),
            Expression.Cast cast => Number(cast.Value),
            _ => null,
        };

    private static bool IsCalled(Expression.FunctionCall call, params ReadOnlySpan<string> names)
    {
        if (call.Over is not null)
            return false;
        foreach (var name in names)
            if (call.Name.Last.Text.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
