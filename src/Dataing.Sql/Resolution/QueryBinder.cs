using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>Binds names from the outside in: common tables, sources, select list, then every other clause.</summary>
internal sealed class QueryBinder
{
    /// <summary>Functions of a select list whose columns bear names of their own.</summary>
    private static readonly FrozenSet<string> Unfolds =
        "explode explode_outer posexplode posexplode_outer inline inline_outer stack json_tuple variant_explode unnest untuple"
            .Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Windows = "window session_window".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<CommonTable, Shape> _commonTables = new(ReferenceEqualityComparer.Instance);
    private readonly SourceBinder _sources;
    private readonly ColumnBinder _columns;

    public QueryBinder(SqlDialect dialect, CatalogSnapshot? catalog, RelationBindings relations)
    {
        _columns = new ColumnBinder(this, dialect);
        _sources = new SourceBinder(this, _columns, dialect, catalog, relations);
    }

    public IReadOnlyList<UnknownColumn> Unknown => _columns.Unknown;

    public IReadOnlySet<ColumnOrigin> Reads => _columns.Reads;

    public Shape Bind(Query query, RelationScope? outer)
    {
        var scope = new RelationScope(outer);
        foreach (var table in query.With?.Tables ?? [])
            BindCommonTable(table, scope);
        var shape = BindBody(query.Body, scope, query);
        return shape;
    }

    /// <summary>The shape of a common table; while it is being bound itself, what is known of its first part.</summary>
    public Shape ShapeOf(CommonTable table) => _commonTables.GetValueOrDefault(table, Shape.Unknown);

    private void BindCommonTable(CommonTable table, RelationScope scope)
    {
        if (table.Query is not { } query)
        {
            if (table.Scalar is { } scalar)
                scope.Aliases[table.Name.Text] = _columns.Read(scalar, scope, table.Name.Text);
            return;
        }
        var names = table.Columns.Select(c => c.Text).ToArray();
        if (query.Body is QueryBody.SetOperation recursive)
            _commonTables[table] = BindAnchor(recursive, scope).Renamed(names);
        _commonTables[table] = WithSearchColumns(Bind(query, scope).Renamed(names), table);
    }

    /// <summary>The first part is bound once more with the whole; what it finds is thrown away.</summary>
    private Shape BindAnchor(QueryBody.SetOperation set, RelationScope scope)
    {
        var anchor = set.Left;
        while (anchor is QueryBody.SetOperation inner)
            anchor = inner.Left;
        using (_columns.Silence())
            return BindBody(anchor, new RelationScope(scope), null);
    }

    /// <summary>BigQuery's WITH DEPTH counts in a column that is called depth where it is given no name.</summary>
    private static Identifier? DepthColumn(CommonTable table) => table.Depth is { } depth ? depth.Column ?? new Identifier("depth") : null;

    private static Shape WithSearchColumns(Shape shape, CommonTable table)
    {
        var added = new[] { table.Search?.Set, table.Cycle?.Set, table.Cycle?.Using, DepthColumn(table) }
            .OfType<Identifier>()
            .Select(n => new BoundColumn(n.Text));
        return shape with { Columns = [.. shape.Columns, .. added] };
    }

    private Shape BindBody(QueryBody body, RelationScope scope, Query? query) =>
        body switch
        {
            QueryBody.Select select => BindSelect(select, scope, query),
            QueryBody.SetOperation set => BindSetOperation(set, scope, query),
            QueryBody.Nested nested => WithOrder(Bind(nested.Query, scope), scope, query),
            QueryBody.Table table => _sources.ShapeOf(table.Name, table),
            QueryBody.Values values => BindValues(values, scope),
            _ => Shape.Unknown,
        };

    private Shape BindSelect(QueryBody.Select select, RelationScope outer, Query? query)
    {
        var scope = new RelationScope(outer);
        foreach (var source in select.From)
            _sources.Add(source, scope);
        AddInnerAliases(select, scope);
        var columns = new List<BoundColumn>();
        var isOpen = false;
        var open = Shape.Unknown;
        foreach (var item in select.Items)
        {
            switch (item.Value)
            {
                case Expression.Star star:
                    var stars = StarExpansion.Of(star, scope, _columns);
                    columns.AddRange(Renamed(stars.Columns, item.Aliases));
                    isOpen |= stars.IsOpen;
                    open = stars.IsOpen ? stars : open;
                    break;
                case Expression.FieldStar { Except.Count: 0, Replace.Count: 0, Value: var value }
                    when _columns.Read(value, scope, "") is { Fields.Length: > 0 } made:
                    columns.AddRange(made.Fields);
                    break;
                case Expression.Columns or Expression.FieldStar:
                    _columns.Visit(item.Value, scope);
                    isOpen = true;
                    open = new Shape([]) { OpenOrigins = [.. scope.Relations.SelectMany(r => r.Shape.AllOrigins)] };
                    break;
                // Spark calls them col, or key and value, or by the fields of what is unfolded.
                case Expression.FunctionCall call when item is { Alias: null, Aliases.Count: 0 } && Unfolds.Contains(call.Name.Last.Text):
                    AddItem(item, scope, columns);
                    isOpen = true;
                    open = new Shape([]) { OpenOrigins = columns[^1].Origins.Union(open.OpenOrigins) };
                    break;
                default:
                    AddItem(item, scope, columns);
                    break;
            }
        }
        VisitClauses(select, query, scope);
        // BigQuery's SELECT AS VALUE hands on the value itself, whose fields become the columns.
        if (select.ValueMode == ValueMode.Value)
            return new Shape([.. columns.SelectMany(c => c.Fields)])
            {
                IsOpen = true,
                OpenOrigins = [.. columns.SelectMany(c => c.Origins)],
            };
        return open with { Columns = [.. columns], IsOpen = isOpen };
    }

