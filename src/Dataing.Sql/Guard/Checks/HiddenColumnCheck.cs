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
            if (node is Expression.Column { Parts: [{ } word] } && HiddenColumns.IsSessionUser(word.Text, facts.Dialect))
            {
                if (!MayBeColumn(word, facts))
                    return new(
                        RefusalCodes.Function,
                        "No table in the query has a column user, so it would be the name of who asks; remove it.",
                        node
                    );
                continue;
            }
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
            if (
                HiddenColumns.Contain(name.Text, facts.Dialect)
                && !HiddenColumns.IsSessionUser(name.Text, facts.Dialect)
                && !IsListed(name, facts)
            )
                return name;
        }
        return null;
    }

    /// <summary>A table lists it or lists nothing, or a part of the query gives its name to something else.</summary>
    private static bool MayBeColumn(Identifier name, QueryFacts facts) =>
        IsListed(name, facts)
        || (facts.Bindings.Uses.Count > 0 && !KnowsAllColumns(facts))
        || SqlTree.DescendantsAndSelf(facts.Query).Any(n => Gives(n, name.Text));

    private static bool KnowsAllColumns(QueryFacts facts) =>
        facts.Catalog is { } catalog
        && facts.Bindings.Uses.All(u => CatalogLookup.Find(u.Name, catalog, facts.Dialect).All(t => t.Columns is { Count: > 0 }));

    private static bool Gives(SqlNode node, string name) =>
        node switch
        {
            SelectItem item => (Is(item.Alias, name) || item.Aliases.Any(a => Is(a, name))) && !Holds(item.Value, name),
            CommonTable table => table.Columns.Any(c => Is(c, name)),
            TableAlias alias => alias.Columns.Any(c => Is(c.Name, name)),
            TableSource.LateralView view => view.Columns.Any(c => Is(c, name)),
            _ => false,
        };

    private static bool Holds(Expression value, string name) =>
        SqlTree.DescendantsAndSelf(value).Any(n => n is Expression.Column { Parts: [var only] } && Is(only, name));

    private static bool Is(Identifier? identifier, string name) =>
        string.Equals(identifier?.Text, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsListed(Identifier name, QueryFacts facts) =>
        facts.Catalog is { } catalog
        && facts.Bindings.Uses.Any(u =>
            CatalogLookup
                .Find(u.Name, catalog, facts.Dialect)
                .Any(t => t.Columns?.Any(c => c.Name.Equals(name.Text, StringComparison.OrdinalIgnoreCase)) == true)
        );
}
