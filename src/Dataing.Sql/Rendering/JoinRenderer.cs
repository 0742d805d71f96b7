using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

internal sealed class JoinRenderer(SqlText text, SourceRenderer sources)
{
    public void Write(TableSource.Join join)
    {
        sources.Write(join.Left);
        text.Raw(join.Natural ? " NATURAL" : "").Raw(join.AsOf ? " ASOF" : "");
        foreach (var modifier in join.Modifiers)
            text.Raw(modifier is "STRAIGHT" or "HASH" or "LOOP" or "MERGE" or "REMOTE" ? "" : " " + modifier);
        if (join.Modifiers.Contains("STRAIGHT"))
            text.Raw(" STRAIGHT_JOIN ");
        else
            text.Raw(KindOf(join)).Raw(join.Kind is JoinKind.CrossApply or JoinKind.OuterApply ? " " : " JOIN ");
        if (join.Right is TableSource.Join or TableSource.LateralView or TableSource.ArrayJoin)
            sources.Write(new TableSource.Nested(join.Right));
        else
            sources.Write(join.Right);
        if (join.MatchCondition is not null)
        {
            text.Raw(" MATCH_CONDITION ");
            text.Expressions.WriteParenthesised(join.MatchCondition);
        }
        WriteCondition(join.Condition);
    }

    public void Write(TableSource.LateralView view)
    {
        sources.Write(view.Source);
        text.Raw(view.Outer ? " LATERAL VIEW OUTER " : " LATERAL VIEW ");
        text.Calls.WriteCall(view.Call);
        if (view.Alias is not null)
        {
            text.Raw(' ');
            text.Names.Write(view.Alias);
        }
        if (view.Columns.Count > 0)
            text.Raw(" AS ").List(view.Columns, text.Names.Write);
    }

    private void WriteCondition(JoinCondition? condition)
    {
        switch (condition)
        {
            case JoinCondition.On on:
                text.Raw(" ON ");
                text.Expressions.Write(on.Condition);
                break;
            case JoinCondition.Using columns:
                text.Raw(" USING ").Parenthesised(columns.Columns, text.Names.Write);
                if (columns.Alias is null)
                    break;
                text.Raw(" AS ");
                text.Names.Write(columns.Alias);
                break;
        }
    }

    private string KindOf(TableSource.Join join)
    {
        var how = join.Modifiers.FirstOrDefault(m => m is "HASH" or "LOOP" or "MERGE" or "REMOTE");
        return join.Kind switch
        {
            JoinKind.Inner => how is null ? "" : $" INNER {how}",
            JoinKind.Left => how is null ? " LEFT" : $" LEFT {how}",
            JoinKind.Right => how is null ? " RIGHT" : $" RIGHT {how}",
            JoinKind.Full => how is null ? " FULL" : $" FULL {how}",
            JoinKind.Cross => " CROSS",
            JoinKind.LeftSemi => text.Dialect.Family == DialectFamily.DuckDb ? " SEMI" : " LEFT SEMI",
            JoinKind.LeftAnti => text.Dialect.Family == DialectFamily.DuckDb ? " ANTI" : " LEFT ANTI",
            JoinKind.RightSemi => " RIGHT SEMI",
            JoinKind.RightAnti => " RIGHT ANTI",
            JoinKind.CrossApply => " CROSS APPLY",
            JoinKind.OuterApply => " OUTER APPLY",
            JoinKind.Positional => " POSITIONAL",
            _ => " PASTE",
        };
    }
}
