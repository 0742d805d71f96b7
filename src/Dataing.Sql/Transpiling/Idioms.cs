using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Limits and orderings, which dialects spell and mean differently.</summary>
internal sealed class Idioms(SqlDialect from, SqlDialect to)
{
    /// <summary>LIMIT becomes TOP where there is no LIMIT, and TOP becomes LIMIT where there is no TOP.</summary>
    public Query Limit(Query query)
    {
        query = Ordered(query);
        var fetches = to.Rendering.Limit == LimitStyle.Fetch;
        if (fetches && query.Limit is { Offset: null, Count: { } count } limit && query.Body is QueryBody.Select { Top: null } plain)
            return query with { Limit = null, Body = plain with { Top = new Top(count, limit.Percent, limit.WithTies) } };
        if (!fetches && query is { Limit: null, Body: QueryBody.Select { Top: { } top } topped } && !to.Grammar.Has(Feature.Top))
            return query with
            {
                Limit = new RowLimit(top.Count, null) { Percent = top.Percent, WithTies = top.WithTies },
                Body = topped with { Top = null },
            };
        return query;
    }

    /// <summary>Says where NULLs stand when the two dialects disagree about it.</summary>
    public OrderItem Nulls(OrderItem item)
    {
        if (item.Nulls != NullsOrder.Unsaid || item.Fill is not null || item.Value is Expression.Star)
            return item;
        var descending = item.Direction == SortDirection.Descending;
        var wanted = Default(from, descending);
        return wanted == Default(to, descending) ? item : item with { Nulls = wanted };
    }

    /// <summary>BigQuery and ClickHouse want DISTINCT said; elsewhere it is what is meant when nothing is, and some do not know the word.</summary>
    public QueryBody.SetOperation Quantified(QueryBody.SetOperation operation)
    {
        if (operation.Quantifier == SetQuantifier.All)
            return operation;
        // ClickHouse's EXCEPT and INTERSECT keep duplicates unless DISTINCT is said.
        if (
            from.Family == DialectFamily.ClickHouse
            && operation.Quantifier == SetQuantifier.Unsaid
            && to.Family != DialectFamily.ClickHouse
        )
            return operation with { Quantifier = SetQuantifier.All };
        var says = to.Family is DialectFamily.BigQuery or DialectFamily.ClickHouse;
        return operation with { Quantifier = says ? SetQuantifier.Distinct : SetQuantifier.Unsaid };
    }

    /// <summary>WITH ROLLUP behind the list and ROLLUP (…) in it mean the same; most engines know one of them.</summary>
    public static GroupBy Grouped(GroupBy grouping, SqlDialect to) =>
        grouping switch
        {
            { Modifier: GroupByModifier.WithRollup } when !EngineLimits.TakesModifiers(to) => new GroupBy([
                new GroupingElement.Rollup(grouping.Elements),
            ]),
            { Modifier: GroupByModifier.WithCube } when !EngineLimits.TakesModifiers(to) => new GroupBy([
                new GroupingElement.Cube(grouping.Elements),
            ]),
            { Modifier: GroupByModifier.None, Elements: [GroupingElement.Rollup rollup] }
                when to.Family == DialectFamily.MySql && rollup.Elements.All(e => e is GroupingElement.Single) => grouping with
            {
                Elements = rollup.Elements,
                Modifier = GroupByModifier.WithRollup,
            },
            _ => grouping,
        };

    /// <summary>A part in parentheses that has nothing of its own needs none.</summary>
    public static QueryBody.SetOperation Bare(QueryBody.SetOperation operation) =>
        operation with
        {
            Left = Bare(operation.Left),
            Right = Bare(operation.Right),
        };

    private static QueryBody Bare(QueryBody part) =>
        part
            is QueryBody.Nested
            {
                Query: { With: null, OrderBy.Count: 0, OrderByAll: null, Limit: null, LimitBy: null, Body: QueryBody.Select body }
            }
            ? body
            : part;

    /// <summary>MATERIALIZED steers the plan of three engines.</summary>
    public static CommonTable Materialized(CommonTable table, SqlDialect to) =>
        to.Family is DialectFamily.Postgres or DialectFamily.Sqlite or DialectFamily.DuckDb
            ? table
            : table with
            {
                Materialization = Materialization.Unsaid,
            };

    /// <summary>Some engines want a name for every query in FROM; one that nobody uses changes nothing.</summary>
    public static TableSource.Subquery Named(TableSource.Subquery derived, SqlDialect to)
    {
        var wantsName = to.Family is DialectFamily.MySql or DialectFamily.SqlServer or DialectFamily.Postgres or DialectFamily.Redshift;
        return wantsName ? derived with { Alias = new TableAlias(new Identifier($"derived_{derived.Span.Start}"), []) } : derived;
    }

    public WindowSpecification Window(WindowSpecification window)
    {
        var ordered = Ordered(window.OrderBy);
        if (ordered.Count > window.OrderBy.Count && window.Frame is { Unit: FrameUnit.Range, Start.Offset: not null })
            throw new UntranslatableException($"{to.Name} cannot order NULLs within a RANGE frame; filter them out first.");
        return window with { OrderBy = ordered };
    }

    private Query Ordered(Query query) => query with { OrderBy = Ordered(query.OrderBy) };

    private SqlList<OrderItem> Ordered(SqlList<OrderItem> ordering)
    {
        if (to.Rendering.NullsOrder || ordering.All(i => i.Nulls == NullsOrder.Unsaid))
            return ordering;
        // Without NULLS FIRST the order of NULLs is a first key of its own, if the dialect's own order is not what is wanted.
        var items = new List<OrderItem>();
        foreach (var item in ordering)
        {
            var wanted = item.Nulls;
            if (wanted != NullsOrder.Unsaid && wanted != Default(to, item.Direction == SortDirection.Descending))
            {
                var test = new Expression.Is(item.Value, IsTest.Null);
                var rank = new Expression.Case(null, [new WhenClause(test, new Expression.Number("1"))], new Expression.Number("0"));
                items.Add(new OrderItem(rank, wanted == NullsOrder.First ? SortDirection.Descending : SortDirection.Ascending));
            }
            items.Add(item with { Nulls = NullsOrder.Unsaid });
        }
        return items.ToSqlList();
    }

    private static NullsOrder Default(SqlDialect dialect, bool descending) =>
        dialect.Family switch
        {
            DialectFamily.DuckDb or DialectFamily.Trino or DialectFamily.ClickHouse => NullsOrder.Last,
            DialectFamily.Postgres or DialectFamily.Redshift or DialectFamily.Snowflake => descending ? NullsOrder.First : NullsOrder.Last,
            _ => descending ? NullsOrder.Last : NullsOrder.First,
        };
}
