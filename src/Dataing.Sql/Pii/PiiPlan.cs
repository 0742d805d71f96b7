using System.Text.RegularExpressions;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Pii;

/// <summary>A column of a result, and what personal data it carries. A derived number, such as a count of addresses, carries none.</summary>
public sealed record PiiColumn(string Name, PiiKind? Kind, bool IsDirect);

/// <summary>What a query's result carries, told by the origins of its columns: aliases, common tables, stars and structs hide nothing.</summary>
public sealed partial record PiiPlan(IReadOnlyList<PiiColumn> Columns, bool IsOpen, bool UnresolvedIsSensitive)
{
    public static PiiPlan For(Query query, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var bound = BoundQuery.Bind(query, dialect, catalog);
        return new PiiPlan([.. bound.Columns.Select(c => Judge(c, catalog, policy))], bound.IsOpen, policy.UnresolvedIsSensitive);
    }

    /// <summary>The plan for the columns that really came back, by place where the result is closed and by name otherwise.</summary>
    public IReadOnlyList<PiiColumn> Match(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (!IsOpen && names.Count == Columns.Count)
            return Columns;
        return
        [
            .. names.Select(n => Columns.FirstOrDefault(c => string.Equals(c.Name, n, StringComparison.OrdinalIgnoreCase)) ?? Unplanned(n)),
        ];
    }

    private PiiColumn Unplanned(string name) =>
        new(name, ColumnNames.Kind(name) ?? (UnresolvedIsSensitive ? PiiKind.Unresolved : null), IsDirect: true);

    private static PiiColumn Judge(BoundColumn column, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        var isTold = column.Content == ValueContent.Told;
        var origins = isTold ? [] : column.Origins;
        var kinds = origins.Select(o => KindOf(o, catalog)).Prepend(ColumnNames.Kind(column.Name)).OfType<PiiKind>();
        PiiKind? kind = kinds.Any() ? kinds.Min() : null;
        if (kind is null && !isTold && !column.IsComplete && policy.UnresolvedIsSensitive)
            kind = PiiKind.Unresolved;
        return new PiiColumn(column.Name, kind, (column.IsDirect || column.Content == ValueContent.Picked) && !IsNumberOfThem(column));
    }

    /// <summary>A column named in the plural holds a list, or how many there are; a number is the latter.</summary>
    private static bool IsNumberOfThem(BoundColumn column) =>
        column.Origins.Select(o => o.Column).DefaultIfEmpty(column.Name).All(ColumnNames.IsPlural);

    private static PiiKind? KindOf(ColumnOrigin origin, CatalogSnapshot? catalog)
    {
        if (ColumnNames.Kind(origin.Column, origin.Table) is { } kind)
            return kind;
        var type = catalog
            ?.Tables.FirstOrDefault(t => t.FullName == origin.Table)
            ?.Columns?.FirstOrDefault(c => string.Equals(c.Name, origin.Column, StringComparison.OrdinalIgnoreCase))
            ?.Type;
        return type is null
            ? null
            : FieldNames().Matches(type).Select(m => ColumnNames.Kind(m.Groups[1].Value)).FirstOrDefault(k => k is not null);
    }

    /// <summary>Fields of a struct type: <c>STRUCT&lt;email STRING, city STRING&gt;</c>, <c>row(email varchar)</c>.</summary>
    [GeneratedRegex("[<(,]\\s*[`\"]?([A-Za-z_][A-Za-z0-9_]*)[`\"]?\\s*[: ]\\s*[A-Za-z]")]
    private static partial Regex FieldNames();
}
