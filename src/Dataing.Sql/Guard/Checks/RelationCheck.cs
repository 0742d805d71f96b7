using Dataing.Sql.Dialects;
using Dataing.Sql.Resolution;

namespace Dataing.Sql.Guard.Checks;

/// <summary>With a snapshot, every relation is one that it lists.</summary>
internal static class RelationCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        if (facts.Catalog is not { } catalog)
            return null;
        foreach (var use in facts.Bindings.Uses)
        {
            if (CatalogLookup.Find(use.Name, catalog, facts.Dialect).Count > 0 || IsKnownOtherwise(use, facts))
                continue;
            var near = Spelling.Nearest(use.Name.Last.Text, catalog.Tables.Select(t => t.Name), limit: 3);
            var places = catalog.Named(use.Name.Last.Text).Select(t => t.FullName).Take(3).ToArray();
            return new(
                RefusalCodes.UnknownRelation,
                $"There is no table {use.Name} in the source.{Spelling.DidYouMean(places.Length > 0 ? places : near)}",
                use.Node
            );
        }
        return null;
    }

    private static bool IsKnownOtherwise(RelationUse use, QueryFacts facts) =>
        (use.MayBeColumn && facts.Catalog is { } catalog && HasColumn(catalog, use.Name.Last.Text))
        || (facts.Policy.AllowCatalogs && IsSystem(use, facts.Dialect))
        || SequenceTables.Contains(use.Name, facts.Dialect)
        || OneRowTables.Contains(use.Name, facts.Dialect);

    private static bool HasColumn(CatalogSnapshot catalog, string name) =>
        catalog.Tables.Any(t => t.Columns?.Any(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) == true);

    private static bool IsSystem(RelationUse use, SqlDialect dialect) =>
        use.Name.Parts.SkipLast(1).Any(p => SystemCatalogs.IsSystemSchema(p.Text, dialect))
        || SystemCatalogs.IsSystemRelation(use.Name.Last, dialect);
}
