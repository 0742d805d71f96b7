using Dataing.Analysis.Cases;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Core.Lineage;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>A column that names a row of another table.</summary>
internal sealed record Reference(string Column, TableSchema Parent, string ParentKey, string Because)
{
    /// <summary>
    /// Whether a child's value is the parent's key. Two types of which one is a text or a UUID are compared as texts: some engines refuse
    /// to compare them, others to convert a text that is none.
    /// </summary>
    public static Expression Match(ColumnSchema? child, Expression value, ColumnSchema? parent, Expression key) =>
        child is not null && parent is not null && child.Type != parent.Type && (ColumnTraits.IsText(child) || ColumnTraits.IsText(parent))
            ? value.ToText().EqualTo(key.ToText())
            : value.EqualTo(key);
}

/// <summary>Finds what a column refers to: by declaration, by lineage, else by name.</summary>
internal static class ReferenceFinder
{
    /// <summary>The reference an alert speaks of.</summary>
    /// <exception cref="BadAlertException">It names a table or column that does not exist.</exception>
    public static Reference? Find(SchemaSnapshot schema, LineageGraph lineage, TableSchema table, string column, string? named)
    {
        if (string.IsNullOrWhiteSpace(named))
            return All(schema, lineage, table).FirstOrDefault(r => r.Column == column);
        var parts = TableResolver.Parts(named);
        var withoutColumn = TableResolver.Find(schema, named);
        if (withoutColumn is [var whole])
            return new Reference(column, whole, KeyOf(whole, column) ?? throw NoKey(whole, named), "named by the alert");
        var parent = TableResolver.Resolve(schema, string.Join('.', parts.Take(parts.Count - 1)));
        return new Reference(column, parent, TableResolver.Column(parent, parts[^1]).Name, "named by the alert");
    }

    /// <summary>Every reference of a table that can be told, the surest reason first; one per column.</summary>
    public static IReadOnlyList<Reference> All(SchemaSnapshot schema, LineageGraph lineage, TableSchema table)
    {
        var found = new List<Reference>();
        foreach (var key in table.ForeignKeys.Where(k => k.Columns.Count == 1 && k.ParentColumns.Count == 1))
            if (schema.Tables.FirstOrDefault(t => t.Name == key.Parent || t.Name.Name == key.Parent.Name) is { } parent)
                found.Add(new Reference(key.Columns[0], parent, key.ParentColumns[0], "a declared foreign key"));
        foreach (var edge in lineage.Edges)
            if (OfEdge(schema, table, edge) is { } reference)
                found.Add(reference);
        foreach (var column in table.Columns)
            if (ByName(schema, table, column) is { } reference)
                found.Add(reference);
        return [.. found.DistinctBy(r => r.Column)];
    }

    private static Reference? OfEdge(SchemaSnapshot schema, TableSchema table, LineageEdge edge)
    {
        var (to, toColumn) = Endpoint(schema, edge.To);
        var (from, fromColumn) = Endpoint(schema, edge.From);
        if (to != table || from is null || from == table || toColumn is null || fromColumn is null)
            return null;
        var child = table.FindColumn(toColumn);
        var parent = from.FindColumn(fromColumn);
        if (child is null || parent is null || child.Type != parent.Type)
            return null;
        return IsKeyOf(from, parent.Name, child.Name) ? new Reference(child.Name, from, parent.Name, "lineage") : null;
    }

    /// <summary>The table and column that an end of an edge names.</summary>
    public static (TableSchema? Table, string? Column) Endpoint(SchemaSnapshot schema, string spelling)
    {
        if (TableResolver.Find(schema, spelling) is [var whole])
            return (whole, null);
        var parts = TableResolver.Parts(spelling);
        return parts.Count > 1 && TableResolver.Find(schema, string.Join('.', parts.Take(parts.Count - 1))) is [var table]
            ? (table, table.FindColumn(parts[^1])?.Name)
            : (null, null);
    }

    private static Reference? ByName(SchemaSnapshot schema, TableSchema table, ColumnSchema column)
    {
        if (column.Type is LogicalType.Boolean or LogicalType.Float or LogicalType.Json || ColumnTraits.IsTime(column))
            return null;
        foreach (var parent in schema.Tables)
            if (
                parent != table
                && KeyOf(parent, column.Name) is { } key
                && parent.FindColumn(key) is { } target
                && SameKind(target, column)
            )
                return new Reference(column.Name, parent, key, "their names");
        return null;
    }

    /// <summary>The column of a parent that a child's column of that name would refer to.</summary>
    private static string? KeyOf(TableSchema parent, string childColumn)
    {
        foreach (var column in parent.Columns.Take(3))
            if (IsKeyOf(parent, column.Name, childColumn))
                return column.Name;
        return parent.PrimaryKey is [var only] && Stem(childColumn) == Stem(parent.Name.Name) ? only : null;
    }

    private static bool IsKeyOf(TableSchema parent, string column, string childColumn)
    {
        var first = parent.Columns.Count > 0 && parent.Columns[0].Name == column || parent.PrimaryKey.Contains(column);
        if (!first)
            return false;
        if (Normal(column) == Normal(childColumn))
            return true;
        return IsBareKey(column) && Stem(childColumn) == Stem(parent.Name.Name);
    }

    private static bool IsBareKey(string column) =>
        Normal(column) is "id" or "key" or "uuid" or "guid" or "code" or "no" or "number" or "ref" or "name";

    private static bool SameKind(ColumnSchema a, ColumnSchema b) =>
        a.Type == b.Type || ColumnTraits.IsNumber(a) && ColumnTraits.IsNumber(b) || ColumnTraits.IsText(a) && ColumnTraits.IsText(b);

    private static string Normal(string name) => ColumnTraits.Words(name).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>"customer_id", "customers" and "dim_customer" all stem from "customer".</summary>
    private static string Stem(string name)
    {
        var words = ColumnTraits.Words(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        words.RemoveAll(w =>
            w
                is "id"
                    or "key"
                    or "uuid"
                    or "guid"
                    or "uid"
                    or "ref"
                    or "no"
                    or "nr"
                    or "cd"
                    or "sn"
                    or "code"
                    or "fk"
                    or "dim"
                    or "fact"
                    or "stg"
                    or "tbl"
        );
        var stem = string.Concat(words);
        if (stem.EndsWith("ies", StringComparison.Ordinal))
            return stem[..^3] + "y";
        return stem.Length > 3 && stem.EndsWith('s') ? stem[..^1] : stem;
    }

    private static BadAlertException NoKey(TableSchema parent, string named) =>
        new($"'{named}' names a table; say which of its columns is referred to, as \"{parent.Name.Name}.column\".");
}
