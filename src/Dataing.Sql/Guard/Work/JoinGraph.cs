using Dataing.Sql.Dialects;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>The sources of one FROM, and which of them a predicate ties together.</summary>
internal sealed class JoinGraph
{
    private readonly SqlDialect _dialect;
    private readonly List<TableSource> _leaves = [];
    private readonly List<string?> _names = [];
    private readonly SourceGroups _tied = new();
    private readonly SourceGroups _firm = new();
    private readonly HashSet<(int Low, int High)> _below = [];
    private int _looseInequalities;
    private readonly HashSet<int> _equated = [];
    private bool _equatesLoosely;
    private readonly NodeStack _pending = new(8);
    private readonly ConstantColumns? _constants;

    /// <summary>The sources of the predicate that is being looked at; one set serves them all.</summary>
    private readonly HashSet<int> _touched = [];

    private JoinGraph(SqlDialect dialect, ConstantColumns? constants) => (_dialect, _constants) = (dialect, constants);

    /// <summary>Sources that yield rows of their own; one that unfolds another's column is none.</summary>
    public IReadOnlyList<TableSource> Leaves => _leaves;

    /// <summary>Predicates between columns whose sources cannot be told without a schema; each may tie two sources together.</summary>
    public int LooseTies { get; private set; }

    public static JoinGraph Of(QueryBody.Select select, SqlDialect dialect, ConstantColumns? constants = null)
    {
        var graph = new JoinGraph(dialect, constants);
        foreach (var source in select.From)
            graph.Add(source);
        // A single source needs no tie, however many conditions stand behind it.
        if (graph._leaves.Count < 2)
            return graph;
        var leaves = 0;
        foreach (var source in select.From)
            leaves = graph.AddJoins(source, leaves);
        graph.AddPredicate(select.Where);
        graph.AddPredicate(select.Prewhere);
        graph.AddPredicate(select.Qualify);
        return graph;
    }

    /// <summary>Those of them that pick rows, where two inequalities between columns count as a range.</summary>
    public int FirmLooseTies => LooseTies - _looseInequalities + _looseInequalities / 2;

    /// <summary>The group of tied sources that a source belongs to.</summary>
    public int GroupOf(int leaf) => _tied.Of(leaf);

    /// <summary>The same, where what only one inequality ties is still multiplied: <c>a.x &lt; b.x</c> holds of half of all pairs.</summary>
    public int FirmGroupOf(int leaf) => _firm.Of(leaf);

    /// <summary>Whether an equality picks rows of a source; where columns cannot be told apart, any may.</summary>
    public bool IsEquated(int leaf) => _equated.Contains(leaf) || _equatesLoosely;

    /// <summary>The source by which a column is qualified, or -1.</summary>
    public int LeafOf(Expression.Column column)
    {
        for (var i = 0; i < column.Parts.Count - 1; i++)
        {
            var leaf = _names.IndexOf(Names.Fold(column.Parts[i], _dialect));
            if (leaf >= 0)
                return leaf;
        }
        return -1;
    }

    private void Add(TableSource source)
    {
        switch (source)
        {
            case TableSource.Join join:
                Add(join.Left);
                Add(join.Right);
                break;
            case TableSource.Nested nested:
                Add(nested.Source);
                if (nested.Alias?.Name is { } alias && _names.Count > 0)
                    _names[^1] = Names.Fold(alias, _dialect);
                break;
            case TableSource.LateralView view:
                Add(view.Source);
                break;
            case TableSource.ArrayJoin join:
                Add(join.Source);
                break;
            default:
                _leaves.Add(source);
                _names.Add(SourceAlias.Of(source) is { } name ? Names.Fold(name, _dialect) : null);
                _firm.Add();
                _tied.Add();
                TieToItsRow(source);
                break;
        }
    }

    /// <summary>FROM t, t.items i: the elements of an array belong to the row that holds it.</summary>
    private void TieToItsRow(TableSource source)
    {
        if (
            _dialect.Family is DialectFamily.BigQuery or DialectFamily.Redshift
            && source is TableSource.Table { Name.Parts: { Count: > 1 } parts }
            && _names.IndexOf(Names.Fold(parts[0], _dialect)) is >= 0 and var owner
            && owner < _leaves.Count - 1
        )
        {
            _tied.Tie(owner, _leaves.Count - 1);
            _firm.Tie(owner, _leaves.Count - 1);
        }
    }

    /// <summary>Adds the predicates of the joins in a source whose leaves begin at a place; returns the place behind them.</summary>
    private int AddJoins(TableSource source, int first)
    {
        switch (source)
        {
            case TableSource.Join join:
                var second = AddJoins(join.Left, first);
                var end = AddJoins(join.Right, second);
                if (join.Condition is JoinCondition.On on)
                    AddPredicate(on.Condition);
                if (JoinTies.ByItself(join, _dialect) && !SharesConstants(join, first, second, end))
                {
                    _tied.Tie(second - 1, second);
                    if (join.Right is not TableSource.Subquery { Query: var lateral } || JoinTies.PickRows(join, lateral, _dialect))
                        _firm.Tie(second - 1, second);
                    for (var leaf = second; leaf < end; leaf++)
                        _equated.Add(leaf);
                }
                return end;
            case TableSource.Nested nested:
                return AddJoins(nested.Source, first);
            case TableSource.LateralView view:
                return AddJoins(view.Source, first);
            case TableSource.ArrayJoin join:
                return AddJoins(join.Source, first);
            default:
                return first + 1;
        }
    }

