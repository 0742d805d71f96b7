using Dataing.Sql.Resolution;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Only schemas that the policy allows are read.</summary>
internal static class SchemaCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        var policy = facts.Policy;
        if (policy.DeniedSchemas.Count == 0 && policy.AllowedSchemas.Count == 0)
            return null;
        foreach (var use in facts.Bindings.Uses)
        {
            if (Breach(use, facts) is { } schema)
                return new(RefusalCodes.SchemaDenied, $"{use.Name} is in {schema}, which the policy does not let you read.", use.Node);
        }
        return null;
    }

    private static string? Breach(RelationUse use, QueryFacts facts)
    {
        var qualifiers = Names
            .Parts(use.Name, facts.Dialect)
            .SkipLast(1)
            .Select(p => Names.Schema(p, facts.Dialect))
            .OfType<string>()
            .ToArray();
        if (qualifiers.FirstOrDefault(q => Contains(facts.Policy.DeniedSchemas, q)) is { } denied)
            return denied;
        var tables = facts.Catalog is { } catalog ? CatalogLookup.Find(use.Name, catalog, facts.Dialect) : [];
        if (tables.Count > 0)
        {
            // The same name may stand in several schemas: it is refused when it can mean only forbidden ones.
            var breaches = tables.Select(t => BreachOf(t, facts.Policy)).ToArray();
            return breaches.All(b => b is not null) ? breaches[0] : null;
        }
        if (facts.Policy.AllowedSchemas.Count == 0 || qualifiers.Length == 0)
            return null;
        return qualifiers.Any(q => Contains(facts.Policy.AllowedSchemas, q)) ? null : qualifiers[^1];
    }

    private static string? BreachOf(CatalogTable table, QueryPolicy policy)
    {
        string?[] places = [table.Schema, table.Catalog];
        var named = places.OfType<string>().ToArray();
        if (named.FirstOrDefault(n => Contains(policy.DeniedSchemas, n)) is { } denied)
            return denied;
        var mustBeAllowed = policy.AllowedSchemas.Count > 0 && named.Length > 0;
        return mustBeAllowed && !named.Any(n => Contains(policy.AllowedSchemas, n)) ? named[0] : null;
    }

    private static bool Contains(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
