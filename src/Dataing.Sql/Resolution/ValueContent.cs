using System.Collections.Frozen;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>What of the values that it is made from is in a value.</summary>
public enum ValueContent
{
    /// <summary>It is worked out from them, and may hold them: a text that is cut, a list, a sum.</summary>
    Made,

    /// <summary>It is one of them: the largest, the first, another type of the same.</summary>
    Picked,

    /// <summary>It is a truth or one of the values that the query writes, so it holds none of them.</summary>
    Told,
}

/// <summary>Tells it by the shape of an expression.</summary>
internal static class ValueContents
{
    private static readonly FrozenSet<string> Picking = (
        "min max any_value arbitrary any anylast first last first_value last_value nth_value lag lead mode arg_min arg_max argmin argmax min_by max_by coalesce ifnull nvl nullif"
        + " greatest least"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Counting =
        "count countif count_if approx_count_distinct approx_distinct uniq uniqexact uniqcombined length len char_length octet_length"
            .Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static ValueContent Of(Expression value) =>
        value switch
        {
            Expression.Is or Expression.IsDistinct or Expression.Like or Expression.Between or Expression.Exists or Expression.Logical =>
                ValueContent.Told,
            Expression.InList or Expression.InQuery or Expression.InValue or Expression.Quantified => ValueContent.Told,
            Expression.Unary { Operator: UnaryOperator.Not } => ValueContent.Told,
            Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.NullSafeEqual } => ValueContent.Told,
            Expression.Case choice => choice.Whens.All(w => IsWritten(w.Result)) && (choice.Else is null || IsWritten(choice.Else))
                ? ValueContent.Told
                : ValueContent.Made,
            Expression.Cast cast => cast.Value is Expression.Column ? ValueContent.Picked : Of(cast.Value),
            Expression.FunctionCall call => OfCall(call),
            _ => ValueContent.Made,
        };

    private static ValueContent OfCall(Expression.FunctionCall call)
    {
        var name = call.Name.Last.Text;
        if (Counting.Contains(name))
            return ValueContent.Told;
        if (
            name.ToLowerInvariant() is "if" or "iif" or "iff"
            && call.Arguments.Count > 1
            && call.Arguments.Skip(1).All(a => IsWritten(a.Value))
        )
            return ValueContent.Told;
        return
            Picking.Contains(name)
            && call.Arguments is [{ Value: var first }, ..]
            && (first is Expression.Column || Of(first) == ValueContent.Picked)
            ? ValueContent.Picked
            : ValueContent.Made;
    }

    /// <summary>A literal, or another value that holds no more than literals.</summary>
    private static bool IsWritten(Expression value) =>
        value is Expression.String or Expression.Number or Expression.Boolean or Expression.Null || Of(value) == ValueContent.Told;
}
