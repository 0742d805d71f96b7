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
///     .Select(Term.Truncate(CalendarUnit.Day, Term.Column("o", "created_at")).As("day"), Term.Count().As("n"))
///     .GroupBy(Term.Truncate(CalendarUnit.Day, Term.Column("o", "created_at")))
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
    public static SelectBuilder From(IReadOnlyList<string> table, string? alias = null) => From(Relation.Table(table, alias));

    /// <summary>Begins with a table, or with one named by <see cref="With"/>.</summary>
    public static SelectBuilder From(string table, string? alias = null) => From([table], alias);

    /// <summary>Begins with a subquery.</summary>
    public static SelectBuilder From(SelectBuilder inner, string alias) => From(Relation.Derived(inner.ToQuery(), alias));

    public static SelectBuilder From(TableSource source) => Start([source]);

    /// <summary>Begins with no source at all: one row.</summary>
    public static SelectBuilder Nothing() => Start([]);

    /// <summary>Names a query, so that <c>From(name)</c> can use it. Names must be given before use.</summary>
    public SelectBuilder With(string name, SelectBuilder query)
    {
        var table = new CommonTable(Term.Name(name), [], query.ToQuery());
        return new(_query with { With = new With(false, [.. _query.With?.Tables ?? [], table]) }, _select);
    }

    public SelectBuilder Select(params IEnumerable<SelectItem> items) => Change(_select with { Items = [.. _select.Items, .. items] });

    public SelectBuilder Distinct() => Change(_select with { Distinct = new Distinct([]) });

    public SelectBuilder Join(IReadOnlyList<string> table, string alias, Expression on) =>
        Joined(left => left.Join(Relation.Table(table, alias), on));

    public SelectBuilder LeftJoin(IReadOnlyList<string> table, string alias, Expression on) =>
        Joined(left => left.LeftJoin(Relation.Table(table, alias), on));

    public SelectBuilder Join(SelectBuilder inner, string alias, Expression on) =>
        Joined(left => left.Join(Relation.Derived(inner.ToQuery(), alias), on));

    public SelectBuilder LeftJoin(SelectBuilder inner, string alias, Expression on) =>
        Joined(left => left.LeftJoin(Relation.Derived(inner.ToQuery(), alias), on));

    /// <summary>Every row with every row.</summary>
    public SelectBuilder CrossJoin(SelectBuilder inner, string alias) =>
        Joined(left => left.CrossJoin(Relation.Derived(inner.ToQuery(), alias)));

    /// <summary>Keeps the rows that have no partner (NOT EXISTS, which every dialect has and which NULL cannot fool).</summary>
    public SelectBuilder AntiJoin(IReadOnlyList<string> table, string alias, Expression on) =>
        Where(Term.Exists(From(table, alias).Select(new SelectItem(Term.Number(1))).Where(on)).Not());

    /// <summary>Keeps the rows that have a partner, each once.</summary>
    public SelectBuilder SemiJoin(IReadOnlyList<string> table, string alias, Expression on) =>
        Where(Term.Exists(From(table, alias).Select(new SelectItem(Term.Number(1))).Where(on)));

    /// <summary>Adds a condition; all of them must hold. Null adds none.</summary>
    public SelectBuilder Where(Expression? condition) =>
        condition is null ? this : Change(_select with { Where = _select.Where?.And(condition) ?? condition });

    /// <summary>Adds values to group by; no value adds no grouping.</summary>
    public SelectBuilder GroupBy(params IEnumerable<Expression> values)
    {
        SqlList<GroupingElement> elements = [.. _select.GroupBy?.Elements ?? [], .. values.Select(v => new GroupingElement.Single(v))];
        return elements.Count == 0 ? this : Change(_select with { GroupBy = new GroupBy(elements) });
    }

    public SelectBuilder Having(Expression condition) =>
        Change(_select with { Having = _select.Having is null ? condition : _select.Having.And(condition) });

    public SelectBuilder OrderBy(params IEnumerable<OrderItem> items) =>
        new(_query with { OrderBy = [.. _query.OrderBy, .. items] }, _select);

    /// <summary>In ascending order of the values.</summary>
    public SelectBuilder OrderBy(params IEnumerable<Expression> values) => OrderBy(values.Select(v => new OrderItem(v)));

    public SelectBuilder Limit(int rows, int offset = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var count = new Expression.Number(rows.ToString(CultureInfo.InvariantCulture));
        var skipped = offset == 0 ? null : new Expression.Number(offset.ToString(CultureInfo.InvariantCulture));
        return new(_query with { Limit = new RowLimit(count, skipped) }, _select);
    }

    /// <summary>The rows of several queries one after another.</summary>
    public static Query UnionAll(IReadOnlyList<SelectBuilder> queries)
    {
        ArgumentOutOfRangeException.ThrowIfZero(queries.Count, nameof(queries));
        var body = queries[0].AsSide();
        foreach (var next in queries.Skip(1))
            body = new QueryBody.SetOperation(body, SetOperator.Union, SetQuantifier.All, next.AsSide());
        return new Query(body);
    }

    /// <summary>Begins with the rows of several queries.</summary>
    public static SelectBuilder UnionAll(IReadOnlyList<SelectBuilder> queries, string alias) =>
        From(Relation.Derived(UnionAll(queries), alias));

    /// <summary>The query in the words of a dialect.</summary>
    /// <exception cref="UntranslatableException">The dialect cannot say what the query means.</exception>
    public Query Build(SqlDialect dialect) => SqlTranspiler.FromNeutral(ToQuery(), dialect);

    /// <summary>The query in the words in which it was built: those of DuckDB, or those of the source that it will be put to.</summary>
    public Query ToQuery() =>
        _select.Items.Count > 0 ? _query : _query with { Body = _select with { Items = [new SelectItem(Term.Star)] } };

    private static SelectBuilder Start(SqlList<TableSource> from)
    {
        var select = new QueryBody.Select([]) { From = from };
        return new(new Query(select), select);
    }

    private SelectBuilder Change(QueryBody.Select select) => new(_query, select);

    private SelectBuilder Joined(Func<TableSource, TableSource> join)
    {
        if (_select.From.Count == 0)
            throw new InvalidOperationException("There is nothing to join to; begin with From.");
        return Change(_select with { From = [.. _select.From.Take(_select.From.Count - 1), join(_select.From[^1])] });
    }

    private QueryBody AsSide()
    {
        var query = ToQuery();
        return query.OrderBy.Count == 0 && query.Limit is null && query.With is null ? query.Body : new QueryBody.Nested(query);
    }
}
