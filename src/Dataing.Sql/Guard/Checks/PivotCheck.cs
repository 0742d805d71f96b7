using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>A pivot lists its values: DuckDB runs one without a list, or with a query in its place, as two statements.</summary>
internal static class PivotCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        if (facts.Dialect.Family != DialectFamily.DuckDb)
            return null;
        foreach (var node in facts.Nodes)
        {
            if (node is PivotColumn { Values.Count: 0 } column)
                return new(RefusalCodes.DynamicPivot, "List the values of PIVOT with IN (…): without them it is not one query.", column);
        }
        return null;
    }
}
