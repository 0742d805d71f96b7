using System.Globalization;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>No single value is blown up: REPEAT, SPACE, LPAD and format widths stay small.</summary>
internal static class ValueSizeCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        var cap = facts.Policy.GeneratedRowsCap;
        foreach (var (call, _) in facts.Calls)
        {
            if (Math.Max(SizeOf(call, facts, depth: 0), FilledBy(call)) > cap)
                return new(
                    RefusalCodes.ValueTooLarge,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{call.Name} would make a value of more than {cap:N0} characters; write a smaller size."
                    ),
                    call
                );
        }
        return null;
    }

    private static double SizeOf(Expression.FunctionCall call, QueryFacts facts, int depth)
    {
        if (
            IsFormat(call)
            && (
                call.Arguments.Any(a => a.Value is Expression.String text && HasWideField(text.Value, facts.Policy.GeneratedRowsCap))
                || TakesItsWidth(call)
            )
        )
            return double.PositiveInfinity;
        if (facts.Functions.Find(call.Name.Last.Text) is not { SizeArgument: > 0 and var at } || call.Arguments.Count < at)
            return 0;
        var size = call.Arguments[at - 1].Value;
        var count = Constants.NumberOf(size) ?? Largest(size);
        return at > 1 ? count * Math.Max(1, LengthOf(call.Arguments[0].Value, facts, depth + 1)) : count;
    }

    private static double LengthOf(Expression value, QueryFacts facts, int depth) =>
        value switch
        {
            _ when depth > 20 => 1,
            Expression.String text => text.Value.Length,
            Expression.FunctionCall call => SizeOf(call, facts, depth),
            Expression.Binary { Operator: BinaryOperator.Concat } both => LengthOf(both.Left, facts, depth + 1)
                + LengthOf(both.Right, facts, depth + 1),
            _ => 1,
        };

    private static double Largest(Expression size) =>
        SqlTree.DescendantsAndSelf(size).OfType<Expression.Number>().Select(n => Constants.NumberOf(n) ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>PostgreSQL's array_fill makes as many elements as its dimensions multiply to.</summary>
    private static double FilledBy(Expression.FunctionCall call) =>
        call.Name.Last.Text.Equals("array_fill", StringComparison.OrdinalIgnoreCase)
        && call.Arguments is [_, { Value: Expression.Array dimensions }, ..]
            ? dimensions.Elements.Aggregate(1.0, (all, d) => all * (Constants.NumberOf(d) ?? 1))
            : 0;

    private static bool IsFormat(Expression.FunctionCall call) =>
        call.Name.Last.Text.ToLowerInvariant() is "printf" or "format" or "format_string";

    /// <summary>A star in the format takes the width from an argument: <c>printf('%*d', n, x)</c>.</summary>
    private static bool TakesItsWidth(Expression.FunctionCall call) =>
        call.Arguments.Any(a => a.Value is Expression.String text && FormatFields.HaveStar(text.Value))
        && call.Arguments.Any(a => Constants.NumberOf(a.Value) is null or > 1_000);

    private static bool HasWideField(string format, long cap) => FormatFields.Widest(format) > Math.Min(cap, 100_000);
}
