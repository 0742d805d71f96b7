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
    private readonly List<int> _parents = [];
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

    /// <summary>The group of tied sources that a source belongs to.</summary>
    public int GroupOf(int leaf)
    {
        while (_parents[leaf] != leaf)
            leaf = _parents[leaf];
        return leaf;
    }

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
                _parents.Add(_parents.Count);
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
            Tie(owner, _leaves.Count - 1);
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
                if (IsTiedByItself(join) && !SharesConstants(join, first, second, end))
                {
                    Tie(second - 1, second);
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

    private bool IsTiedByItself(TableSource.Join join) =>
        join.Natural
        || join.AsOf
        || join.MatchCondition is not null
        || join.Condition is JoinCondition.Using
        || join.Kind is JoinKind.Positional or JoinKind.Paste
        || (join.Kind is JoinKind.CrossApply or JoinKind.OuterApply || join.Right is TableSource.Subquery { Lateral: true })
            && LooksOutside(join.Right);

    /// <summary>Whether a lateral source may take a column of those before it; one without a name before it may be anyone's.</summary>
    private bool LooksOutside(TableSource source)
    {
        // CROSS APPLY of a plain table is CROSS JOIN.
        if (source is not TableSource.Subquery)
            return source is not TableSource.Table;
        var inside = SqlTree
            .DescendantsAndSelf(source)
            .OfType<TableSource>()
            .Select(SourceAlias.Of)
            .OfType<Identifier>()
            .Select(a => Names.Fold(a, _dialect))
            .ToHashSet(StringComparer.Ordinal);
        return SqlTree
            .DescendantsAndSelf(source)
            .OfType<Expression.Column>()
            .Any(c => c.Parts.Count == 1 || !inside.Contains(Names.Fold(c.Parts[^2], _dialect)));
    }

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
            case Expression.Unary or Expression.Binary { Operator: BinaryOperator.NotEqual } or Expression.Is:
            case Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } both
                when IsConstant(both.Left) && IsConstant(both.Right) || FewValues.Has(both.Left) && FewValues.Has(both.Right):
            // x IN (x, y) holds wherever there is an x.
            case Expression.InList { Value: Expression.Column sought, Items: var items } when items.Contains(sought):
            // (a.x = b.x) IN (TRUE, FALSE) holds of all rows.
            case Expression.InList { Value: Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } }:
            // A sum or a text is a number that is taken for true: hardly a predicate.
            case Expression.Binary { Operator: < BinaryOperator.Equal or (>= BinaryOperator.BitAnd and <= BinaryOperator.PathArrowText) }:
                return;
            // a.n + b.n + c.n > 0 holds of nearly all rows.
            case Expression.Binary { Operator: >= BinaryOperator.Less and <= BinaryOperator.GreaterOrEqual } sum
                when IsSum(sum.Left) && Constants.Of(sum.Right) is not null || IsSum(sum.Right) && Constants.Of(sum.Left) is not null:
                return;
            default:
                var loose = Touch(predicate);
                TieAll(_touched);
                if (loose > 0 && _touched.Count + loose > 1)
                    LooseTies++;
                if (predicate is Expression.Binary { Operator: BinaryOperator.Equal })
                {
                    if (_touched.Count > 1)
                        _equated.UnionWith(_touched);
                    _equatesLoosely |= loose > 0 && _touched.Count + loose > 1;
                }
                return;
        }
    }

    private static bool IsSum(Expression side) =>
        side is Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Multiply or BinaryOperator.Concat };

    /// <summary>Of alternatives only what all of them tie together is tied.</summary>
    private void AddAlternatives(Expression.Logical or)
    {
        HashSet<int>? common = null;
        var loose = int.MaxValue;
        foreach (var term in or.Terms)
        {
            var unknown = Touch(term);
            loose = Math.Min(loose, _touched.Count + unknown > 1 ? unknown : 0);
            if (common is null)
                common = [.. _touched];
            else
                common.IntersectWith(_touched);
        }
        TieAll(common ?? []);
        if (loose > 0)
            LooseTies++;
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

    private void TieAll(HashSet<int> leaves)
    {
        var first = -1;
        foreach (var leaf in leaves)
        {
            if (first < 0)
                first = leaf;
            else
                Tie(first, leaf);
        }
    }

    private void Tie(int left, int right)
    {
        var (a, b) = (GroupOf(left), GroupOf(right));
        if (a != b)
            _parents[b] = a;
    }
}
