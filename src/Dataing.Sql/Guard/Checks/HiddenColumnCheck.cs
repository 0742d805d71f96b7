using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Columns that the engine hangs on a table by itself (<c>"$path"</c>, <c>_FILE_NAME</c>, <c>METADATA$FILENAME</c>) are read only where the snapshot lists them.</summary>
internal static class HiddenColumnCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            var hidden = node switch
            {
                Expression.Column column => Among(column.Parts, facts),
                Expression.Star { Qualifier: { } row } => Among(row.Parts, facts),
                JoinCondition.Using shared => Among(shared.Columns, facts),
                _ => null,
            };
            if (hidden is not null)
                return new(
                    RefusalCodes.SystemCatalog,
                    $"{hidden.Text} is a hidden column of the engine, which tells of files and not of data; read the columns that the table lists.",
                    node
                );
        }
        return null;
    }

    private static Identifier? Among(SqlList<Identifier> names, QueryFacts facts)
    {
        foreach (var name in names)
        {
            if (HiddenColumns.Contain(name.Text, facts.Dialect) && !IsListed(name, facts))
                return name;
        }
        return null;
    }

    private static bool IsListed(Identifier name, QueryFacts facts) =>
        facts.Catalog is { } catalog
        && facts.Bindings.Uses.Any(u =>
            CatalogLookup
                .Find(u.Name, catalog, facts.Dialect)
                .Any(t => t.Columns?.Any(c => c.Name.Equals(name.Text, StringComparison.OrdinalIgnoreCase)) == true)
        );
}
