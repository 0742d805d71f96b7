using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>A query with its names bound: what it reads, what it yields, and what it names that does not exist.</summary>
public sealed class BoundQuery
{
    private BoundQuery(QueryBinder binder, Shape shape, RelationBindings relations)
    {
        Columns = shape.Columns;
        IsOpen = shape.IsOpen;
        Unknown = binder.Unknown;
        Reads = binder.Reads;
        Relations = relations;
    }

    /// <summary>The columns of the result, in order.</summary>
    public IReadOnlyList<BoundColumn> Columns { get; }

    /// <summary>The result has columns beside <see cref="Columns"/>, because a star stands over a table whose columns are not known.</summary>
    public bool IsOpen { get; }

    /// <summary>Columns that no visible relation has; found only where all visible relations are known.</summary>
    public IReadOnlyList<UnknownColumn> Unknown { get; }

    /// <summary>Every column of the source that is read, also in conditions.</summary>
    public IReadOnlySet<ColumnOrigin> Reads { get; }

    public RelationBindings Relations { get; }

    public static BoundQuery Bind(Query query, SqlDialect dialect, CatalogSnapshot? catalog) =>
        Bind(query, dialect, catalog, RelationBindings.Bind(query, dialect));

    internal static BoundQuery Bind(Query query, SqlDialect dialect, CatalogSnapshot? catalog, RelationBindings relations)
    {
        var binder = new QueryBinder(dialect, catalog, relations);
        return new BoundQuery(binder, binder.Bind(query, null), relations);
    }
}