    /// <summary>Trino's t.* AS (a, b) names the columns anew, from left to right.</summary>
    private static IEnumerable<BoundColumn> Renamed(IReadOnlyList<BoundColumn> columns, SqlList<Identifier> names) =>
        columns.Select((c, i) => i < names.Count ? c with { Name = names[i].Text } : c);

    private void AddItem(SelectItem item, RelationScope scope, List<BoundColumn> columns)
    {
        var column = _columns.Read(item.Value, scope, item.Alias?.Text ?? NameOf(item.Value));
        columns.Add(column);
        foreach (var alias in item.Aliases)
            columns.Add(column with { Name = alias.Text });
        foreach (var alias in item.Aliases.Select(a => a.Text).Prepend(item.Alias?.Text).OfType<string>())
            scope.Aliases.TryAdd(alias, column with { Name = alias });
    }

    /// <summary>Aliases are visible to clauses before and behind the list in one dialect or another; a name is unknown only when it is none of them.</summary>
    private void AddInnerAliases(QueryBody.Select select, RelationScope scope)
    {
        foreach (var node in SqlTree.DescendantsAndSelf(select))
        {
            var alias = node switch
            {
                SelectItem { Alias: { } a } => a,
                Argument { Alias: { } a } => a,
                Expression.Aliased { Name: var a } => a,
                // Spark's window(ts, '1 hour') in GROUP BY is a column of that name.
                GroupingElement.Single { Value: Expression.FunctionCall call } when Windows.Contains(call.Name.Last.Text) => call.Name.Last,
                _ => null,
            };
            if (alias is not null)
                scope.Aliases.TryAdd(alias.Text, AliasOf(node, scope, alias.Text));
        }
    }

    private BoundColumn AliasOf(SqlNode node, RelationScope scope, string name)
    {
        var value = node switch
        {
            SelectItem item => item.Value,
            Argument argument => argument.Value,
            Expression.Aliased aliased => aliased.Value,
            GroupingElement.Single grouping => grouping.Value,
            _ => throw new UnreachableException(node.GetType().Name),
        };
        if (value is Expression.Star or Expression.Columns or Expression.FieldStar)
            return new BoundColumn(name) { IsComplete = false };
        using (_columns.Silence())
            return _columns.Read(value, scope, name);
    }

    private void VisitClauses(QueryBody.Select select, Query? query, RelationScope scope)
    {
        foreach (var child in SqlTree.Children(select))
        {
            if (child is not (SelectItem or TableSource or Hint))
                _columns.Visit(child, scope);
        }
        VisitEnding(query, scope);
    }

    private void VisitEnding(Query? query, RelationScope scope)
    {
        if (query is null)
            return;
        foreach (var child in SqlTree.Children(query))
        {
            if (child is not (QueryBody or With))
                _columns.Visit(child, scope);
        }
    }

    private Shape WithOrder(Shape shape, RelationScope outer, Query? query)
    {
        var scope = new RelationScope(outer);
        scope.Add(null, shape);
        VisitEnding(query, scope);
        return shape;
    }

    private Shape BindSetOperation(QueryBody.SetOperation set, RelationScope scope, Query? query)
    {
        var left = BindBody(set.Left, scope, null);
        var right = BindBody(set.Right, scope, null);
        var columns = left.Columns.Select((c, i) => Union(c, set.ByName ? right.Find(c.Name) : right.Columns.ElementAtOrDefault(i)));
        if (set.ByName)
            columns = columns.Concat(right.Columns.Where(c => left.Find(c.Name) is null));
        var shape = left with { Columns = [.. columns], IsOpen = left.IsOpen || (set.ByName && right.IsOpen) };
        if (left.IsOpen && right.IsOpen)
            shape = shape with { OpenTable = null, OpenOrigins = left.OpenOrigins.Union(right.OpenOrigins) };
        return WithOrder(shape, scope, query);
    }

    private static BoundColumn Union(BoundColumn left, BoundColumn? right) =>
        right is null
            ? left
            : left with
            {
                Origins = left.Origins.Union(right.Origins),
                IsDirect = left.IsDirect && right.IsDirect,
                IsComplete = left.IsComplete && right.IsComplete,
                Content = left.Content == right.Content ? left.Content : ValueContent.Made,
            };

    private Shape BindValues(QueryBody.Values values, RelationScope scope)
    {
        var columns = new List<BoundColumn>();
        foreach (var row in values.Rows)
        {
            for (var i = 0; i < row.Values.Count; i++)
            {
                var value = _columns.Read(row.Values[i], scope, $"column{i + 1}");
                if (i == columns.Count)
                    columns.Add(value);
                else
                    columns[i] = Union(columns[i], value);
            }
        }
        // Engines name these columns differently; an unknown one is no error.
        return new Shape([.. columns]) { IsOpen = true, OpenOrigins = [.. columns.SelectMany(c => c.Origins)] };
    }

    private static string NameOf(Expression value) =>
        value switch
        {
            Expression.Column column => column.Last.Text,
            Expression.FieldAccess access => access.Field.Text,
            Expression.FunctionCall call => call.Name.Last.Text.ToLowerInvariant(),
            Expression.Cast cast => NameOf(cast.Value),
            Expression.JsonPath { Steps: [.., { Field: { } field }] } => field.Text,
            _ => "",
        };
}
