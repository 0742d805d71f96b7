using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>
/// By how many seconds a column moves in a recursion that counts days off: <c>day + 1</c>, <c>day + INTERVAL '1 day'</c>, <c>DATEADD(day, 1, day)</c>, and
/// those under a cast. Anything else is none: it is tried out.
/// </summary>
internal static class CalendarStep
{
    public const double Day = 86_400;

    private static readonly Constant Sample = Constant.Moment(1_705_276_800);

    public static double? Of(Expression next, Func<Expression.Column, bool> isColumn) =>
        next switch
        {
            Expression.Column column => isColumn(column) ? 0 : null,
            Expression.Cast cast => Of(cast.Value, isColumn),
            Expression.Tuple { Items: [var only] } => Of(only, isColumn),
            Expression.Binary { Operator: BinaryOperator.Add } sum => Of(sum.Left, isColumn) + SecondsOf(sum.Right),
            Expression.FunctionCall { Over: null, Filter: null } call => OfCall(call, isColumn),
            _ => null,
        };

    private static double? SecondsOf(Expression amount) =>
        amount is Expression.Interval or Expression.Number
            ? Constants.Of(amount) switch
            {
                { Kind: ConstantKind.Span } span => span.Value,
                { Kind: ConstantKind.Number } days => days.Value * Day,
                _ => null,
            }
            : null;

    /// <summary>The call on a known moment tells; what is no plain shift has no value there.</summary>
    private static double? OfCall(Expression.FunctionCall call, Func<Expression.Column, bool> isColumn)
    {
        if (!call.Name.Last.Text.Contains("add", StringComparison.OrdinalIgnoreCase))
            return null;
        var moved = call.Arguments.Where(a => a.Value is Expression.Column column && isColumn(column)).ToArray();
        if (moved.Length != 1)
            return null;
        var known = new Expression.Typed(new DataType.Named("TIMESTAMP"), "2024-01-15 00:00:00");
        var then = DateShift.Of(
            call.Name.Last.Text.ToLowerInvariant(),
            call.Arguments.Select(a => ReferenceEquals(a, moved[0]) ? a with { Value = known } : a).ToSqlList()
        );
        return then is { IsTime: true } moment ? Constant.Between(Sample, moment) : null;
    }
}
