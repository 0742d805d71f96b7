using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>A query as the checks see it: every node once, and what the names in FROM mean.</summary>
internal sealed class QueryFacts
{
    public QueryFacts(Query query, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        Query = query;
        Dialect = dialect;
        Catalog = catalog;
        Policy = policy;
        Functions = FunctionCatalogue.For(dialect);
        Nodes = [.. SqlTree.DescendantsAndSelf(query)];
        Bindings = RelationBindings.Bind(query, dialect);
    }

    public Query Query { get; }
    public SqlDialect Dialect { get; }
    public CatalogSnapshot? Catalog { get; }
    public QueryPolicy Policy { get; }
    public FunctionCatalogue Functions { get; }

    /// <summary>Every node, parents before children.</summary>
    public IReadOnlyList<SqlNode> Nodes { get; }

    public RelationBindings Bindings { get; }
}
