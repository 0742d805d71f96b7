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
        var own = select.From.Count > 0 ? facts.Work.ProductOf(select).Factors : 0;
        var most = 0;
        var pending = new NodeStack(16);
        SqlTree.AddChildren(select, pending);
        while (pending.TryPop(out var node))
        {
            if (node is TableSource)
                continue;
            if (node is Query query)
                most = Math.Max(most, Added(query));
            else
                SqlTree.AddChildren(node, pending);
        }
        return _known[select] = own + most;
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
