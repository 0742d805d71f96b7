using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Queries;

/// <summary>A question asked twice gives the same rows in the same order: groups come by their keys.</summary>
internal static class Ordered
{
    public static Query ByKeys(Query query)
    {
        if (query.OrderBy.Count > 0)
            return query;
        SelectItem[] keys = [.. First(query.Body) is { } select ? Keys(select, query.Body is QueryBody.SetOperation) : []];
        return keys.Length == 0
            ? query
            : query with
            {
                OrderBy = [.. keys.Select(k => k.Alias).OfType<Identifier>().Select(a => new OrderItem(new Expression.Column([a])))],
            };
    }

    private static QueryBody.Select? First(QueryBody body) =>
        body switch
        {
            QueryBody.Select select => select.GroupBy is null ? null : select,
            QueryBody.SetOperation { Left: var left } => Leftmost(left),
            _ => null,
        };

    private static QueryBody.Select? Leftmost(QueryBody body) =>
        body is QueryBody.SetOperation { Left: var left } ? Leftmost(left) : body as QueryBody.Select;

    /// <summary>What is grouped by, and the number that tells the parts of a union apart.</summary>
    private static IEnumerable<SelectItem> Keys(QueryBody.Select select, bool isUnion)
    {
        var grouped = select.GroupBy is { } by
            ? by.Elements.OfType<GroupingElement.Single>().Select(e => e.Value).ToHashSet()
            : new HashSet<Expression>();
        return select.Items.Where(i => i.Alias is not null && (grouped.Contains(i.Value) || isUnion && i.Value is Expression.Number));
    }
}
