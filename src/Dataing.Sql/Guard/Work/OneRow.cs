using Dataing.Sql.Functions;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Tells queries that yield exactly one row by their shape: aggregates without a grouping.</summary>
internal static class OneRow
{
    public static bool Yields(Query query, FunctionCatalogue functions) =>
        query.Body switch
        {
            QueryBody.Select select => Yields(select, functions),
            QueryBody.Nested nested => Yields(nested.Query, functions),
            _ => false,
        };

    public static bool Yields(QueryBody.Select select, FunctionCatalogue functions)
    {
        if (select.GroupBy is not null || select.ValueMode != ValueMode.Columns && select.From.Count == 0)
            return false;
        var aggregates = false;
        var pending = new NodeStack(8);
        foreach (var item in select.Items)
        {
            pending.Push(item.Value);
            while (pending.TryPop(out var node))
            {
                if (node is Query or Expression.Column)
                    continue;
                if (node is Expression.FunctionCall call)
                {
                    var entry = functions.Find(call.Name.Last.Text);
                    // A call that unfolds makes rows out of the one.
                    if (
                        entry is null
                        || entry.Is(FunctionClasses.Table)
                        || call.Name.Last.Text.Equals("arrayJoin", StringComparison.OrdinalIgnoreCase)
                    )
                        return false;
                    aggregates |= call.Over is null && IsAggregate(call, entry);
                }
                SqlTree.AddChildren(node, pending);
            }
        }
        return aggregates;
    }

    /// <summary>Some names are a scalar with several arguments and an aggregate with one: SQLite's <c>max(a, b)</c>.</summary>
    private static bool IsAggregate(Expression.FunctionCall call, FunctionEntry entry) =>
        entry.Is(FunctionClasses.Aggregate)
        && (!entry.Is(FunctionClasses.Scalar) || (call.Arguments.Count == 1 && call.Name.Last.Text.ToLowerInvariant() is "min" or "max"));
}
