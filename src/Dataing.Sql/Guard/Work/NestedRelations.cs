using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Relations that are multiplied through sub-queries: one that is asked again for each row outside, by no more than an inequality, multiplies like a join.</summary>
internal sealed class NestedRelations(QueryFacts facts)
{
    private readonly Dictionary<SqlNode, int> _known = new(ReferenceEqualityComparer.Instance);

    public int Of(QueryBody.Select select)
    {
        if (_known.TryGetValue(select, out var known))
            return known;
        _known[select] = 0;
        return _known[select] = FactorsOf(select) + MostAdded(select);
    }

    /// <summary>With what the ORDER BY behind a SELECT asks for each of its rows.</summary>
    public int WithOrder(Query query) =>
        query.OrderBy.Count > 0 && query.Body is QueryBody.Select select
            ? FactorsOf(select) + query.OrderBy.Select(o => MostAdded(o)).Max()
            : 0;

    private int FactorsOf(QueryBody.Select select) => select.From.Count > 0 ? facts.Work.ProductOf(select).Factors : 0;

    private int MostAdded(SqlNode node)
    {
        var most = 0;
        var pending = new NodeStack(16);
        SqlTree.AddChildren(node, pending);
        while (pending.TryPop(out var part))
        {
            if (part is TableSource)
                continue;
            if (part is Query query)
                most = Math.Max(most, Added(query));
            else
                SqlTree.AddChildren(part, pending);
        }
        return most;
    }

    private int Added(Query query)
    {
        var inside = OfBody(query.Body);
        return inside == 0
            ? 0
            : Correlation.Of(query, facts.Dialect) switch
            {
                CorrelationKind.None => 0,
                CorrelationKind.Firm => inside - 1,
                _ => inside,
            };
    }

    private int OfBody(QueryBody body) =>
        body switch
        {
            QueryBody.Select select => Of(select),
            QueryBody.Nested nested => OfBody(nested.Query.Body),
            QueryBody.SetOperation set => Math.Max(OfBody(set.Left), OfBody(set.Right)),
            _ => 0,
        };
}
