using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>No single value is blown up: REPEAT, SPACE, LPAD and format widths stay small.</summary>
internal static class ValueSizeCheck
{
    /// <summary>No number is raised to a power that only serves to fill memory with digits.</summary>
    private const double MostPower = 10_000;

    /// <summary>How often the cap may be gone through to compare two texts.</summary>
    private const double MostCompared = 100;

    public static Finding? Examine(QueryFacts facts)
    {
        var cap = facts.Policy.GeneratedRowsCap;
        foreach (var (call, entry, kind) in facts.Calls)
        {
            if (kind.Has(CallKind.Raises) && IsHugePower(call))
                return HugePower(call);
            if (kind.Has(CallKind.Compares) && Compared(call, facts) > cap * MostCompared)
                return new(RefusalCodes.ValueTooLarge, $"{call.Name} would compare two texts that are too long; cut them first.", call);
            if (call.Returning is { } padded && PaddedType.LengthOf(padded) > cap)
                return Padded(call, cap);
            if (entry is not { SizeArgument: > 0 } && !kind.Has(CallKind.Formats | CallKind.Fills) && !IsReplace(call))
                continue;
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
        foreach (var node in facts.Nodes)
        {
            if (node is Expression.Binary { Operator: BinaryOperator.Power } power && Constants.NumberOf(power.Right) > MostPower)
                return HugePower(power);
            if (node is Expression.Cast { Type: var type } && PaddedType.LengthOf(type) > cap)
                return Padded(node, cap);
        }
        return facts.Growth < GrowthWeight.Little ? null : ThroughQueries(facts);
    }

    /// <summary>Through derived and common tables a value can double with each level: x || x forty levels deep.</summary>
    private static Finding? ThroughQueries(QueryFacts facts)
    {
        var cap = facts.Policy.GeneratedRowsCap * 4d;
        return ValueLength.In(facts) is { Longest: { } longest, Length: var length } && length > cap
            ? new(
                RefusalCodes.ValueTooLarge,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Here copies of copies make a value of more than {cap:N0} characters; join fewer of them."
                ),
                longest
            )
            : null;
    }

    private static bool IsHugePower(Expression.FunctionCall call) =>
        call.Arguments.Count is 1 or 2 && Constants.NumberOf(call.Arguments[^1].Value) > MostPower;

    private static Finding HugePower(SqlNode node) =>
        new(RefusalCodes.ValueTooLarge, "This makes a number of thousands of digits; write a smaller exponent.", node);

    private static double Compared(Expression.FunctionCall call, QueryFacts facts) =>
        call.Arguments.Count < 2
            ? 0
            : LengthOf(call.Arguments[0].Value, facts, depth: 0) * LengthOf(call.Arguments[1].Value, facts, depth: 0);

    private static Finding Padded(SqlNode node, long cap) =>
        new(
            RefusalCodes.ValueTooLarge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"This type fills every value up to more than {cap:N0} characters; make it shorter."
            ),
            node
        );

    private static double SizeOf(Expression.FunctionCall call, QueryFacts facts, int depth)
    {
        if (CallKinds.Of(call.Name.Last.Text).Has(CallKind.Formats))
            return SizeOfFormat(call, facts);
        if (IsReplace(call))
            return LengthOf(call.Arguments[0].Value, facts, depth + 1)
                * Math.Max(
                    1,
                    LengthOf(call.Arguments[2].Value, facts, depth + 1) / Math.Max(1, LengthOf(call.Arguments[1].Value, facts, depth + 1))
                );
        var entry = facts.Functions.Find(call.Name.Last.Text);
        if (entry is { Makes: true })
            return Math.Max(1, SeriesSize.Of(call, entry, facts.Dialect, facts.Policy.GeneratedRowsCap) ?? 1);
        if (entry is not { SizeArgument: > 0 and var at } || call.Arguments.Count < at)
            return call.Arguments.Select(a => LengthOf(a.Value, facts, depth + 1)).DefaultIfEmpty(0).Max();
        var size = call.Arguments[at - 1].Value;
        var count = Constants.NumberOf(size) ?? Constants.LargestIn(size);
        // What is repeated stands before the number, or behind it where the number stands first.
        var repeated = call.Arguments.Count > 1 ? call.Arguments[at > 1 ? 0 : 1].Value : null;
        return repeated is null ? count : count * Math.Max(1, LengthOf(repeated, facts, depth + 1));
    }

    private static double SizeOfFormat(Expression.FunctionCall call, QueryFacts facts)
    {
        var widest = Math.Min(facts.Policy.GeneratedRowsCap, 100_000);
        if (TakesItsWidth(call))
            return double.PositiveInfinity;
        var length = 0.0;
        var constants = new TrialArithmetic(facts.Dialect, _ => TrialValue.Unknown);
        foreach (var argument in call.Arguments)
        {
            if (constants.Of(argument.Value) is not { Kind: TrialKind.Text, Text: var format })
                continue;
            var width = HasBraces(call, facts) ? FormatFields.WidestInBraces(format) : FormatFields.Widest(format);
            if (width > widest)
                return double.PositiveInfinity;
            length += format.Length + width;
        }
        return length;
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

    /// <summary>PostgreSQL's array_fill makes as many elements as its dimensions multiply to.</summary>
    private static double FilledBy(Expression.FunctionCall call) =>
        CallKinds.Of(call.Name.Last.Text).Has(CallKind.Fills) && call.Arguments is [_, { Value: Expression.Array dimensions }, ..]
            ? dimensions.Elements.Aggregate(1.0, (all, d) => all * (Constants.NumberOf(d) ?? 1))
            : 0;

    private static bool HasBraces(Expression.FunctionCall call, QueryFacts facts) =>
        call.Name.Last.Text.Equals("sformat", StringComparison.OrdinalIgnoreCase)
        || (facts.Dialect.Family == DialectFamily.DuckDb && !call.Name.Last.Text.Equals("printf", StringComparison.OrdinalIgnoreCase));

    private static bool IsReplace(Expression.FunctionCall call) =>
        call.Arguments.Count == 3
        && (
            call.Name.Last.Text.Equals("replace", StringComparison.OrdinalIgnoreCase)
            || call.Name.Last.Text.Equals("replaceAll", StringComparison.OrdinalIgnoreCase)
            || call.Name.Last.Text.Equals("replaceRegexpAll", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>A star in the format takes the width from an argument: <c>printf('%*d', n, x)</c>.</summary>
    private static bool TakesItsWidth(Expression.FunctionCall call) =>
        call.Arguments.Any(a => a.Value is Expression.String text && FormatFields.HaveStar(text.Value))
        && call.Arguments.Any(a => Constants.NumberOf(a.Value) is null or > 1_000);
}
