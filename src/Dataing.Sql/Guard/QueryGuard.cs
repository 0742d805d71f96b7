using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>The one road from a query to a data source.</summary>
public static class QueryGuard
{
    /// <summary>Reads and checks a text. With a snapshot its relations must be known; without one names are not resolved, all else is checked.</summary>
    public static QueryVerdict Check(string sql, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy) =>
        new QueryVerdict.Refused("not_yet", $"{sql} {dialect} {catalog} {policy}");

    /// <summary>Checks a tree that was built or read before.</summary>
    public static QueryVerdict Check(Query query, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy) =>
        new QueryVerdict.Refused("not_yet", $"{query} {dialect} {catalog} {policy}");
}
