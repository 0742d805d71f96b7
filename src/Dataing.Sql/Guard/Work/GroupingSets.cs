using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>How many times a GROUP BY groups: CUBE of n groups 2 to the power of n times.</summary>
internal static class GroupingSets
{
    public static double Of(GroupBy groupBy)
    {
        var sets = groupBy.Elements.Aggregate(1.0, (all, e) => all * Of(e));
        return groupBy.Modifier switch
        {
            GroupByModifier.WithCube or GroupByModifier.WithCubeAndTotals => sets * Math.Pow(2, groupBy.Elements.Count),
            GroupByModifier.WithRollup or GroupByModifier.WithRollupAndTotals => sets * (groupBy.Elements.Count + 1),
            _ => sets,
        };
    }

    private static double Of(GroupingElement element) =>
        element switch
        {
            GroupingElement.Cube cube => Math.Pow(2, cube.Elements.Count),
            GroupingElement.Rollup rollup => rollup.Elements.Count + 1,
            GroupingElement.Sets sets => sets.Elements.Sum(Of),
            _ => 1,
        };
}
