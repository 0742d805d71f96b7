using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace Dataing.Sql.Tests.Properties;

/// <summary>Generates queries around generated expressions.</summary>
internal sealed class Queries(SqlDialect dialect)
{
    private readonly Expressions _expressions = new(dialect);

    private bool IsPlain => dialect.Family == DialectFamily.Cassandra;

    public Gen<Query> All => Gen.Sized(size => IsPlain ? Simple : Of(Math.Min(size / 4, 2)));

    private Gen<Query> Simple => Items.Zip(Names, (items, name) => new Query(new QueryBody.Select(items) { From = [TableOf(name)] }));

    private Gen<SqlList<SelectItem>> Items => Gen.ListOf(Column, 2).Select(items => (SqlList<SelectItem>)[.. items]);

    private Gen<SelectItem> Column =>
        (IsPlain ? Names.Select(n => (Expression)new Expression.Column([n])) : _expressions.All).Zip(
            Names,
            (value, name) => new SelectItem(value, name)
        );

    private static Gen<Identifier> Names => Expressions.Names.Where(n => !n.Text.Contains('.', StringComparison.Ordinal));

    private Gen<Query> Of(int depth)
    {
        var body = Body(depth);
        var ordered = body.Zip(
            _expressions.All,
            (b, e) => new Query(b) { OrderBy = [new OrderItem(e, Dataing.Sql.Syntax.SortDirection.Descending)] }
        );
        var limited =
            dialect.Rendering.Limit == LimitStyle.Fetch
                ? ordered.Select(q => q with { Limit = new RowLimit(new Expression.Number("5"), new Expression.Number("1")) })
                : ordered.Select(q => q with { Limit = new RowLimit(new Expression.Number("5"), null) });
        var plain = body.Select(b => new Query(b));
        if (depth == 0)
            return Gen.OneOf(plain, ordered, limited);
        var with = Names
            .Zip(Of(depth - 1), (name, inner) => new CommonTable(name, [], inner))
            .Zip(plain, (table, q) => q with { With = new With(false, [table]) });
        return Gen.OneOf(plain, ordered, limited, with);
    }

    private Gen<QueryBody> Body(int depth)
    {
        var select = Items
            .Zip(Source(depth), (items, source) => new QueryBody.Select(items) { From = [source] })
            .Zip(_expressions.All, (s, where) => s with { Where = where })
            .Select(s => (QueryBody)s);
        var grouped = select.Zip(
            _expressions.All,
            (s, key) =>
                (QueryBody)((QueryBody.Select)s with { GroupBy = new GroupBy([new GroupingElement.Single(Single(key))]), Having = key })
        );
        if (depth == 0)
            return Gen.OneOf(select, grouped);
        var union = Body(depth - 1)
            .Two()
            .Select(b => (QueryBody)new QueryBody.SetOperation(b.Item1, SetOperator.Union, SetQuantifier.All, Operand(b.Item2)));
        return Gen.OneOf(select, grouped, union);
    }

    /// <summary>Two values in parentheses would be one grouping of two columns.</summary>
    private static Expression Single(Expression key) => key is Expression.Tuple ? new Expression.Null() : key;

    private static QueryBody Operand(QueryBody body) => body is QueryBody.SetOperation ? new QueryBody.Nested(new Query(body)) : body;

    private Gen<TableSource> Source(int depth)
    {
        var table = Names.Select(TableOf);
        if (depth == 0)
            return table;
        var derived = Of(depth - 1).Zip(Names, (q, name) => (TableSource)new TableSource.Subquery(q, new TableAlias(name, [])));
        var join = table
            .Two()
            .Zip(
                _expressions.All,
                (t, on) => (TableSource)new TableSource.Join(t.Item1, JoinKind.Left, t.Item2) { Condition = new JoinCondition.On(on) }
            );
        return Gen.OneOf(table, derived, join);
    }

    private static TableSource TableOf(Identifier name) => new TableSource.Table(new ObjectName([name]));
}
