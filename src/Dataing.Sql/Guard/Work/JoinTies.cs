using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What the kind of a join ties together without a condition in words.</summary>
internal static class JoinTies
{
    /// <summary>NATURAL, ASOF, USING, and lateral sources that look at the row before them.</summary>
    public static bool ByItself(TableSource.Join join, SqlDialect dialect) =>
        join.Natural
        || join.AsOf
        || join.MatchCondition is not null
        || join.Condition is JoinCondition.Using
        || join.Kind is JoinKind.Positional or JoinKind.Paste
        || (join.Kind is JoinKind.CrossApply or JoinKind.OuterApply || join.Right is TableSource.Subquery { Lateral: true })
            && Correlation.LooksOutside(join.Right, dialect);

    /// <summary>A lateral query that is no more than a function of the row before it is tied by more than an inequality.</summary>
    public static bool PickRows(TableSource.Join join, Query lateral, SqlDialect dialect) =>
        join.Condition is JoinCondition.Using || join.Natural || join.AsOf || Correlation.Of(lateral, dialect) != CorrelationKind.Loose;
}
