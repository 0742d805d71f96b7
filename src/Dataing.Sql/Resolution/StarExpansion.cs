using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>What a star stands for, with its exceptions, replacements and new names.</summary>
internal static class StarExpansion
{
    public static Shape Of(Expression.Star star, RelationScope scope, ColumnBinder columns)
    {
        var shapes = star.Qualifier is { } qualifier ? [Find(scope, qualifier)] : scope.Relations.Select(r => r.Shape).ToArray();
        var except = star.Except.Select(n => n.Last.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var expanded = Columns(star, shapes, scope)
            .Where(c => !except.Contains(c.Name))
            .Select(c => Replaced(c, star, scope, columns))
            .Select(c => Renamed(c, star));
        foreach (var transformer in star.Transformers)
            expanded = transformer is Expression.Star change
                ? Changed(expanded, change, scope, columns)
                : expanded.Select(c => c with { IsDirect = false });
        var open = shapes.Where(s => s.IsOpen).ToArray();
        foreach (var column in shapes.SelectMany(s => s.Columns))
            columns.MarkRead(column);
        return new Shape([.. expanded])
        {
            IsOpen = open.Length > 0,
            OpenTable = open.Length == 1 && shapes.Length == 1 ? open[0].OpenTable : null,
            OpenOrigins = [.. open.SelectMany(s => s.AllOrigins)],
        };
    }

    private static IEnumerable<BoundColumn> Changed(
        IEnumerable<BoundColumn> expanded,
        Expression.Star change,
        RelationScope scope,
        ColumnBinder columns
    )
    {
        var except = change.Except.Select(n => n.Last.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return expanded.Where(c => !except.Contains(c.Name)).Select(c => Replaced(c, change, scope, columns));
    }

    /// <summary>Those that USING and NATURAL make one of stand first, once, and come from either side.</summary>
    private static IEnumerable<BoundColumn> Columns(Expression.Star star, Shape[] shapes, RelationScope scope)
    {
        var all = shapes.SelectMany(s => s.Columns);
        if (star.Qualifier is not null || scope.Merged.Count == 0)
            return all;
        var merged = scope.Merged.Select(scope.Find).OfType<BoundColumn>();
        return merged.Concat(all.Where(c => !scope.Merged.Contains(c.Name)));
    }

    private static Shape Find(RelationScope scope, ObjectName qualifier)
    {
        for (var level = scope; level is not null; level = level.Outer)
        {
            if (level.Relation(qualifier.Last.Text) is { } shape)
                return shape;
        }
        // s.* of a struct that the query itself makes.
        return scope.Find(qualifier.Last.Text) is { Fields.Length: > 0 } made ? new Shape(made.Fields) : Shape.Unknown;
    }

    private static BoundColumn Replaced(BoundColumn column, Expression.Star star, RelationScope scope, ColumnBinder columns)
    {
        var item = star.Replace.FirstOrDefault(r => string.Equals(r.Alias?.Text, column.Name, StringComparison.OrdinalIgnoreCase));
        return item is null ? column : columns.Read(item.Value, scope, column.Name);
    }

    private static BoundColumn Renamed(BoundColumn column, Expression.Star star)
    {
        var item = star.Rename.FirstOrDefault(r =>
            r.Value is Expression.Column old && string.Equals(old.Last.Text, column.Name, StringComparison.OrdinalIgnoreCase)
        );
        return item?.Alias is { } name ? column with { Name = name.Text } : column;
    }
}
