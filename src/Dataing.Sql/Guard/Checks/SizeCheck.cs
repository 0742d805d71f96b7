using System.Globalization;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>No list and no FROM grows beyond its limit.</summary>
internal static class SizeCheck
{
    /// <summary>PostgreSQL's and SQL Server's own limit; other engines know none.</summary>
    private const int MostGroupings = 4_096;

    public static Finding? Examine(QueryFacts facts)
    {
        var limits = facts.Policy.Limits;
        var relations = 0;
        foreach (var node in facts.Nodes)
        {
            switch (node)
            {
                // Most nodes are one of these.
                case Expression.Column or Expression.FunctionCall:
                    break;
                case Expression.InList list when list.Items.Count > limits.ListItems:
                    return TooLong("IN", list.Items.Count, limits.ListItems, node);
                case QueryBody.Values values when values.Rows.Count > limits.ListItems:
                    return TooLong("VALUES", values.Rows.Count, limits.ListItems, node);
                case Expression.Array array when array.Elements.Count > limits.ListItems:
                    return TooLong("array", array.Elements.Count, limits.ListItems, node);
                case GroupBy groupBy when GroupingSets.Of(groupBy) > MostGroupings:
                    return new(
                        RefusalCodes.GeneratedRows,
                        Says($"GROUP BY would group more than {MostGroupings} times; list the GROUPING SETS that are needed."),
                        node
                    );
                case TableSource.MatchRecognize match when RowPatternRisk.Of(match.Pattern) is { } risk:
                    return new(RefusalCodes.PatternBomb, Says($"Make the row pattern plainer: {risk}."), node);
                case RowPattern { Pattern: { } frame } when RowPatternRisk.Of(frame) is { } inFrame:
                    return new(RefusalCodes.PatternBomb, Says($"Make the row pattern plainer: {inFrame}."), node);
                case TableSource source when YieldsRows(source) && ++relations > limits.Relations:
                    return new(RefusalCodes.TooLong, Says($"The query reads more than {limits.Relations} relations; split it."), node);
            }
        }
        return null;
    }

    /// <summary>Whatever is not made of other sources alone.</summary>
    private static bool YieldsRows(TableSource source) =>
        source
            is not (
                TableSource.Join
                or TableSource.Nested
                or TableSource.LateralView
                or TableSource.ArrayJoin
                or TableSource.Pivot
                or TableSource.Unpivot
                or TableSource.MatchRecognize
            );

    private static Finding TooLong(string what, int count, int most, SqlNode at) =>
        new(
            RefusalCodes.ListTooLong,
            Says($"The {what} list has {count:N0} items; at most {most:N0} are allowed. Use a range, a join or a sub-query."),
            at
        );

    private static string Says(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
