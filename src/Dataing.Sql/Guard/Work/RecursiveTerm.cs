using Dataing.Sql.Guard.Checks;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

internal enum RecursionVerdict
{
    Bounded,
    Unbounded,
    TooLong,
}

/// <summary>One SELECT that reads the common table it belongs to, and whether something in it makes the recursion end.</summary>
internal sealed class RecursiveTerm
{
    private readonly CommonTable _table;
    private readonly Query _query;
    private readonly QueryBody.Select _select;
    private readonly QueryFacts _facts;
    private readonly JoinGraph _graph;
    private readonly List<int> _self;

    public RecursiveTerm(CommonTable table, Query query, QueryBody.Select select, QueryFacts facts)
    {
        _table = table;
        _query = query;
        _select = select;
        _facts = facts;
        _graph = JoinGraph.Of(select, facts.Dialect);
        _self = [.. Enumerable.Range(0, _graph.Leaves.Count).Where(i => RecursionCheck.IsSelf(_graph.Leaves[i], table, facts))];
    }

    public RecursionVerdict Judge()
    {
        if (WalksData() || HasTop())
            return RecursionVerdict.Bounded;
        var best = RecursionVerdict.Unbounded;
        foreach (
            var term in Conjuncts(_select.Where).Concat(OnConditions()).Concat(Conjuncts(_select.Having)).Concat(Conjuncts(_select.Qualify))
        )
        {
            var verdict = JudgeTerm(term);
            if (verdict == RecursionVerdict.Bounded)
                return verdict;
            if (verdict == RecursionVerdict.TooLong)
                best = verdict;
        }
        return best;
    }

    private bool HasTop() => _select.Top is { Percent: false } top && Constants.NumberOf(top.Count) <= _facts.Policy.GeneratedRowsCap;

    /// <summary>Joined on a predicate with rows of a table, each step moves along data: a tree of employees, a chain of parts.</summary>
    private bool WalksData()
    {
        for (var i = 0; i < _graph.Leaves.Count; i++)
        {
            if (_self.Contains(i) || !IsData(_graph.Leaves[i]))
                continue;
            if (_self.Any(s => _graph.GroupOf(s) == _graph.GroupOf(i)) || _graph.LooseTies > 0)
                return true;
        }
        // A column of the table itself that is unfolded ends with the data: UNNEST(t.children), LATERAL FLATTEN(t.rest).
        return _graph.Leaves.Any(l =>
                l is TableSource.Unnest or TableSource.Function && SqlTree.DescendantsAndSelf(l).OfType<Expression.Column>().Any(IsOwn)
            ) || _select.From.Any(f => f is TableSource.LateralView or TableSource.ArrayJoin);
    }

    private static bool IsData(TableSource source) =>
        source is TableSource.Table or TableSource.Subquery or TableSource.Pivot or TableSource.Unpivot;

    private IEnumerable<Expression> OnConditions() =>
        SqlTree
            .DescendantsAndSelf(_select)
            .OfType<TableSource.Join>()
            .Select(j => j.Condition)
            .OfType<JoinCondition.On>()
            .SelectMany(o => Conjuncts(o.Condition));

    private static IEnumerable<Expression> Conjuncts(Expression? condition) =>
        condition switch
        {
            null => [],
            Expression.Logical { Operator: LogicalOperator.And } and => and.Terms.SelectMany(Conjuncts),
            Expression.Tuple { Items: [var only] } => Conjuncts(only),
            _ => [condition],
        };

    private RecursionVerdict JudgeTerm(Expression term)
    {
        if (term is Expression.Logical { Operator: LogicalOperator.Or } or)
        {
            var verdicts = or.Terms.Select(t => Conjuncts(t).Select(JudgeTerm).DefaultIfEmpty(RecursionVerdict.Unbounded).Min()).ToArray();
            return verdicts.Contains(RecursionVerdict.Unbounded) ? RecursionVerdict.Unbounded : verdicts.Max();
        }
        var columns = SqlTree.DescendantsAndSelf(term).OfType<Expression.Column>().Where(IsOwn).ToArray();
        if (columns.Length == 0)
            return RecursionVerdict.Unbounded;
        var steps = columns.Select(c => StepOf(c)).OfType<double>().ToArray();
        if (steps.Length == 0)
            return EndsWithoutCounter(term) ? RecursionVerdict.Bounded : RecursionVerdict.Unbounded;
        return JudgeCounter(term, steps[0]);
    }

    /// <summary>A condition on a column that is no counter, such as the rest of a text, ends when the data does; one that compares a column with itself never does.</summary>
    private static bool EndsWithoutCounter(Expression term) =>
        term switch
        {
            Expression.Binary binary => binary.Left != binary.Right,
            Expression.Between or Expression.InList or Expression.InQuery or Expression.InValue or Expression.Like => true,
            Expression.Is { Test: not IsTest.Null } => true,
            Expression.Is { Negated: true } or Expression.Exists or Expression.Unary or Expression.FunctionCall => true,
            Expression.Column or Expression.Quantified or Expression.IsDistinct or Expression.CustomOperator => true,
            _ => false,
        };

