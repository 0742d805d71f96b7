using System.Collections.Frozen;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Steps of a recursion that bring a value no nearer to any end: done once or a hundred times, it is as long as before or longer.</summary>
internal static class IdleSteps
{
    private static readonly FrozenSet<string> Calls = (
        "upper lower ucase lcase initcap trim ltrim rtrim btrim reverse md5 sha sha1 sha2 sha224 sha256 sha384 sha512 crc32 hash lpad rpad leftpad rightpad sign width_bucket"
        + " coalesce ifnull nvl quote quote_literal date_trunc datetrunc hex to_hex base64 to_base64 concat array_append list_append array_prepend list_prepend array_cat"
        + " list_concat array_concat arrayconcat arraypushback arraypushfront array_push sort array_sort list_sort arraysort array_distinct list_distinct arraydistinct last_day time_bucket list_reverse array_reverse arrayreverse sin cos tan atan tanh"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private const double ShortestStep = 0.001;

    /// <summary>Whether the next value is no more than such a call on the column itself and on literals.</summary>
    public static bool Is(Expression next, Identifier column) =>
        next switch
        {
            Expression.FunctionCall { Arguments: [{ Value: var date }, ..] } call
                when call.Name.Last.Text.ToLowerInvariant() is "date" or "datetime" => IsItself(date, column)
                && call.Arguments.Skip(1).All(a => a.Value is Expression.String modifier && SqliteDates.IsIdle(modifier.Value)),
            Expression.FunctionCall call => Calls.Contains(call.Name.Last.Text)
                && call.Arguments.All(a => IsLiteral(a.Value) || IsItself(a.Value, column))
                && call.Arguments.Any(a => IsItself(a.Value, column)),
            Expression.Tuple { Items: var parts } => parts.Any(i => IsItself(i, column)),
            Expression.Array { Elements: var elements } => elements.Any(e => IsItself(e, column)),
            Expression.Struct { Fields: var fields } => fields.Any(f => IsItself(f.Value, column)),
            // A day has 86,400 seconds, and the policy allows a million rows.
            Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } moved => IsItself(moved.Right, column)
                && IsShort(SpanOf(moved.Left))
                || IsShort(MovedBy(moved, column)),
            Expression.Trim trim => IsItself(trim.Value, column),
            Expression.Overlay { For: null or Expression.Number } overlay => IsItself(overlay.Value, column),
            Expression.Binary { Operator: BinaryOperator.Concat } joined => IsItself(joined.Left, column) && IsLiteral(joined.Right)
                || IsLiteral(joined.Left) && IsItself(joined.Right, column),
            Expression.Slice { Low: null, High: Expression.Number, Step: null } slice => IsItself(slice.Value, column),
            Expression.Slice { High: null, Step: null } slice => IsItself(slice.Value, column)
                && (slice.Low is null || Constants.NumberOf(slice.Low) is <= 1),
            _ => false,
        };

    /// <summary>What cannot be told counts as short: an engine may read '0@ days' as nothing.</summary>
    private static bool IsShort(double? span) => span is { } known && !(Math.Abs(known) >= ShortestStep);

    /// <summary>By how much written steps move the column; null where a step is none that is written, not a number where it cannot be read.</summary>
    private static double? MovedBy(Expression value, Identifier column) =>
        value switch
        {
            _ when IsItself(value, column) => 0,
            Expression.Cast cast => MovedBy(cast.Value, column),
            Expression.Binary { Operator: BinaryOperator.Add } sum => MovedBy(sum.Left, column) + SpanOf(sum.Right),
            Expression.Binary { Operator: BinaryOperator.Subtract } less => MovedBy(less.Left, column) - SpanOf(less.Right),
            _ => null,
        };

    private static double? SpanOf(Expression step) =>
        step switch
        {
            Expression.Cast cast => SpanOf(cast.Value),
            Expression.Interval { Unit: null, Value: Expression.String } or Expression.String or Expression.Typed => Constants.Of(step)
                is { Kind: ConstantKind.Span or ConstantKind.Number, Value: var span }
                ? span
                : double.NaN,
            Expression.Interval => Constants.Of(step)?.Value,
            _ => null,
        };

    private static bool IsItself(Expression value, Identifier column) =>
        value is Expression.Column same && same.Last.Text.Equals(column.Text, StringComparison.OrdinalIgnoreCase);

    private static bool IsLiteral(Expression value) =>
        value
            is Expression.String
                or Expression.Number
                or Expression.Array
                or Expression.Null
                or Expression.DatePart
                or Expression.Interval;
}
