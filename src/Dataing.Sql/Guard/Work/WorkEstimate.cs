using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard.Checks;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What a query costs by its shape alone: rows it makes from nothing, and relations it multiplies.</summary>
internal sealed class WorkEstimate(QueryFacts facts)
{
    private const double RowsBeside = 1.5;

    private readonly List<Query> _open = [];

    // Most queries need none of these.
    private Dictionary<SqlNode, Shape> Queries => field ??= new(ReferenceEqualityComparer.Instance);
    private Dictionary<SqlNode, double> Levels => field ??= new(ReferenceEqualityComparer.Instance);
    private Dictionary<SqlNode, Shape> Products => field ??= new(ReferenceEqualityComparer.Instance);
    private ConstantColumns ConstantColumns => field ??= new(facts.Bindings, facts.Dialect);

    /// <summary>Rows made of generators and literals (a table counts as one), and untied relations multiplied.</summary>
    public readonly record struct Shape(double Rows, int Factors);

    /// <summary>What the FROM of a SELECT comes to before grouping and limits.</summary>
    public Shape ProductOf(QueryBody.Select select)
    {
        // A table of the source alone is told sooner than it is looked up, unless calls have to be counted.
        if (select.From is [TableSource.Table only] && !facts.Generates && facts.Bindings.CommonTableOf(only) is null)
            return OfAlone(only, generated: 1);
        if (Products.TryGetValue(select, out var known))
            return known;
        return Products[select] = select.From is [TableSource.Table table] ? OfAlone(table, GeneratedIn(select)) : OfJoins(select);
    }

    private Shape OfAlone(TableSource.Table table, double generated)
    {
        var shape = OfTable(table);
        return shape with { Rows = Math.Max(1, shape.Rows) * generated };
    }

    private Shape OfJoins(QueryBody.Select select)
    {
        var graph = JoinGraph.Of(select, facts.Dialect, ConstantColumns);
        var groups = new double[graph.Leaves.Count];
        var factors = new int[graph.Leaves.Count];
        // What only < or <> ties together is still gone through pair by pair.
        var pairs = new double[graph.Leaves.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            var leaf = OfSource(graph.Leaves[i]);
            var at = graph.GroupOf(i);
            groups[at] = Math.Max(groups[at], Math.Max(1, leaf.Rows));
            if (!graph.IsEquated(i))
                pairs[at] = Math.Max(1, pairs[at]) * Math.Max(1, leaf.Rows);
            ref var factor = ref factors[graph.FirmGroupOf(i)];
            factor = Math.Max(factor, leaf.Factors);
        }
        var (rows, crossed, untied) = (1d, 1d, 0);
        for (var i = 0; i < groups.Length; i++)
        {
            rows *= Math.Max(1, Math.Max(groups[i], pairs[i]));
            if (factors[i] == 0)
                crossed = Math.Max(crossed, groups[i]);
            untied += factors[i];
        }
        // A table beside a long series has more than the one row that it counts as.
        if (untied > 0 && crossed > 1)
            rows *= RowsBeside;
        return new Shape(rows * RowsMadeBy(select), Math.Max(Math.Min(1, untied), untied - graph.FirmLooseTies));
    }

    /// <summary>Rows that a source makes by itself; a table counts as one.</summary>
    public double RowsOf(TableSource source) => OfSource(source).Rows;

    /// <summary>Rows that calls in the list of a SELECT, and what unfolds lists behind its sources, make of each of its rows.</summary>
    public double RowsMadeBy(QueryBody.Select select) => select.From.Aggregate(GeneratedIn(select), (rows, s) => rows * Unfolded(s));

    /// <summary>LATERAL VIEW and ARRAY JOIN multiply the rows before them.</summary>
    private double Unfolded(TableSource source) =>
        source switch
        {
            TableSource.LateralView view => Unfolded(view.Source) * GeneratedIn(view),
            TableSource.ArrayJoin join => Unfolded(join.Source) * GeneratedIn(join),
            TableSource.Join join => Unfolded(join.Left) * Unfolded(join.Right),
            TableSource.Nested nested => Unfolded(nested.Source),
            _ => 1,
        };

    private Shape OfQuery(Query query)
    {
        if (Queries.TryGetValue(query, out var known))
            return known;
        if (IsOpen(query))
            return new(1, 1);
        _open.Add(query);
        var shape = OfBody(query.Body);
        _open.RemoveAt(_open.Count - 1);
        if (Constants.NumberOf(query.Limit?.Count) is { } limit && query.Limit is { Percent: false })
            shape = new(Math.Min(shape.Rows, limit), limit <= facts.Policy.RowCap ? 0 : shape.Factors);
        return Queries[query] = shape;
    }

    /// <summary>By reference: the same words may stand at two places.</summary>
    private bool IsOpen(Query query)
    {
        foreach (var open in _open)
        {
            if (ReferenceEquals(open, query))
                return true;
        }
        return false;
    }

    private Shape OfBody(QueryBody body) =>
        body switch
        {
            QueryBody.Select select => OfSelect(select),
            QueryBody.SetOperation set => OfSetOperation(set),
            QueryBody.Values values => new(values.Rows.Count, 0),
            QueryBody.Nested nested => OfQuery(nested.Query),
            QueryBody.Table table => OfCommonTable(table),
            _ => new(1, 1),
        };

    private Shape OfSetOperation(QueryBody.SetOperation set)
    {
        var (left, right) = (OfBody(set.Left), OfBody(set.Right));
        return new(set.Operator == SetOperator.Union ? left.Rows + right.Rows : left.Rows, Math.Max(left.Factors, right.Factors));
    }

