using System.Globalization;
using System.Numerics;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>Bounds the rows a query yields, at its outermost level only and in the dialect's own style.</summary>
public static class RowLimiter
{
    /// <summary>
    /// The query with a limit of at most <paramref name="cap"/> rows: added when missing, lowered when larger. A limit that only the engine
    /// can tell (an expression, a parameter, a share, one with ties) stays, and the cap is put around it.
    /// </summary>
    public static Query Clamp(Query query, int cap, SqlDialect dialect)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cap);
        // In ClickHouse a limit behind a set operation belongs to its last part.
        if (dialect.Family == DialectFamily.ClickHouse && query.Body is not QueryBody.Select)
            return Around(query, cap, dialect);
        if (IsTheEngines(query, cap) && CanStandInside(query, dialect))
            return Around(query, cap, dialect);
        if (query.Body is QueryBody.Select { Top: { } top } select)
            return query with { Body = select with { Top = Clamp(top, cap) } };
        if (query.Limit is not null)
            return Fits(query.Limit, cap) ? query : Replace(query, cap);
        // Parentheses around the whole change nothing, so the limit inside them is the outer one: unless something stands behind them.
        if (
            query is { Body: QueryBody.Nested nested, OrderBy.Count: 0, LimitBy: null, OrderByAll: null, With: null }
            && nested.Query.Limit is not null
        )
            return query with { Body = new QueryBody.Nested(Clamp(nested.Query, cap, dialect)) };
        return Add(query, cap, dialect);
    }

    /// <summary>True when the query already has an outer limit of at most <paramref name="cap"/> rows.</summary>
    public static bool IsWithin(Query query, int cap) =>
        query.Body switch
        {
            QueryBody.Select { Top: { } top } => !top.Percent && !top.WithTies && IsAtMost(top.Count, cap),
            _ => query.Limit is not null && Fits(query.Limit, cap),
        };

    private static Query Add(Query query, int cap, SqlDialect dialect)
    {
        if (dialect.Family == DialectFamily.Sqlite && EndsInValues(query.Body))
            return Around(query, cap, dialect);
        if (dialect.Rendering.Limit != LimitStyle.Fetch)
            return query with { Limit = new RowLimit(NumberOf(cap), null) };
        if (query.Body is QueryBody.Select select)
            return query with { Body = select with { Top = new Top(NumberOf(cap)) } };
        // A set operation has no TOP of its own; OFFSET … FETCH needs an ordering, and behind UNION that is one by a column of its result.
        return query with
        {
            OrderBy = query.OrderBy.Count > 0 ? query.OrderBy : [new OrderItem(new Expression.Number("1"))],
            Limit = new RowLimit(NumberOf(cap), NumberOf(0)),
        };
    }

    /// <summary>Whether what is written may stop below the cap, or where no number says.</summary>
    private static bool IsTheEngines(Query query, int cap)
    {
        var (count, percent, ties) = query switch
        {
            { Body: QueryBody.Select { Top: { } top } } => (top.Count, top.Percent, top.WithTies),
            { Limit: { } limit } => (limit.Count, limit.Percent, limit.WithTies),
            _ => default,
        };
        return count switch
        {
            null or Expression.Null => false,
            Expression.Number => percent || ties && IsAtMost(count, cap),
            _ => true,
        };
    }

    /// <summary>CQL has no subquery, and FOR JSON or FOR XML belongs to the outermost SELECT.</summary>
    private static bool CanStandInside(Query query, SqlDialect dialect) =>
        dialect.Family != DialectFamily.Cassandra && query.Options.All(o => !o.Name.StartsWith("FOR ", StringComparison.Ordinal));

    private static Query Around(Query query, int cap, SqlDialect dialect)
    {
        // Parentheses around the whole would be those of the subquery.
        while (query.Body is QueryBody.Nested whole && query.Equals(new Query(whole)))
            query = whole.Query;
        var inner = dialect.Family == DialectFamily.SqlServer ? query with { With = null, Options = [] } : query;
        var source = new TableSource.Subquery(inner, new TableAlias(new Identifier("capped"), []));
        var all = new Query(new QueryBody.Select([new SelectItem(new Expression.Star())]) { From = [source] });
        // There WITH and OPTION stand outermost only.
        return dialect.Family == DialectFamily.SqlServer
            ? Add(all with { With = query.With, Options = query.Options }, cap, dialect)
            : Add(all, cap, dialect);
    }

    /// <summary>SQLite takes no LIMIT behind VALUES.</summary>
    private static bool EndsInValues(QueryBody body) =>
        body switch
        {
            QueryBody.Values => true,
            QueryBody.SetOperation set => EndsInValues(set.Right),
            _ => false,
        };

    private static Query Replace(Query query, int cap)
    {
        var count = query.Limit is { Percent: false, Count: { } written } && IsAtMost(written, cap) ? written : NumberOf(cap);
        return query with { Limit = new RowLimit(count, query.Limit?.Offset) { Examined = query.Limit?.Examined } };
    }

    private static Top Clamp(Top top, int cap) =>
        new(!top.Percent && IsAtMost(top.Count, cap) ? top.Count : NumberOf(cap)) { Span = top.Span };

    private static bool Fits(RowLimit limit, int cap) =>
        limit is { Percent: false, WithTies: false, Count: { } count } && IsAtMost(count, cap);

    private static bool IsAtMost(Expression count, int cap) =>
        count is Expression.Number number
        && BigInteger.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value <= cap;

    private static Expression.Number NumberOf(int value) => new(value.ToString(CultureInfo.InvariantCulture));
}