    private RecursionVerdict JudgeCounter(Expression term, double step)
    {
        if (term is Expression.Between between)
            return Bound(step > 0 ? between.High : between.Low, step);
        if (term is not Expression.Binary comparison)
            return term is Expression.InList or Expression.InQuery ? RecursionVerdict.Bounded : RecursionVerdict.Unbounded;
        var ownLeft = HasOwn(comparison.Left);
        var ownRight = HasOwn(comparison.Right);
        if (ownLeft && ownRight)
            return comparison.Left != comparison.Right && IsInequality(comparison.Operator)
                ? RecursionVerdict.Bounded
                : RecursionVerdict.Unbounded;
        var bound = ownLeft ? comparison.Right : comparison.Left;
        var isUpper = comparison.Operator switch
        {
            BinaryOperator.Less or BinaryOperator.LessOrEqual => ownLeft,
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => !ownLeft,
            BinaryOperator.Equal => step > 0,
            _ => (bool?)null,
        };
        return isUpper == step > 0 ? Bound(bound, step) : RecursionVerdict.Unbounded;
    }

    private RecursionVerdict Bound(Expression bound, double step)
    {
        if (Constants.Of(bound) is not { } limit)
            return RecursionVerdict.Bounded;
        var steps = limit.IsTime
            ? Math.Abs(Constant.Between(Constant.Moment(0), limit)) / Math.Max(1, Math.Abs(step))
            : Math.Abs(limit.Value / step);
        return limit.Kind == ConstantKind.Number && steps > _facts.Policy.GeneratedRowsCap
            ? RecursionVerdict.TooLong
            : RecursionVerdict.Bounded;
    }

    private static bool IsInequality(BinaryOperator operation) =>
        operation
            is BinaryOperator.Less
                or BinaryOperator.LessOrEqual
                or BinaryOperator.Greater
                or BinaryOperator.GreaterOrEqual
                or BinaryOperator.NotEqual;

    private bool HasOwn(Expression expression) => SqlTree.DescendantsAndSelf(expression).OfType<Expression.Column>().Any(IsOwn);

    private bool IsOwn(Expression.Column column)
    {
        var leaf = _graph.LeafOf(column);
        return leaf >= 0 ? _self.Contains(leaf) : column.Parts.Count == 1 || _graph.Leaves.Count == _self.Count;
    }

    /// <summary>By how much a column grows each time round, when the recursive part counts it up or down; null when it does not.</summary>
    private double? StepOf(Expression.Column column)
    {
        for (var i = 0; i < _select.Items.Count; i++)
        {
            if (NameOf(i) is not { } name || !Names.Same(name, column.Last, _facts.Dialect))
                continue;
            return StepIn(_select.Items[i].Value, column.Last);
        }
        return null;
    }

    private double? StepIn(Expression value, Identifier name) =>
        value switch
        {
            // A column handed on unchanged grows by nothing and bounds nothing; as a step of 1 it must still be bounded above.
            Expression.Binary { Operator: BinaryOperator.Add } sum => IsColumn(sum.Left, name) ? Constants.NumberOf(sum.Right)
            : IsColumn(sum.Right, name) ? Constants.NumberOf(sum.Left)
            : null,
            Expression.Binary { Operator: BinaryOperator.Subtract } difference when IsColumn(difference.Left, name) => -Constants.NumberOf(
                difference.Right
            ),
            Expression.Binary { Operator: BinaryOperator.Multiply } product
                when IsColumn(product.Left, name) || IsColumn(product.Right, name) => 1,
            Expression.Cast cast => StepIn(cast.Value, name),
            Expression.Tuple { Items: [var only] } => StepIn(only, name),
            _ => null,
        };

    private bool IsColumn(Expression value, Identifier name) =>
        value switch
        {
            Expression.Column column => Names.Same(column.Last, name, _facts.Dialect),
            Expression.Cast cast => IsColumn(cast.Value, name),
            Expression.Tuple { Items: [var only] } => IsColumn(only, name),
            _ => false,
        };

    private Identifier? NameOf(int index)
    {
        if (index < _table.Columns.Count)
            return _table.Columns[index];
        var anchor = Anchor(_query.Body);
        var item = anchor is not null && index < anchor.Items.Count ? anchor.Items[index] : _select.Items[index];
        return item.Alias ?? (item.Value as Expression.Column)?.Last;
    }

    private static QueryBody.Select? Anchor(QueryBody body) =>
        body switch
        {
            QueryBody.SetOperation set => Anchor(set.Left),
            QueryBody.Nested nested => Anchor(nested.Query.Body),
            QueryBody.Select select => select,
            _ => null,
        };
}