    private Shape OfSelect(QueryBody.Select select)
    {
        if (OneRow.Yields(select, facts.Functions))
            return new(1, 0);
        var product = ProductOf(select);
        if (select.Top is { } top && Constants.NumberOf(top.Count) is { } limit && !top.Percent)
            return new(Math.Min(product.Rows, limit), limit <= facts.Policy.RowCap ? 0 : product.Factors);
        return select.GroupBy is not null || select.Distinct is not null
            ? product with
            {
                Factors = Math.Min(1, product.Factors),
            }
            : product;
    }

    private Shape OfSource(TableSource source) =>
        source switch
        {
            TableSource.Table table => OfTable(table),
            TableSource.Subquery subquery => OfQuery(subquery.Query),
            TableSource.Function function => new(OfCall(function.Call), 0),
            TableSource.RowsFrom rows => new(rows.Calls.Max(OfCall), 0),
            TableSource.Unnest unnest => new(
                Math.Max(Math.Max(1, GeneratedIn(unnest)), unnest.Arrays.Select(a => ElementsOf(a.Value)).DefaultIfEmpty(1).Max()),
                0
            ),
            TableSource.Pivot pivot => OfSource(pivot.Source),
            TableSource.Unpivot unpivot => OfSource(unpivot.Source),
            TableSource.MatchRecognize match => OfSource(match.Source),
            TableSource.DocumentTable => new(1, 0),
            _ => new(1, 1),
        };

    private double ElementsOf(Expression list) => Math.Max(Unfolding.Elements(list), LambdaWork.Made(list, facts));

    private Shape OfTable(TableSource.Table table)
    {
        if (facts.Bindings.CommonTableOf(table) is not null)
            return OfCommonTable(table);
        if (SequenceTables.Rows(table, facts) is { } rows)
            return new(rows, 0);
        return OneRowTables.Contains(table.Name, facts.Dialect) ? new(1, 0) : new(1, 1);
    }

    private Shape OfCommonTable(SqlNode use)
    {
        if (facts.Bindings.CommonTableOf(use) is not { Query: { } query } table)
            return new(1, 1);
        var shape = OfQuery(query);
        return facts.Bindings.IsRecursive(table) && !IsOpen(query)
            ? shape with
            {
                Rows = Math.Max(
                    shape.Rows,
                    Math.Min(LevelsOf(table, query), Constants.NumberOf(query.Limit?.Count) ?? double.PositiveInfinity)
                ),
            }
            : shape;
    }

    /// <summary>How often a recursion that counts goes round; one that follows data, or that nothing bounds, counts as one.</summary>
    private double LevelsOf(CommonTable table, Query query)
    {
        if (Levels.TryGetValue(table, out var known))
            return known;
        Levels[table] = 1;
        var levels = RecursionCheck.LevelsOf(table, query, facts);
        return Levels[table] = levels;
    }

    private double OfCall(Expression.FunctionCall call) =>
        facts.Functions.Find(call.Name.Last.Text) is { Makes: true } entry
            ? SeriesSize.Of(call, entry, facts.Dialect, facts.Policy.GeneratedRowsCap) ?? 1
            : Math.Max(RowsOf(call), GeneratedIn(call));

    /// <summary>The longest series called inside a node but not inside its sub-queries: what a set-returning call or an unfolded array multiplies by.</summary>
    private double GeneratedIn(SqlNode node)
    {
        if (!facts.Generates)
            return 1;
        var (most, joined) = (1d, 1d);
        var pending = new NodeStack(8);
        if (node is QueryBody.Select select)
            foreach (var item in select.Items)
                pending.Push(item);
        else
            SqlTree.AddChildren(node, pending);
        while (pending.TryPop(out var child))
        {
            if (child is Query or TableSource or Expression.Column)
                continue;
            if (child is Expression.FunctionCall join && Multiplies(join))
            {
                joined *= join.Arguments.Select(a => ElementsOf(a.Value)).DefaultIfEmpty(1).Max();
                continue;
            }
            if (child is Expression.FunctionCall call)
                most = Math.Max(most, RowsOf(call));
            SqlTree.AddChildren(child, pending);
        }
        return most * joined;
    }

    private double RowsOf(Expression.FunctionCall call) =>
        facts.Functions.Find(call.Name.Last.Text) is var entry && entry is { Makes: true }
            ? SeriesSize.Of(call, entry, facts.Dialect, facts.Policy.GeneratedRowsCap) ?? 1
        // Spark's stack(n, …) makes n rows whatever it is given.
        : entry is { SizeArgument: 1 } && entry.Is(FunctionClasses.Table) ? Constants.NumberOf(call.Arguments[0].Value) ?? 1
        : Unfolding.Is(call, entry, CallKinds.Of(call.Name.Last.Text)) ? call.Arguments.Max(a => ElementsOf(a.Value))
        : 1;

    /// <summary>ClickHouse multiplies the rows of each arrayJoin, where others unfold side by side.</summary>
    private bool Multiplies(Expression.FunctionCall call) =>
        facts.Dialect.Family == DialectFamily.ClickHouse && call.Name.Last.Text.Equals("arrayJoin", StringComparison.OrdinalIgnoreCase);

    public static string Says(double rows) => double.IsInfinity(rows) ? "without end" : rows.ToString("N0", CultureInfo.InvariantCulture);
}
