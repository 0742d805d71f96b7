using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>Binds what stands in FROM and adds it to a scope, left to right, so that lateral sources see their neighbours.</summary>
internal sealed class SourceBinder(
    QueryBinder queries,
    ColumnBinder columns,
    SqlDialect dialect,
    CatalogSnapshot? catalog,
    RelationBindings relations
)
{
    public void Add(TableSource source, RelationScope scope)
    {
        switch (source)
        {
            case TableSource.Join join:
                Add(join.Left, scope);
                var before = scope.Relations.Count;
                Add(join.Right, scope);
                scope.Merge(join.Condition, join.Natural, before);
                if (join.Condition is JoinCondition.Using { Alias: { } merged } shared)
                    scope.Name(merged.Text, shared.Columns);
                AddCondition(join, scope);
                break;
            case TableSource.Nested nested:
                AddNested(nested, scope);
                break;
            case TableSource.LateralView view:
                Add(view.Source, scope);
                columns.Visit(view.Call, scope);
                AddOpen(view.Alias, [.. view.Columns.Select(c => c.Text)], Made(view.Call, scope), scope);
                break;
            case TableSource.ArrayJoin join:
                Add(join.Source, scope);
                foreach (var item in join.Arrays)
                    scope.Aliases[item.Alias?.Text ?? (item.Value as Expression.Column)?.Last.Text ?? ""] = columns.Read(
                        item.Value,
                        scope,
                        item.Alias?.Text ?? ""
                    );
                break;
            case TableSource.Table table:
                AddTable(table, scope);
                break;
            case TableSource.Subquery subquery:
                Add(subquery.Alias, queries.Bind(subquery.Query, scope), scope);
                break;
            case TableSource.Unnest unnest:
                AddUnnest(unnest, scope);
                break;
            case TableSource.Pivot or TableSource.Unpivot or TableSource.MatchRecognize:
                AddReshaped(source, scope);
                break;
            default:
                AddMade(source, scope);
                break;
        }
    }

    /// <summary>The columns of a relation: a common table's, a snapshot's, or unknown ones.</summary>
    public Shape ShapeOf(ObjectName name, SqlNode node)
    {
        if (relations.CommonTableOf(node) is { } common)
            return queries.ShapeOf(common);
        var tables = catalog is null ? [] : CatalogLookup.Find(name, catalog, dialect);
        if (tables is not [{ Columns.Count: > 0 } table, ..])
            return Shape.Unknown with { OpenTable = tables.Count > 0 ? tables[0].FullName : name.ToString() };
        return new Shape([.. table.Columns.Select(c => Own(table, c.Name))]);
    }

    private static BoundColumn Own(CatalogTable table, string column) =>
        new(column) { Origins = [new ColumnOrigin(table.FullName, column)], IsDirect = true };

    private void AddTable(TableSource.Table table, RelationScope scope)
    {
        if (table.Position is { } position)
            scope.Aliases[position.Text] = new BoundColumn(position.Text);
        // FROM t, t.items: the elements of an array column.
        if (table.Name.Parts.Count > 1 && relations.CommonTableOf(table) is null && scope.Relation(table.Name.Parts[0].Text) is not null)
        {
            var element = scope.Find(table.Name.Parts);
            AddOpen(table.Alias?.Name ?? table.Name.Last, [], element is null ? Shape.Unknown : Element(element), scope);
            return;
        }
        var shape = ShapeOf(table.Name, table);
        Add(table.Alias, shape, scope, table.Name.Last);
        if (table.TimeTravel is { } travel)
            columns.Visit(travel, scope);
    }

    private static void Add(TableAlias? alias, Shape shape, RelationScope scope, Identifier? otherwise = null) =>
        scope.Add((alias?.Name ?? otherwise)?.Text, shape.Renamed([.. (alias?.Columns ?? []).Select(c => c.Name.Text)]));

    private void AddCondition(TableSource.Join join, RelationScope scope)
    {
        if (join.Condition is JoinCondition.On on)
            columns.Visit(on, scope);
        if (join.MatchCondition is { } match)
            columns.Visit(match, scope);
    }

    private void AddNested(TableSource.Nested nested, RelationScope scope)
    {
        if (nested.Alias is not { } alias)
        {
            Add(nested.Source, scope);
            return;
        }
        var inner = new RelationScope(scope);
        Add(nested.Source, inner);
        Add(alias, Together(inner), scope);
    }

    private void AddUnnest(TableSource.Unnest unnest, RelationScope scope)
    {
        var made = unnest.Arrays.Select(a => columns.Read(a.Value, scope, "")).ToArray();
        var shape = Shape.Unknown with { OpenOrigins = [.. made.SelectMany(c => c.Origins)] };
        AddOpen(unnest.Alias?.Name, [.. (unnest.Alias?.Columns ?? []).Select(c => c.Name.Text)], shape, scope);
        if (unnest.OffsetAlias is { } offset)
            scope.Aliases[offset.Text] = new BoundColumn(offset.Text);
    }

    /// <summary>The alias of an unfolded array is a relation, and in some dialects its one column too.</summary>
    private static void AddOpen(Identifier? alias, IReadOnlyList<string> names, Shape shape, RelationScope scope)
    {
        var named = names.Select(n => new BoundColumn(n) { Origins = shape.OpenOrigins });
        scope.Add(alias?.Text, shape with { Columns = [.. shape.Columns, .. named] });
        if (alias is not null)
            scope.Aliases.TryAdd(alias.Text, new BoundColumn(alias.Text) { Origins = shape.OpenOrigins });
    }

    private static Shape Element(BoundColumn column) => Shape.Unknown with { OpenOrigins = column.Origins };

    private void AddReshaped(TableSource source, RelationScope scope)
    {
        var (inside, alias) = source switch
        {
            TableSource.Pivot p => (p.Source, p.Alias),
            TableSource.Unpivot u => (u.Source, u.Alias),
            TableSource.MatchRecognize m => (m.Source, m.Alias),
            _ => throw new ArgumentException(source.GetType().Name, nameof(source)),
        };
        var inner = new RelationScope(scope);
        Add(inside, inner);
        using var silence = columns.Silence();
        columns.Visit(new WithoutSource(source).Rest, inner);
        var together = Together(inner);
        var reshaped = Reshaping.Of(source, together, e => columns.Read(e, inner, ""));
        // What the new columns are called is the engine's affair, so others may be named.
        Add(alias, reshaped with { IsOpen = true, OpenTable = null, OpenOrigins = together.AllOrigins }, scope, SourceAlias.Of(inside));
    }

    private static Shape Together(RelationScope scope)
    {
        var shapes = scope.Relations.Select(r => r.Shape).ToArray();
        return new Shape([.. shapes.SelectMany(s => s.Columns)])
        {
            IsOpen = shapes.Any(s => s.IsOpen),
            OpenTable = shapes is [{ OpenTable: { } table }] ? table : null,
            OpenOrigins = [.. shapes.SelectMany(s => s.OpenOrigins)],
        };
    }

    private void AddMade(TableSource source, RelationScope scope)
    {
        foreach (var child in SqlTree.Children(source).Where(c => c is Expression or Argument))
            columns.Visit(child, scope);
        var alias = source switch
        {
            TableSource.Function f => f.Alias,
            TableSource.RowsFrom r => r.Alias,
            TableSource.DocumentTable d => d.Alias,
            TableSource.External e => e.Alias,
            _ => null,
        };
        var name = alias?.Name ?? SourceAlias.Of(source);
        AddOpen(name, [.. (alias?.Columns ?? []).Select(c => c.Name.Text)], Made(source, scope), scope);
    }

    private static Shape Made(SqlNode node, RelationScope scope)
    {
        var origins = SqlTree.DescendantsAndSelf(node).OfType<Expression.Column>().SelectMany(c => scope.Find(c.Parts)?.Origins ?? []);
        return Shape.Unknown with { OpenOrigins = [.. origins] };
    }

    /// <summary>A source seen without the one inside it, whose columns were bound already.</summary>
    private sealed class WithoutSource(TableSource source)
    {
        public SqlNode Rest => new Expression.Tuple([.. SqlTree.Children(source).Where(c => c is not TableSource).SelectMany(Expressions)]);

        private static IEnumerable<Expression> Expressions(SqlNode node) => SqlTree.DescendantsAndSelf(node).OfType<Expression.Column>();
    }
}
