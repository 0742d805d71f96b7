using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;
using Dataing.Sql.Transpiling;

namespace Dataing.Sql.Building;

/// <summary>
/// A query under construction. Each call gives a new builder and leaves the old one as it was; <see cref="Build"/> ends it.
/// </summary>
/// <example>
/// <code>
/// var query = SelectBuilder
///     .From(["sales", "orders"], "o")
///     .LeftJoin(["sales", "customers"], "c", Term.Column("c", "id").EqualTo(Term.Column("o", "customer_id")))
///     .Where(Term.Column("o", "created_at").Within(Term.Timestamp(from), Term.Timestamp(to)))
///     .Select(Term.Truncate(Grain.Day, Term.Column("o", "created_at")).As("day"), Term.Count().As("n"))
///     .GroupBy(Term.Truncate(Grain.Day, Term.Column("o", "created_at")))
///     .OrderBy(Term.Column("day").Ascending())
///     .Limit(100)
///     .Build(SqlDialect.Postgres);
/// </code>
/// </example>
public sealed class SelectBuilder
{
    private readonly Query _query;
    private readonly QueryBody.Select _select;

    private SelectBuilder(Query query, QueryBody.Select select)
    {
        _select = select;
        _query = query with { Body = select };
    }

    /// <summary>Begins with a table, named from its catalogue or schema down to itself.</summary>
    public static SelectBuilder From(IReadOnlyList<string> table, string? alias = null) => Start([Table(table, alias)]);

    /// <summary>Begins with a table, or with one named by <see cref="With"/>.</summary>
    public static SelectBuilder From(string table, string? alias = null) => From([table], alias);

    /// <summary>Begins with a subquery.</summary>
    public static SelectBuilder From(SelectBuilder inner, string alias) => Start([new TableSource.Subquery(inner.ToQuery(), Alias(alias))]);

    /// <summary>Begins with no source at all: one row.</summary>
    public static SelectBuilder Nothing() => Start([]);

    /// <summary>Names a query, so that <c>From(name)</c> can use it. Names must be given before use.</summary>
    public SelectBuilder With(string name, SelectBuilder query)
    {
        var table = new CommonTable(new Identifier(name) { Exact = true }, [], query.ToQuery());
        return new(_query with { With = new With(false, [.. _query.With?.Tables ?? [], table]) }, _select);
    }

    public SelectBuilder Select(params IEnumerable<SelectItem> items) => Change(_select with { Items = [.. _select.Items, .. items] });

    public SelectBuilder Distinct() => Change(_select with { Distinct = new Distinct([]) });

    public SelectBuilder Join(IReadOnlyList<string> table, string alias, Expression on) => JoinTo(JoinKind.Inner, Table(table, alias), on);

    public SelectBuilder LeftJoin(IReadOnlyList<string> table, string alias, Expression on) =>
        JoinTo(JoinKind.Left, Table(table, alias), on);

    public SelectBuilder Join(SelectBuilder inner, string alias, Expression on) =>
        JoinTo(JoinKind.Inner, new TableSource.Subquery(inner.ToQuery(), Alias(alias)), on);

    public SelectBuilder LeftJoin(SelectBuilder inner, string alias, Expression on) =>
        JoinTo(JoinKind.Left, new TableSource.Subquery(inner.ToQuery(), Alias(alias)), on);

    /// <summary>Every row with every row.</summary>
    public SelectBuilder CrossJoin(SelectBuilder inner, string alias) =>
        JoinTo(JoinKind.Cross, new TableSource.Subquery(inner.ToQuery(), Alias(alias)), null);

    /// <summary>Keeps the rows that have no partner (NOT EXISTS, which every dialect has and which NULL cannot fool).</summary>
    public SelectBuilder AntiJoin(IReadOnlyList<string> table, string alias, Expression on) =>
        Where(Term.Exists(From(table, alias).Select(new SelectItem(Term.Number(1))).Where(on)).Not());

    /// <summary>Keeps the rows that have a partner, each once.</summary>
    public SelectBuilder SemiJoin(IReadOnlyList<string> table, string alias, Expression on) =>
        Where(Term.Exists(From(table, alias).Select(new SelectItem(Term.Number(1))).Where(on)));

    /// <summary>Adds a condition; all of them must hold.</summary>
    public SelectBuilder Where(Expression condition) =>
        Change(_select with { Where = _select.Where is null ? condition : _select.Where.And(condition) });

    public SelectBuilder GroupBy(params IEnumerable<Expression> values) =>
        Change(
            _select with
            {
                GroupBy = new GroupBy([.. _select.GroupBy?.Elements ?? [], .. values.Select(v => new GroupingElement.Single(v))]),
            }
        );

    public SelectBuilder Having(Expression condition) =>
        Change(_select with { Having = _select.Having is null ? condition : _select.Having.And(condition) });

    public SelectBuilder OrderBy(params IEnumerable<OrderItem> items) =>
        new(_query with { OrderBy = [.. _query.OrderBy, .. items] }, _select);

    public SelectBuilder Limit(int rows, int offset = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var count = new Expression.Number(rows.ToString(CultureInfo.InvariantCulture));
        var skipped = offset == 0 ? null : new Expression.Number(offset.ToString(CultureInfo.InvariantCulture));
        return new(_query with { Limit = new RowLimit(count, skipped) }, _select);
    }

    /// <summary>The rows of several queries one after another; the result can be read with <c>From(…)</c>.</summary>
    public static SelectBuilder UnionAll(IReadOnlyList<SelectBuilder> queries, string alias)
    {
        ArgumentOutOfRangeException.ThrowIfZero(queries.Count, nameof(queries));
        var body = queries[0].AsSide();
        foreach (var next in queries.Skip(1))
            body = new QueryBody.SetOperation(body, SetOperator.Union, SetQuantifier.All, next.AsSide());
        return Start([new TableSource.Subquery(new Query(body), Alias(alias))]);
    }

    /// <summary>The query in the words of a dialect.</summary>
    /// <exception cref="UntranslatableException">The dialect cannot say what the query means.</exception>
    public Query Build(SqlDialect dialect) => SqlTranspiler.FromNeutral(ToQuery(), dialect);

    /// <summary>The query in DuckDB's words, in which it was built.</summary>
    internal Query ToQuery() =>
        _select.Items.Count > 0 ? _query : _query with { Body = _select with { Items = [new SelectItem(Term.Star)] } };

    private static SelectBuilder Start(SqlList<TableSource> from)
    {
        var select = new QueryBody.Select([]) { From = from };
        return new(new Query(select), select);
    }

    private static TableSource.Table Table(IReadOnlyList<string> path, string? alias) =>
        new(new ObjectName(Term.Names([.. path])), alias is null ? null : Alias(alias));

    private static TableAlias Alias(string name) => new(new Identifier(name) { Exact = true }, []);

    private SelectBuilder Change(QueryBody.Select select) => new(_query, select);

    private SelectBuilder JoinTo(JoinKind kind, TableSource right, Expression? on)
    {
        if (_select.From.Count == 0)
            throw new InvalidOperationException("There is nothing to join to; begin with From.");
        var condition = on is null ? null : new JoinCondition.On(on);
        return Change(
            _select with
            {
                From = [.. _select.From.Take(_select.From.Count - 1), new TableSource.Join(_select.From[^1], kind, right, condition)],
            }
        );
    }

    private QueryBody AsSide()
    {
        var query = ToQuery();
        return query.OrderBy.Count == 0 && query.Limit is null && query.With is null ? query.Body : new QueryBody.Nested(query);
    }
}
