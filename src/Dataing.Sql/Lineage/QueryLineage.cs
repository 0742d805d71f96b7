using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Lineage;

/// <summary>Where the result of a query comes from.</summary>
public sealed record QueryLineage
{
    /// <summary>Relations of the source that are read, each once, in reading order.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>The columns of the result, in order.</summary>
    public required IReadOnlyList<ColumnLineage> Columns { get; init; }

    /// <summary>Every column of the source that is read, also in conditions, sorted.</summary>
    public required IReadOnlyList<ColumnOrigin> Reads { get; init; }

    /// <summary>The result has further columns that a star hides.</summary>
    public required bool IsOpen { get; init; }

    public static QueryLineage Of(Query query, SqlDialect dialect, CatalogSnapshot? catalog)
    {
        var bound = BoundQuery.Bind(query, dialect, catalog);
        return new QueryLineage
        {
            Tables = [.. bound.Relations.Uses.Select(u => NameOf(u, dialect, catalog)).Distinct(StringComparer.OrdinalIgnoreCase)],
            Columns = [.. bound.Columns.Select(Of)],
            Reads = Sorted(bound.Reads),
            IsOpen = bound.IsOpen,
        };
    }

    private static string NameOf(RelationUse use, SqlDialect dialect, CatalogSnapshot? catalog) =>
        catalog is not null && CatalogLookup.Find(use.Name, catalog, dialect) is [var table, ..] ? table.FullName : use.Name.ToString();

    private static ColumnLineage Of(BoundColumn column) => new(column.Name, Sorted(column.Origins), column.IsDirect, column.IsComplete);

    private static IReadOnlyList<ColumnOrigin> Sorted(IEnumerable<ColumnOrigin> origins) =>
        [.. origins.OrderBy(o => o.Table, StringComparer.Ordinal).ThenBy(o => o.Column, StringComparer.Ordinal)];
}

/// <summary>A column of a result and the columns of the source it is made of; direct when it is one of them unchanged.</summary>
public sealed record ColumnLineage(string Name, IReadOnlyList<ColumnOrigin> Origins, bool IsDirect, bool IsComplete);
