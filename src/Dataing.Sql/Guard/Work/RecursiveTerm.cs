using Dataing.Sql.Guard.Checks;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

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
        if ((WalksData() && !KeepsItsPlace()) || HasTop())
            return RecursionVerdict.Bounded;
        var best = RecursionVerdict.Unbounded;
        var bound = new RecursionBound(this, goesOn);
        foreach (var condition in Conditions())
        {
            var verdict = bound.Judge(condition);
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

    /// <summary>Some condition compares a column with a number or a moment, and the column becomes itself and so much more, as in most recursions.</summary>
    public bool IsPlainlyBounded =>
        Conditions()
            .Any(c =>
                c
                    is Expression.Binary
                    {
                        Left: Expression.Column counter,
                        Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual,
                        Right: var bound
                    }
                && ValueOf(counter) is { } value
                && (bound is Expression.Number ? IsCount(value.Next, counter) : IsCalendar(value, counter, bound))
            );

    /// <summary>A cast to a date cuts off what is less than a day, and a moment is no bound to a number.</summary>
    private bool IsCalendar((Expression? First, Expression Next) value, Expression.Column column, Expression bound) =>
        bound is Expression.String or Expression.Typed or Expression.Cast
        && Constants.Of(bound) is { Kind: ConstantKind.Moment }
        && Constants.Of(value.First) is { Kind: ConstantKind.Moment }
        && CalendarStep.Of(value.Next, c => Names.Same(c.Last, column.Last, _facts.Dialect)) >= CalendarStep.Day
        && _facts.Dialect.Family != Dialects.DialectFamily.Sqlite;

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

    /// <summary>At which place of the list a column of the table stands; -1 when it is none of its own.</summary>
    public int PlaceOf(Expression.Column column) =>
        IsOwn(column) && (_places ??= Places()).TryGetValue(KeyOf(column), out var place) ? place : -1;

    /// <summary>What the column of that name becomes each time round.</summary>
    public Expression? NextOf(string key) => (_places ??= Places()).TryGetValue(key, out var place) ? _select.Items[place].Value : null;

    /// <summary>The first rows hold a written text.</summary>
    public bool StartsFromTexts => _anchor?.Items.Any(i => SqlTree.DescendantsAndSelf(i).Any(n => n is Expression.String)) == true;

    /// <summary>How often it goes round at most, as far as its conditions compare with constants.</summary>
    public double Depth() => Bounds().Depth;

    /// <summary>The same, or 1 where it goes along time, whose steps cannot be told from a bare number, or where nothing tells.</summary>
    public double Levels() => Bounds() is { HasClock: false, Depth: var depth } && !double.IsInfinity(depth) ? depth : 1;

    private RecursionBound Bounds()
    {
        var bound = new RecursionBound(this, goesOn: false);
        foreach (var condition in Conditions())
            _ = bound.Judge(condition);
        return bound;
    }

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

    /// <summary>The most rows that a written source beside it has, each of them looked at on each level.</summary>
    public double RowsBeside() => _graph.Leaves.Where((_, i) => !_self.Contains(i)).Select(_facts.Work.RowsOf).DefaultIfEmpty(1).Max();

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

    public static IEnumerable<Expression> Conjuncts(Expression? condition) =>
        condition switch
        {
            null => [],
            Expression.Logical { Operator: LogicalOperator.And } and => and.Terms.SelectMany(Conjuncts),
            Expression.Tuple { Items: [var only] } => Conjuncts(only),
            _ => [condition],
        };

    public bool IsOwn(Expression.Column column)
    {
        var leaf = _graph.LeafOf(column);
        return leaf >= 0 ? _self.Contains(leaf) : column.Parts.Count == 1 || _graph.Leaves.Count == _self.Count;
    }

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
        // Where no column has the name, some dialects let a condition use an alias of the list.
        for (var i = 0; i < _select.Items.Count && _graph.Leaves.Count == 1; i++)
        {
            if (_select.Items[i].Alias is { } alias)
                places.TryAdd(Names.Fold(alias, _facts.Dialect), i);
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