    /// <summary>USING (k), where both sides write the same k in all of their rows.</summary>
    private bool SharesConstants(TableSource.Join join, int first, int second, int end) =>
        join.Condition is JoinCondition.Using shared && shared.Columns.All(c => AnyWrites(c, first, second) && AnyWrites(c, second, end));

    private bool AnyWrites(Identifier column, int first, int end)
    {
        for (var leaf = first; leaf < end; leaf++)
        {
            if (_constants?.Contain(_leaves[leaf], column) == true)
                return true;
        }
        return false;
    }

    /// <summary>Whether all that a side is made of are columns that a query in FROM writes as constants.</summary>
    private bool IsConstant(Expression side) =>
        side is Expression.Column column
            ? IsConstant(column)
            : SqlTree.DescendantsAndSelf(side).Where(n => n is Expression.Column or Query).ToList() is { Count: > 0 } parts
                && parts.TrueForAll(p => p is Expression.Column part && IsConstant(part));

    private bool IsConstant(Expression.Column column) =>
        LeafOf(column) is >= 0 and var leaf && _constants?.Contain(_leaves[leaf], column.Last) == true;

    private void AddPredicate(Expression? predicate)
    {
        switch (predicate)
        {
            case null:
                return;
            case Expression.Logical { Operator: LogicalOperator.And } and:
                foreach (var term in and.Terms)
                    AddPredicate(term);
                return;
            case Expression.Logical { Operator: LogicalOperator.Or } or:
                AddAlternatives(or);
                return;
            case var _ when JoinPredicates.SaysNothing(predicate):
            case Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } both
                when IsConstant(both.Left) && IsConstant(both.Right):
                return;
            default:
                AddPlain(predicate);
                return;
        }
    }

    private void AddPlain(Expression predicate)
    {
        var isFirm = IsFirm(predicate);
        var loose = Touch(predicate);
        _tied.TieAll(_touched);
        if (isFirm)
            _firm.TieAll(_touched);
        if (loose > 0 && _touched.Count + loose > 1)
        {
            LooseTies++;
            _looseInequalities += isFirm ? 0 : 1;
        }
        if (predicate is not Expression.Binary { Operator: BinaryOperator.Equal })
            return;
        if (_touched.Count > 1)
            _equated.UnionWith(_touched);
        _equatesLoosely |= loose > 0 && _touched.Count + loose > 1;
    }

    /// <summary>Whether a predicate picks rows. One inequality does not; with the one the other way round it is a range, and picks.</summary>
    private bool IsFirm(Expression predicate)
    {
        if (!JoinPredicates.IsOneSided(predicate))
            return true;
        if (
            JoinPredicates.Ordered(predicate) is not var (low, high)
            || SoleLeaf(low) is not (>= 0 and var below)
            || SoleLeaf(high) is not (>= 0 and var above)
        )
            return false;
        _below.Add((below, above));
        return _below.Contains((above, below));
    }

    /// <summary>The only source that an expression names columns of, or -1.</summary>
    private int SoleLeaf(Expression side)
    {
        if (Touch(side) > 0 || _touched.Count != 1)
            return -1;
        foreach (var leaf in _touched)
            return leaf;
        return -1;
    }

    /// <summary>Of alternatives only what all of them tie together is tied.</summary>
    private void AddAlternatives(Expression.Logical or)
    {
        HashSet<int>? common = null;
        var loose = int.MaxValue;
        var (isFirm, isEnd) = (true, true);
        var ends = new HashSet<int>();
        // a.x < b.x OR a.x > b.x is no range.
        var severalEnds = or.Terms.Count(JoinPredicates.IsOneSided) > 1;
        foreach (var term in or.Terms)
        {
            var picks =
                term is Expression.Logical
                || !JoinPredicates.SaysNothing(term) && (!severalEnds || !JoinPredicates.IsOneSided(term)) && IsFirm(term);
            var unknown = Touch(term);
            // b.ends IS NULL OR b.ends > a.at is the open end of a range.
            isEnd &= term is Expression.Is || JoinPredicates.IsOneSided(term);
            isFirm &= picks;
            if (picks)
                ends.UnionWith(_touched);
            loose = Math.Min(loose, _touched.Count + unknown > 1 ? unknown : 0);
            if (common is null)
                common = [.. _touched];
            else
                common.IntersectWith(_touched);
        }
        _tied.TieAll(common ?? []);
        if (isFirm)
            _firm.TieAll(common ?? []);
        if (isEnd)
            _firm.TieAll(ends);
        if (loose > 0)
        {
            LooseTies++;
            _looseInequalities += isFirm ? 0 : 1;
        }
    }

    /// <summary>Gathers the sources whose columns an expression names; the result is the number of columns that could be of any.</summary>
    private int Touch(Expression expression)
    {
        _touched.Clear();
        HashSet<string>? loose = null;
        _pending.Push(expression);
        while (_pending.TryPop(out var node))
        {
            if (node is Query)
                continue;
            if (node is Expression.Column column)
            {
                var leaf = LeafOf(column);
                if (leaf >= 0)
                    _touched.Add(leaf);
                else
                    (loose ??= new(StringComparer.Ordinal)).Add(Names.Fold(column.Last, _dialect));
                continue;
            }
            SqlTree.AddChildren(node, _pending);
        }
        return loose?.Count ?? 0;
    }
}
