using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Takes out of a tree what two dialects spell differently and mean alike, so that two trees can be compared.</summary>
internal static class SameMeaning
{
    private static readonly TreeRewriter Reducer = new(Replace);

    public static Query Reduce(Query query) => Reducer.Rewrite(query);

    private static SqlNode? Replace(SqlNode node, TreeRewriter rewriter) =>
        node switch
        {
            // What must be quoted is not the same everywhere.
            Identifier { Quoted: true } name => name with { Quoted = false },
            // SQL Server has no word for a recursive WITH, and some allow it for any.
            With { Recursive: true } with => rewriter.Below(with) with { Recursive = false },
            Query { Limit: not null } query => rewriter.Below(WithoutIdleOrder(query)),
            RowLimit { Offset: Expression.Number { Text: "0" } } limit => rewriter.Below(limit with { Offset = null }),
            Expression.CustomOperator { Operator: "#", Left: { } left } operation => rewriter.Visit(
                new Expression.Binary(left, BinaryOperator.BitXor, operation.Right)
            ),
            QueryBody.Nested { Query: { With: null, OrderBy.Count: 0, OrderByAll: null, Limit: null, LimitBy: null } inner } =>
                rewriter.Visit(inner.Body),
            _ => null,
        };

    /// <summary>SQL Server's ORDER BY (SELECT NULL), which stands there only because OFFSET wants an order.</summary>
    private static Query WithoutIdleOrder(Query query) =>
        query.OrderBy
            is [{ Value: Expression.Subquery { Query.Body: QueryBody.Select { From.Count: 0, Items: [{ Value: Expression.Null }] } } }]
            ? query with
            {
                OrderBy = [],
            }
            : query;
}
