using Dataing.Sql.Dialects;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>The engine's own tables are not read: introspection has its own road.</summary>
internal static class SystemCatalogCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        if (facts.Policy.AllowCatalogs)
            return null;
        foreach (var use in facts.Bindings.Uses)
        {
            if (IsSystem(use, facts))
                return new(
                    RefusalCodes.SystemCatalog,
                    $"{use.Name} is a system catalogue; the schema is given with the task, so read the tables it lists.",
                    use.Node
                );
        }
        return null;
    }

    private static bool IsSystem(RelationUse use, QueryFacts facts)
    {
        if (OneRowTables.Contains(use.Name, facts.Dialect) || IsCounted(use, facts))
            return false;
        var parts = Names.Parts(use.Name, facts.Dialect);
        for (var i = 0; i < parts.Count - 1; i++)
        {
            if (SystemCatalogs.IsSystemSchema(parts[i].Text, facts.Dialect))
                return true;
        }
        // BigQuery names a view of INFORMATION_SCHEMA as the last parts of one path, and Trino hangs metadata on a table's name.
        if (
            facts.Dialect.Family == DialectFamily.BigQuery
            && parts.Any(p => p.Text.StartsWith("INFORMATION_SCHEMA", StringComparison.OrdinalIgnoreCase))
        )
            return true;
        if (facts.Dialect.Family == DialectFamily.Trino && IsHandedThrough(parts) && !IsKnown(use, facts))
            return true;
        return SystemCatalogs.IsSystemRelation(parts[^1], facts.Dialect) && !IsKnown(use, facts);
    }

    /// <summary>What Trino's connectors let through: metadata behind <c>$</c>, MySQL's schema mysql (a catalogue may bear that name), MongoDB's system.users.</summary>
    private static bool IsHandedThrough(SqlList<Identifier> parts) =>
        parts[^1].Text.Contains('$', StringComparison.Ordinal)
        || parts[^1].Text.StartsWith("system.", StringComparison.OrdinalIgnoreCase)
        || (parts.Count > 1 && parts[^2].Text.Equals("mysql", StringComparison.OrdinalIgnoreCase));

    /// <summary>ClickHouse's system.numbers under a small limit of its own.</summary>
    private static bool IsCounted(RelationUse use, QueryFacts facts) =>
        facts.Dialect.Family == DialectFamily.ClickHouse
        && use.Node is TableSource.Table table
        && SequenceTables.IsEndless(table.Name, facts.Dialect)
        && SequenceTables.Rows(table, facts) <= facts.Policy.GeneratedRowsCap;

    private static bool IsKnown(RelationUse use, QueryFacts facts) =>
        facts.Catalog is { } catalog && CatalogLookup.Find(use.Name, catalog, facts.Dialect).Count > 0;
}
