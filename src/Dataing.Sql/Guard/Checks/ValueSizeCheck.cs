using System.Collections.Frozen;
using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>No single value is blown up: REPEAT, SPACE, LPAD and format widths stay small.</summary>
internal static class ValueSizeCheck
{
    private static readonly FrozenSet<string> Formats = "printf format format_string sformat"
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private const int MostCopies = 4_096;

    public static Finding? Examine(QueryFacts facts)
    {
        var cap = facts.Policy.GeneratedRowsCap;
        if (facts.Dialect.Family == DialectFamily.BigQuery && facts.Nodes.OfType<Expression.Let>().FirstOrDefault(Doubles) is { } doubling)
            return new(
                RefusalCodes.ValueTooLarge,
                "Each value of this WITH(…) takes the ones before it several times over; use fewer, or take each once.",
                doubling
            );
        var joins = facts.Joins;
        var largest = 1.0;
        foreach (var (call, entry) in facts.Calls)
        {
            joins += Doubling.Joins(call) ? 1 : 0;
            if (!MayGrow(call, entry) && !IsFill(call))
                continue;
            var size = Math.Max(SizeOf(call, facts, depth: 0), FilledBy(call));
            if (size > cap)
                return new(
                    RefusalCodes.ValueTooLarge,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{call.Name} would make a value of more than {cap:N0} characters; write a smaller size."
                    ),
                    call
                );
            largest = Math.Max(largest, size);
        }
        // One join of short values makes nothing large.
        if (joins > 1 || (joins > 0 && largest > 1_000))
        {
            var lengths = new ValueLengths(facts);
            lengths.Visit(facts.Query);
            if (lengths.Longest > cap)
                return new(
                    RefusalCodes.ValueTooLarge,
                    "Values here are joined to themselves step by step, which makes them grow without measure; join each once.",
                    facts.Query
                );
        }
        return null;
    }

    /// <summary>Values that take earlier ones more than once grow with the power of their number: a text joined to itself thirty times.</summary>
    private static bool Doubles(Expression.Let let)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var copies = 1.0;
        foreach (var value in let.Values)
        {
            copies *= Math.Max(
                1,
                SqlTree.DescendantsAndSelf(value.Value).Count(n => n is Expression.Column column && names.Contains(column.Parts[0].Text))
            );
            names.Add(value.Alias?.Text ?? "");
        }
        return copies > MostCopies;
    }

    private static bool MayGrow(Expression.FunctionCall call, FunctionEntry? entry) =>
        entry is { SizeArgument: > 0 } || Formats.Contains(call.Name.Last.Text) || IsReplace(call);

    private static double SizeOf(Expression.FunctionCall call, QueryFacts facts, int depth)
    {
        if (Formats.Contains(call.Name.Last.Text))
            return SizeOfFormat(call, facts);
        if (IsReplace(call))
            return LengthOf(call.Arguments[0].Value, facts, depth + 1)
                * Math.Max(
                    1,
                    LengthOf(call.Arguments[2].Value, facts, depth + 1) / Math.Max(1, LengthOf(call.Arguments[1].Value, facts, depth + 1))
                );
        if (facts.Functions.Find(call.Name.Last.Text) is not { SizeArgument: > 0 and var at } || call.Arguments.Count < at)
            return call.Arguments.Select(a => LengthOf(a.Value, facts, depth + 1)).DefaultIfEmpty(0).Max();
        var size = call.Arguments[at - 1].Value;
        var count = Constants.NumberOf(size) ?? Largest(size);
        return at > 1 ? count * Math.Max(1, LengthOf(call.Arguments[0].Value, facts, depth + 1)) : count;
    }

    private static double SizeOfFormat(Expression.FunctionCall call, QueryFacts facts)
    {
        var widest = Math.Min(facts.Policy.GeneratedRowsCap, 100_000);
        if (TakesItsWidth(call))
            return double.PositiveInfinity;
        var length = 0.0;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is not Expression.String { Value: var format })
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

    private static double Largest(Expression size) =>
        SqlTree.DescendantsAndSelf(size).OfType<Expression.Number>().Select(n => Constants.NumberOf(n) ?? 0).DefaultIfEmpty(0).Max();

    private static bool IsFill(Expression.FunctionCall call) =>
        call.Name.Last.Text.Equals("array_fill", StringComparison.OrdinalIgnoreCase);

    /// <summary>PostgreSQL's array_fill makes as many elements as its dimensions multiply to.</summary>
    private static double FilledBy(Expression.FunctionCall call) =>
        IsFill(call) && call.Arguments is [_, { Value: Expression.Array dimensions }, ..]
            ? dimensions.Elements.Aggregate(1.0, (all, d) => all * (Constants.NumberOf(d) ?? 1))
            : 0;

    private static bool HasBraces(Expression.FunctionCall call, QueryFacts facts) =>
        call.Name.Last.Text.Equals("sformat", StringComparison.OrdinalIgnoreCase)
        || (facts.Dialect.Family == DialectFamily.DuckDb && !call.Name.Last.Text.Equals("printf", StringComparison.OrdinalIgnoreCase));

    private static bool IsReplace(Expression.FunctionCall call) =>
        call.Arguments.Count == 3 && call.Name.Last.Text.Equals("replace", StringComparison.OrdinalIgnoreCase);

    /// <summary>A star in the format takes the width from an argument: <c>printf('%*d', n, x)</c>.</summary>
    private static bool TakesItsWidth(Expression.FunctionCall call) =>
        call.Arguments.Any(a => a.Value is Expression.String text && FormatFields.HaveStar(text.Value))
        && call.Arguments.Any(a => Constants.NumberOf(a.Value) is null or > 1_000);
}
