using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>A common table that reads itself says where it ends: by a condition on its own columns, a join that walks data, or a limit.</summary>
internal static class RecursionCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            if (node is ConnectBy hierarchy && !IsBounded(hierarchy, facts))
                return new(
                    RefusalCodes.UnboundedRecursion,
                    "The hierarchy has no bound: relate a row to its parent with PRIOR, or add LEVEL < 100 to CONNECT BY.",
                    hierarchy
                );
            if (
                node is CommonTable { Query: { } query } table
                && facts.Bindings.IsRecursive(table)
                && Judge(table, query, facts) is { } finding
            )
                return finding;
        }
        return null;
    }

    /// <summary>Rows that a recursion counts off by itself; 1 where it follows data or nothing tells.</summary>
    internal static double LevelsOf(CommonTable table, Query query, QueryFacts facts) =>
        RecursiveTerms(table, query, facts)
            .Select(s => new RecursiveTerm(table, query, s, facts))
            .Where(t => !t.WalksData())
            .Select(t => Constants.NumberOf(query.Limit?.Count) is { } limit && double.IsInfinity(t.Depth()) ? limit : t.Levels())
            .DefaultIfEmpty(1)
            .Max();

    private static Finding? Judge(CommonTable table, Query query, QueryFacts facts)
    {
        RecursiveTerm[] terms = [.. RecursiveTerms(table, query, facts).Select(s => new RecursiveTerm(table, query, s, facts))];
        if (terms.Length == 0)
            return null;
        if (JudgeGrowth(table, query, terms, facts) is { } growth)
            return growth;
        if (table.Cycle is not null || HasSmallLimit(query, facts) || IsCounted(table, facts))
            return null;
        if (Array.Find(terms, t => RecursionWork.Of(t) > facts.Policy.GeneratedRowsCap * RecursionWork.MostPerRow) is { } busy)
            return new(
                RefusalCodes.GeneratedRows,
                $"Each level of {table.Name.Text} goes through a series again; compare with its ends, or make it shorter.",
                busy.Select
            );
        var arms = RecursionArms.Of(query);
        var trial = terms.All(t => arms.Contains(t.Select))
            ? RecursionTrial.Of(terms, facts, IsDistinct(table, query))
            : TrialOutcome.Unknown;
        if (trial == TrialOutcome.Ends)
            return null;
        if (trial == TrialOutcome.Repeats)
            return Unbounded(table, terms[0]);
        foreach (var term in terms)
        {
            var verdict = term.Judge(goesOn: trial == TrialOutcome.Long);
            if (verdict == RecursionVerdict.Unbounded || !arms.HandOn(term))
                return Unbounded(table, term);
            if (verdict == RecursionVerdict.TooLong)
                return new(
                    RefusalCodes.GeneratedRows,
                    $"The recursion of {table.Name.Text} would make more rows than the policy allows; lower its bound.",
                    term.Select
                );
        }
        return null;
    }

    private static Finding Unbounded(CommonTable table, RecursiveTerm term) =>
        new(
            RefusalCodes.UnboundedRecursion,
            $"The recursion of {table.Name.Text} has no bound: add a condition such as WHERE level < 100 to its recursive part.",
            term.Select
        );

    private static bool IsDistinct(CommonTable table, Query query) =>
        table.UsingKey.Count == 0 && query.Body is QueryBody.SetOperation { Quantifier: not SetQuantifier.All };

    /// <summary>A bound on the levels bounds no rows where each level multiplies them, and no texts where each doubles them.</summary>
    private static Finding? JudgeGrowth(CommonTable table, Query query, RecursiveTerm[] terms, QueryFacts facts)
    {
        var cap = facts.Policy.GeneratedRowsCap;
        var limit = Constants.NumberOf(query.Limit?.Count) is >= 0 and var rows ? rows : cap;
        var growth = new RecursiveGrowth(terms, IsDistinct(table, query), limit);
        if (Math.Min(growth.Rows(), limit == cap ? double.PositiveInfinity : limit) > cap)
            return new(
                RefusalCodes.GeneratedRows,
                $"Each level of {table.Name.Text} multiplies the rows of the one before; lower its bound, or join on an equality.",
                terms[0].Select
            );
        return growth.Copies() > cap
            ? new(
                RefusalCodes.ValueTooLarge,
                $"Each level of {table.Name.Text} makes a value from copies of the one before; lower its bound.",
                terms[0].Select
            )
            : null;
    }

    private static bool IsCounted(CommonTable table, QueryFacts facts) =>
        Constants.NumberOf(table.MaxRecursion) is >= 0 and var levels && levels <= facts.Policy.GeneratedRowsCap;

    /// <summary>A hierarchy follows data by an equality with PRIOR, or counts its levels up to a bound.</summary>
    private static bool IsBounded(ConnectBy hierarchy, QueryFacts facts)
    {
        var terms = hierarchy.Condition is Expression.Logical { Operator: LogicalOperator.And } and ? and.Terms : [hierarchy.Condition];
        return terms.Any(t => FollowsData(t) || CountsLevels(t, facts.Policy.GeneratedRowsCap));
    }

    private static bool FollowsData(Expression term) =>
        term is Expression.Binary { Operator: BinaryOperator.Equal } equality
        && IsPrior(equality.Left) != IsPrior(equality.Right)
        && SqlTree.DescendantsAndSelf(equality.Left).Any(n => n is Expression.Column)
        && SqlTree.DescendantsAndSelf(equality.Right).Any(n => n is Expression.Column);

    private static bool IsPrior(Expression side) => SqlTree.DescendantsAndSelf(side).Any(n => n is Expression.Prior { Root: false });

    private static bool CountsLevels(Expression term, long cap) =>
        term switch
        {
            Expression.Binary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } less => IsLevel(less.Left)
                && Constants.NumberOf(less.Right) <= cap,
            Expression.Binary { Operator: BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } more => IsLevel(more.Right)
                && Constants.NumberOf(more.Left) <= cap,
            Expression.Between between => IsLevel(between.Value) && Constants.NumberOf(between.High) <= cap,
            _ => false,
        };

    private static bool IsLevel(Expression side) =>
        side is Expression.Column { Parts: [var only] } && only.Text.Equals("level", StringComparison.OrdinalIgnoreCase);

    private static bool HasSmallLimit(Query query, QueryFacts facts) =>
        query.Limit is { Percent: false } limit
        && Constants.NumberOf(limit.Count) is >= 0 and var rows
        && rows <= facts.Policy.GeneratedRowsCap;

    /// <summary>The SELECTs inside a common table that read it; deeper ones belong to what surrounds them.</summary>
    internal static List<QueryBody.Select> RecursiveTerms(CommonTable table, Query query, QueryFacts facts)
    {
        var terms = new List<QueryBody.Select>();
        var pending = new Stack<SqlNode>([query]);
        while (pending.TryPop(out var node))
        {
            if (node is QueryBody.Select select && JoinGraph.Of(select, facts.Dialect).Leaves.Any(l => IsSelf(l, table, facts)))
                terms.Add(select);
            else if (node is QueryBody.Table plain && ReferenceEquals(facts.Bindings.CommonTableOf(plain), table))
                terms.Add(new QueryBody.Select([new SelectItem(new Expression.Star())]) { Span = plain.Span });
            foreach (var child in SqlTree.Children(node))
                pending.Push(child);
        }
        return terms;
    }

    internal static bool IsSelf(TableSource source, CommonTable table, QueryFacts facts) =>
        source is TableSource.Table && ReferenceEquals(facts.Bindings.CommonTableOf(source), table);
}
