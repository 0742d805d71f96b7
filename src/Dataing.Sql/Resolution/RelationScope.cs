using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>The relations, aliases and parameters that a column name can mean at one place.</summary>
internal sealed class RelationScope(RelationScope? outer)
{
    private readonly List<(string? Alias, Shape Shape)> _relations = [];

    private Dictionary<string, Shape>? _joins;

    public RelationScope? Outer => outer;

    /// <summary>Names given in the select list, which several clauses may use.</summary>
    public Dictionary<string, BoundColumn> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<(string? Alias, Shape Shape)> Relations => _relations;

    /// <summary>Columns that USING or NATURAL make one of, so that a star shows them once.</summary>
    public HashSet<string> Merged { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes the columns by which the last relations are joined to those before them.</summary>
    public void Merge(JoinCondition? condition, bool natural, int before)
    {
        if (condition is JoinCondition.Using named)
            Merged.UnionWith(named.Columns.Select(c => c.Text));
        if (natural)
            Merged.UnionWith(
                _relations
                    .Take(before)
                    .SelectMany(r => r.Shape.Columns)
                    .Select(c => c.Name)
                    .Where(n => _relations.Skip(before).Any(r => r.Shape.Find(n) is not null))
            );
    }

    public void Add(string? alias, Shape shape) => _relations.Add((alias, shape));

    /// <summary>USING (a, b) AS j names the columns that were merged, beside the relations that they came from.</summary>
    public void Name(string alias, SqlList<Identifier> columns) =>
        (_joins ??= new(StringComparer.OrdinalIgnoreCase))[alias] = new Shape([.. columns.Select(c => Find(c.Text)).OfType<BoundColumn>()])
        {
            IsOpen = _relations.Exists(r => r.Shape.IsOpen),
        };

    public Shape? Relation(string alias)
    {
        foreach (var relation in _relations)
        {
            if (string.Equals(relation.Alias, alias, StringComparison.OrdinalIgnoreCase))
                return relation.Shape;
        }
        return _joins?.GetValueOrDefault(alias);
    }

    /// <summary>A column by its bare name: of this level first, then of the queries around it. Null when no relation can have it.</summary>
    public BoundColumn? Find(string name)
    {
        var known = _relations.Select(r => r.Shape.Find(name)).OfType<BoundColumn>().ToArray();
        if (known.Length > 0)
            return known.Length == 1 ? known[0] : Merge(name, known);
        if (Aliases.TryGetValue(name, out var alias))
            return alias;
        var open = _relations.Where(r => r.Shape.IsOpen).Select(r => r.Shape.FindOrAssume(name)).OfType<BoundColumn>().ToArray();
        if (open.Length > 0)
            return open.Length == 1 ? open[0] : Merge(name, open) with { IsComplete = false };
        return outer?.Find(name);
    }

    /// <summary>A dotted name: a relation's column, a field of it, or a field of a bare column.</summary>
    public BoundColumn? Find(SqlList<Identifier> parts)
    {
        for (var level = this; level is not null; level = level.Outer)
        {
            for (var i = 0; i < parts.Count - 1; i++)
            {
                if (level.Relation(parts[i].Text) is { } shape)
                    return shape.FindOrAssume(parts[i + 1].Text)?.Into(parts.Skip(i + 2).Select(p => p.Text));
            }
        }
        return Find(parts[0].Text)?.Into(parts.Skip(1).Select(p => p.Text));
    }

    /// <summary>A relation named as if it were a column: the whole row.</summary>
    public BoundColumn? FindRow(string name)
    {
        for (var level = this; level is not null; level = level.Outer)
        {
            if (level.Relation(name) is { } shape)
                return new BoundColumn(name) { Origins = shape.AllOrigins, IsComplete = !shape.IsOpen };
        }
        return null;
    }

    public IEnumerable<string> KnownNames()
    {
        for (var level = this; level is not null; level = level.Outer)
        {
            foreach (var relation in level._relations)
            {
                foreach (var column in relation.Shape.Columns)
                    yield return column.Name;
            }
        }
    }

    private static BoundColumn Merge(string name, IReadOnlyList<BoundColumn> columns) =>
        new(name)
        {
            Origins = [.. columns.SelectMany(c => c.Origins)],
            IsComplete = columns.All(c => c.IsComplete),
            IsDirect = columns.All(c => c.IsDirect),
        };
}
