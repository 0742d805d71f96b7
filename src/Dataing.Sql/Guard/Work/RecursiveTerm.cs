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
    private readonly QueryBody.Select _select;
    private readonly QueryFacts _facts;
    private readonly JoinGraph _graph;
    private readonly List<int> _self;
    private readonly QueryBody.Select? _anchor;
    private readonly QueryBody _first;
    private Dictionary<string, int>? _places;
    private double _depth = double.PositiveInfinity;
    private bool _hasClock;
    private bool _goesOn;

    public RecursiveTerm(CommonTable table, Query query, QueryBody.Select select, QueryFacts facts)
    {
        _table = table;
        _anchor = Anchor(query.Body);
        _first = First(query.Body);
        _select = select;
        _facts = facts;
        _graph = JoinGraph.Of(select, facts.Dialect);
        _self = [.. Enumerable.Range(0, _graph.Leaves.Count).Where(i => RecursionCheck.IsSelf(_graph.Leaves[i], table, facts))];
    }

    /// <summary>Whether it ends; what was tried out and goes on must be seen to count.</summary>
    public RecursionVerdict Judge(bool goesOn)
    {
        _goesOn = goesOn;
        if ((WalksData() && !KeepsItsPlace()) || HasTop())
            return RecursionVerdict.Bounded;
        var best = RecursionVerdict.Unbounded;
        foreach (var term in Conditions())
        {
            var verdict = JudgeTerm(term);
            if (verdict == RecursionVerdict.Bounded)
                return verdict;
            if (verdict == RecursionVerdict.TooLong)
                best = verdict;
        }
        return best;
    }

    public QueryBody.Select Select => _select;

    public QueryFacts Facts => _facts;

    /// <summary>No more than a filter, and nothing beside it but written rows: what it makes of a row can be tried out.</summary>
    public bool IsPlain =>
        _select is { GroupBy: null, Having: null, Distinct: null, Top: null, Qualify: null }
        && _self.Count == 1
        && SqlTree.DescendantsAndSelf(_select).OfType<TableSource.Join>().All(IsPlainJoin)
        && Enumerable
            .Range(0, _graph.Leaves.Count)
            .All(i => i == _self[0] || WrittenRows.Of(_graph.Leaves[i], _facts, most: 1) is not null);

    /// <summary>Some condition compares a column with a number, and the column becomes itself and a number more or less, as in most recursions.</summary>
    public bool IsPlainlyBounded =>
        Conditions()
            .Any(c =>
                c
                    is Expression.Binary
                    {
                        Left: Expression.Column counter,
                        Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual,
                        Right: Expression.Number
                    }
                && ValueOf(counter) is { } value
                && IsCount(value.Next, counter)
            );

    private bool IsCount(Expression next, Expression.Column column) =>
        next is Expression.Binary { Left: Expression.Column same, Operator: BinaryOperator.Add, Right: Expression.Number { Text: not "0" } }
        && Names.Same(same.Last, column.Last, _facts.Dialect);

    private static bool IsPlainJoin(TableSource.Join join) =>
        join is { Natural: false, AsOf: false, Kind: JoinKind.Inner or JoinKind.Cross, Condition: null or JoinCondition.On };

    /// <summary>The first rows as they are written, by the names of their columns.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Expression>> FirstRows(int most) =>
        _first is QueryBody.Select { From.Count: > 0 } selected
            ? [.. WrittenRows.Of(new Query(new QueryBody.Select(selected.Items)), _table.Columns, _facts.Dialect, most) ?? []]
            : WrittenRows.Of(new Query(_first), _table.Columns, _facts.Dialect, most) ?? [];

    /// <summary>Each row that stands beside the recursion, with those of all sources side by side.</summary>
    public IEnumerable<IReadOnlyDictionary<string, Expression>> WrittenRowsBeside(int most)
    {
        IEnumerable<IReadOnlyDictionary<string, Expression>> rows = [new Dictionary<string, Expression>()];
        foreach (var leaf in _graph.Leaves.Where((_, i) => !_self.Contains(i)))
        {
            var own = WrittenRows.Of(leaf, _facts, most) ?? [];
            rows = rows.SelectMany(r =>
                own.Select(o =>
                    (IReadOnlyDictionary<string, Expression>)new Dictionary<string, Expression>(r.Concat(o).DistinctBy(p => p.Key))
                )
            );
        }
        return rows.Take(most);
    }

    public string KeyOf(Expression.Column column) => Names.Fold(column.Last, _facts.Dialect);

    /// <summary>What the column of that name becomes each time round.</summary>
    public Expression? NextOf(string key) => (_places ??= Places()).TryGetValue(key, out var place) ? _select.Items[place].Value : null;

    /// <summary>The first rows hold a written text.</summary>
    public bool StartsFromTexts => _anchor?.Items.Any(i => SqlTree.DescendantsAndSelf(i).Any(n => n is Expression.String)) == true;

    /// <summary>How often it goes round at most, as far as its conditions compare with constants.</summary>
    public double Depth()
    {
        foreach (var condition in Conditions())
            _ = JudgeTerm(condition);
        return _depth;
    }

    /// <summary>The same, or 1 where it goes along time, whose steps cannot be told from a bare number, or where nothing tells.</summary>
    public double Levels() => Depth() is var depth && (_hasClock || double.IsInfinity(depth)) ? 1 : depth;

    /// <summary>How many rows one row becomes each time round: those of sources that are made of literals and tied by no equality.</summary>
    public double RowsPerRow()
    {
        if (_self.Skip(1).Any(s => !_graph.IsEquated(s)))
            return double.PositiveInfinity;
        var rows = _facts.Work.RowsMadeBy(_select);
        for (var i = 0; i < _graph.Leaves.Count; i++)
        {
            if (!_self.Contains(i) && !_graph.IsEquated(i))
                rows *= Math.Max(1, _facts.Work.RowsOf(_graph.Leaves[i]));
        }
        return rows;
    }

    public IEnumerable<Expression> Conditions() =>
        Conjuncts(_select.Where).Concat(OnConditions()).Concat(Conjuncts(_select.Having)).Concat(Conjuncts(_select.Qualify));

    private bool HasTop() =>
        _select.Top is { Percent: false } top
        && Constants.NumberOf(top.Count) is >= 0 and var rows
        && rows <= _facts.Policy.GeneratedRowsCap;

    /// <summary>Joined on a predicate with rows of a table, each step moves along data: a tree of employees, a chain of parts.</summary>
    public bool WalksData()
    {
        for (var i = 0; i < _graph.Leaves.Count; i++)
        {
            if (_self.Contains(i) || !IsData(i) || IsOptional(_graph.Leaves[i]))
                continue;
            if (_self.Any(s => _graph.GroupOf(s) == _graph.GroupOf(i)) || _graph.LooseTies > 0)
                return true;
        }
        // A column of the table itself that is unfolded ends with the data: UNNEST(t.children), LATERAL FLATTEN(t.rest).
        return _graph.Leaves.Any(l =>
                l is TableSource.Unnest or TableSource.Function && SqlTree.DescendantsAndSelf(l).OfType<Expression.Column>().Any(IsOwn)
            ) || _select.From.Any(f => f is TableSource.LateralView or TableSource.ArrayJoin);
    }

    /// <summary>Rows behind a LEFT JOIN that no condition asks for: where there are none, the recursion goes on all the same.</summary>
    private bool IsOptional(TableSource leaf) =>
        SqlTree
            .DescendantsAndSelf(_select)
            .OfType<TableSource.Join>()
            .Any(j => j.Kind is JoinKind.Left or JoinKind.Full && SqlTree.DescendantsAndSelf(j.Right).Any(n => ReferenceEquals(n, leaf)))
        && !Conjuncts(_select.Where)
            .SelectMany(SqlTree.DescendantsAndSelf)
            .OfType<Expression.Column>()
            .Any(c =>
                c.Parts.Count == 1 ? !Places().ContainsKey(KeyOf(c)) : _graph.LeafOf(c) is >= 0 and var at && _graph.Leaves[at] == leaf
            );

    /// <summary>Every column by which it is joined is handed on as it is, or as what it was found equal to, so that it finds the same rows for ever.</summary>
    private bool KeepsItsPlace()
    {
        var own = Conditions().SelectMany(SqlTree.DescendantsAndSelf).OfType<Expression.Column>().Where(IsOwnByName).ToArray();
        return own.Length > 0 && own.All(c => ValueOf(c)?.Next is Expression.Column next && (IsSame(next, c) || IsFoundEqual(next, c)));
    }

    private bool IsSame(Expression.Column next, Expression.Column column) =>
        IsOwnByName(next) && Names.Same(next.Last, column.Last, _facts.Dialect);

    /// <summary><c>JOIN t ON t.id = r.id</c>, or <c>&gt;=</c>, and t.id is what r.id becomes.</summary>
    private bool IsFoundEqual(Expression.Column next, Expression.Column column) =>
        next.Parts.Count > 1
        && Conditions()
            .Any(c =>
                c
                    is Expression.Binary
                    {
                        Operator: BinaryOperator.Equal or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual
                    } pair
                && (pair.Left == next && pair.Right == column || pair.Left == column && pair.Right == next)
            );

    private bool IsOwnByName(Expression.Column column) => _graph.LeafOf(column) is >= 0 and var leaf && _self.Contains(leaf);

    /// <summary>Rows written into the query are data where an equality picks from them.</summary>
    private bool IsData(int leaf) =>
        _graph.Leaves[leaf] switch
        {
            TableSource.Subquery written when !SqlTree.DescendantsAndSelf(written).Any(n => n is TableSource.Table) => _graph.IsEquated(
                leaf
            ),
            TableSource.Table or TableSource.Subquery or TableSource.Pivot or TableSource.Unpivot => true,
            _ => false,
        };

    /// <summary>What the ON of an outer join says keeps no row away.</summary>
    private IEnumerable<Expression> OnConditions() =>
        SqlTree
            .DescendantsAndSelf(_select)
            .OfType<TableSource.Join>()
            .Where(j => j.Kind is not (JoinKind.Left or JoinKind.Right or JoinKind.Full or JoinKind.LeftAnti or JoinKind.RightAnti))
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
        if (StandingStill.Always(term, columns, ValueOf) || columns.Any(c => MovesByChance(c) || StaysAtFirst(c)))
            return RecursionVerdict.Unbounded;
        if (columns.Any(c => StepOf(c) != 0))
            _depth = Math.Min(_depth, UpperBound(term));
        if (columns.All(SwingsBack) || columns.All(c => StandingStill.WrapsFar(ValueOf(c)?.Next, _facts.Policy.GeneratedRowsCap)))
            return RecursionVerdict.Unbounded;
        var isCounted = columns.All(c => StepOf(c) is not null);
        return isCounted ? JudgeCounter(term)
            : !_goesOn && EndsWithoutCounter(term) && !columns.All(IsIdle) ? RecursionVerdict.Bounded
            : RecursionVerdict.Unbounded;
    }

    /// <summary>What something that grows is compared with: 3 in <c>length(path) &lt; 3</c>.</summary>
    private static double UpperBound(Expression term) =>
        term switch
        {
            Expression.Binary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } less => Constants.NumberOf(less.Right),
            Expression.Binary { Operator: BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } more => Constants.NumberOf(more.Left),
            _ => null,
        } ?? double.PositiveInfinity;

    /// <summary>What it becomes is as long as before or longer, and goes nowhere: <c>upper(s)</c>, <c>md5(s)</c>, <c>list || 1</c>, <c>list[1:]</c>.</summary>
    private bool IsIdle(Expression.Column column) => ValueOf(column)?.Next is { } next && IdleSteps.Is(next, column.Last);

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

    private RecursionVerdict JudgeCounter(Expression term)
    {
        if (term is Expression.Between between)
            return Direction(between.Value) is { } grows
                ? Bound(grows ? between.High : between.Low, StepIn(between.Value))
                : RecursionVerdict.Unbounded;
        if (term is not Expression.Binary comparison)
            return term is Expression.InList { Negated: false } or Expression.InQuery { Negated: false }
                ? RecursionVerdict.Bounded
                : RecursionVerdict.Unbounded;
        var (left, right) = (Direction(comparison.Left), Direction(comparison.Right));
        if (left is null == right is null)
            return RecursionVerdict.Unbounded;
        var moving = left ?? right;
        var isUpper = comparison.Operator switch
        {
            BinaryOperator.Less or BinaryOperator.LessOrEqual => left is not null,
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => left is null,
            BinaryOperator.Equal => moving,
            _ => null,
        };
        var (counter, bound) = left is null ? (comparison.Right, comparison.Left) : (comparison.Left, comparison.Right);
        return isUpper == moving ? Bound(bound, StepIn(counter)) : RecursionVerdict.Unbounded;
    }

    /// <summary>Whether a side of a comparison grows (true) or shrinks (false) each time round; null when it stands still or cannot be told.</summary>
    private bool? Direction(Expression side)
    {
        if (side is not (Expression.Extract or Expression.Column) && LinearForm.Of(side, _ => true) is null)
            return null;
        // -n shrinks where n grows, and n - n stands still.
        var factor =
            SqlTree.DescendantsAndSelf(side).OfType<Expression.Column>().Select(c => KeyOf(c)).Distinct().Count() == 1
            && LinearForm.Of(side, _ => true) is { } form
                ? Math.Sign(form.Factor)
                : 1;
        return (StepIn(side) * factor) switch
        {
            > 0 => true,
            < 0 => false,
            _ => null,
        };
    }

    /// <summary>The step of the first column of a side that moves at all.</summary>
    private double StepIn(Expression side) =>
        SqlTree.DescendantsAndSelf(side).OfType<Expression.Column>().Where(IsOwn).Select(c => StepOf(c) ?? 0).FirstOrDefault(s => s != 0);

    private RecursionVerdict Bound(Expression bound, double step)
    {
        if (Constants.Of(bound) is not { } limit)
            return RecursionVerdict.Bounded;
        var steps = limit.IsTime
            ? Math.Abs(Constant.Between(Constant.Moment(0), limit)) / Math.Max(1, Math.Abs(step))
            : Math.Abs(limit.Value / step);
        _depth = Math.Min(_depth, steps);
        _hasClock |= limit.Kind != ConstantKind.Number;
        return limit.Kind == ConstantKind.Number && steps > _facts.Policy.GeneratedRowsCap
            ? RecursionVerdict.TooLong
            : RecursionVerdict.Bounded;
    }

    public bool IsOwn(Expression.Column column)
    {
        var leaf = _graph.LeafOf(column);
        return leaf >= 0 ? _self.Contains(leaf) : column.Parts.Count == 1 || _graph.Leaves.Count == _self.Count;
    }

    /// <summary>By how much a column grows each time round: 0 when it is handed on, null when its new value is no plain sum of the old one.</summary>
    private double? StepOf(Expression.Column column) =>
        ValueOf(column)?.Next is { } next ? LinearForm.Of(next, c => Names.Same(c.Last, column.Last, _facts.Dialect))?.Step : null;

    /// <summary>n becomes n + random(), or random() alone: a step that no column and no number tells may be as small as it likes.</summary>
    private bool MovesByChance(Expression.Column column) =>
        (ValueOf(column)?.Next is { } next ? Sign.Without(next) : null) switch
        {
            Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum => IsChance(sum)
                || IsChance(sum.Left) && Mentions(sum.Right, column)
                || IsChance(sum.Right) && Mentions(sum.Left, column),
            { } value => IsChance(value),
            _ => false,
        };

    private static bool IsChance(Expression step) =>
        Constants.Of(step) is null
        && SqlTree.DescendantsAndSelf(step).Any(n => n is Expression.FunctionCall or Expression.Extract)
        && !SqlTree.DescendantsAndSelf(step).Any(n => n is Expression.Column or Query or Expression.Parameter);

    private bool Mentions(Expression value, Expression.Column column) =>
        SqlTree.DescendantsAndSelf(value).Any(n => n is Expression.Column same && Names.Same(same.Last, column.Last, _facts.Dialect));

    /// <summary>n becomes 2 * n and begins at 0: it never leaves where it began.</summary>
    private bool StaysAtFirst(Expression.Column column) =>
        ValueOf(column) is { First: { } first, Next: var next }
        && Constants.NumberOf(first) is { } start
        && LinearForm.Of(next, c => Names.Same(c.Last, column.Last, _facts.Dialect)) is { Factor: not 0 and not 1 } form
        && form.Factor * start + form.Constant == start;

    /// <summary>n becomes -n, or 5 - n: it comes back to where it was.</summary>
    private bool SwingsBack(Expression.Column column) =>
        ValueOf(column)?.Next is { } next && LinearForm.Of(next, c => Names.Same(c.Last, column.Last, _facts.Dialect)) is { Factor: < 0 };

    /// <summary>What a column is at first, and what it becomes each time round; null when the table has no such column.</summary>
    public (Expression? First, Expression Next)? ValueOf(Expression.Column column)
    {
        _places ??= Places();
        return IsOwn(column) && _places.TryGetValue(Names.Fold(column.Last, _facts.Dialect), out var place)
            ? (place < _anchor?.Items.Count ? _anchor.Items[place].Value : null, _select.Items[place].Value)
            : null;
    }

    /// <summary>At which place of the list a name stands, the first where there are two.</summary>
    private Dictionary<string, int> Places()
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _select.Items.Count; i++)
        {
            if (NameOf(i) is { } name)
                places.TryAdd(Names.Fold(name, _facts.Dialect), i);
        }
        return places;
    }

    private Identifier? NameOf(int index)
    {
        if (index < _table.Columns.Count)
            return _table.Columns[index];
        var item = _anchor is not null && index < _anchor.Items.Count ? _anchor.Items[index] : _select.Items[index];
        return item.Alias ?? (item.Value as Expression.Column)?.Last;
    }

    private static QueryBody First(QueryBody body) => body is QueryBody.SetOperation set ? First(set.Left) : body;

    private static QueryBody.Select? Anchor(QueryBody body) =>
        body switch
        {
            QueryBody.SetOperation set => Anchor(set.Left),
            QueryBody.Nested nested => Anchor(nested.Query.Body),
            QueryBody.Select select => select,
            _ => null,
        };
}
