using Dataing.Sql.Resolution;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Where the snapshot lists a table's columns, only those are named.</summary>
internal static class ColumnCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        if (facts.Catalog is not { } catalog)
            return null;
        var bound = BoundQuery.Bind(facts.Query, facts.Dialect, catalog, facts.Bindings);
        if (bound.Unknown.Count == 0)
            return null;
        var unknown = bound.Unknown[0];
        return new(
            RefusalCodes.UnknownColumn,
            $"No table in the query has a column {unknown.Name}.{Spelling.DidYouMean(unknown.Near)}",
            unknown.Node
        );
    }
}
