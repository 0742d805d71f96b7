using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>
/// How often a query joins what it has made to itself on nothing but a key: each time squares the rows of that key, so that
/// a few levels of common tables multiply a table without one cross join.
/// </summary>
internal sealed class SelfJoins(QueryFacts facts)
{
    private readonly Dictionary<SqlNode, int> _levels = new(ReferenceEqualityComparer.Instance);

    public int LevelsOf(QueryBody.Select select)
    {
        if (_levels.TryGetValue(select, out var known))
            return known;
        _levels[select] = 0;
        if (select.GroupBy is not null || select.Distinct is not null)
            return 0;
        var graph = JoinGraph.Of(select, facts.Dialect);
        var below = 0;
        foreach (var leaf in graph.Leaves)
            below = Math.Max(below, Below(leaf));
        return _levels[select] = below + (IsSelfJoin(select, graph) ? 1 : 0);
    }

    private int Below(TableSource leaf)
    {
        var query = leaf switch
        {
            TableSource.Subquery subquery => subquery.Query,
            TableSource.Table table => facts.Bindings.CommonTableOf(table) is { } common && !facts.Bindings.IsRecursive(common)
                ? common.Query
                : null,
            _ => null,
        };
        return query is { Limit: null, Body: QueryBody.Select select } ? LevelsOf(select) : 0;
    }

    /// <summary>Two sources are the same, and columns of the same name are all that any two sources share.</summary>
    private bool IsSelfJoin(QueryBody.Select select, JoinGraph graph)
    {
        if (graph.Leaves.Count < 2 || graph.Leaves.Select(Identity).OfType<object>().GroupBy(i => i).All(g => g.Count() < 2))
            return false;
        var shared = false;
        foreach (var term in Terms(select))
        {
            var leaves = SqlTree.DescendantsAndSelf(term).OfType<Expression.Column>().Select(graph.LeafOf).Where(l => l >= 0).Distinct();
            if (leaves.Count() < 2)
                continue;
            if (
                term is not Expression.Binary { Operator: BinaryOperator.Equal, Left: Expression.Column a, Right: Expression.Column b }
                || Names.Fold(a.Last, facts.Dialect) != Names.Fold(b.Last, facts.Dialect)
            )
                return false;
            shared = true;
        }
        return shared || Joins(select).Any(j => j.Condition is JoinCondition.Using);
    }

    private object? Identity(TableSource leaf) =>
        leaf is TableSource.Table table
            ? facts.Bindings.CommonTableOf(table) ?? (object)string.Join('.', table.Name.Parts.Select(p => Names.Fold(p, facts.Dialect)))
            : null;

    private static IEnumerable<Expression> Terms(QueryBody.Select select) =>
        Joins(select)
            .Select(j => (j.Condition as JoinCondition.On)?.Condition)
            .Append(select.Where)
            .OfType<Expression>()
            .SelectMany(e => e is Expression.Logical { Operator: LogicalOperator.And } and ? and.Terms : [e]);

    private static IEnumerable<TableSource.Join> Joins(QueryBody.Select select)
    {
        var pending = new Stack<TableSource>(select.From);
        while (pending.TryPop(out var source))
        {
            if (source is TableSource.Join join)
                yield return join;
            foreach (var inside in SourceAlias.Inside(source))
                pending.Push(inside);
        }
    }
}
