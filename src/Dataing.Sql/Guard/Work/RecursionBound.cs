using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

internal enum RecursionVerdict
{
    Bounded,
    Unbounded,
    TooLong,
}

/// <summary>What the conditions of a recursion make of it: whether something that moves reaches what it is compared with, and after how many levels.</summary>
internal sealed class RecursionBound(RecursiveTerm term, bool goesOn)
{
    /// <summary>The least number of levels that a condition allows.</summary>
    public double Depth { get; private set; } = double.PositiveInfinity;

    /// <summary>It was told along time.</summary>
    public bool HasClock { get; private set; }

    /// <summary>Whether one of its conditions makes it end.</summary>
    public RecursionVerdict Judge(Expression condition)
    {
        if (condition is Expression.Logical { Operator: LogicalOperator.Or } or)
        {
            var verdicts = or
                .Terms.Select(t => RecursiveTerm.Conjuncts(t).Select(Judge).DefaultIfEmpty(RecursionVerdict.Unbounded).Min())
                .ToArray();
            return verdicts.Contains(RecursionVerdict.Unbounded) ? RecursionVerdict.Unbounded : verdicts.Max();
        }
        var columns = SqlTree.DescendantsAndSelf(condition).OfType<Expression.Column>().Where(term.IsOwn).ToArray();
        if (columns.Length == 0)
            return RecursionVerdict.Unbounded;
        if (StandingStill.Always(condition, columns, term.ValueOf) || columns.Any(c => MovesByChance(c) || StaysAtFirst(c)))
            return RecursionVerdict.Unbounded;
        if (columns.Any(c => StepOf(c) != 0))
            Depth = Math.Min(Depth, UpperBound(condition));
        if (columns.All(SwingsBack) || columns.All(c => StandingStill.WrapsFar(term.ValueOf(c)?.Next, term.Facts.Policy.GeneratedRowsCap)))
            return RecursionVerdict.Unbounded;
        var isCounted = columns.All(c => StepOf(c) is not null);
        return isCounted ? JudgeCounter(condition)
            : !goesOn && EndsWithoutCounter(condition) && !columns.All(IsIdle) ? RecursionVerdict.Bounded
            : RecursionVerdict.Unbounded;
    }

    /// <summary>What something that grows is compared with: 3 in <c>length(path) &lt; 3</c>.</summary>
    private static double UpperBound(Expression condition) =>
        condition switch
        {
            Expression.Binary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } less => Constants.NumberOf(less.Right),
            Expression.Binary { Operator: BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } more => Constants.NumberOf(more.Left),
            _ => null,
        } ?? double.PositiveInfinity;

    /// <summary>What it becomes is as long as before or longer, and goes nowhere: <c>upper(s)</c>, <c>md5(s)</c>, <c>list || 1</c>, <c>list[1:]</c>.</summary>
    private bool IsIdle(Expression.Column column) =>
        term.ValueOf(column)?.Next is { } next && (IdleSteps.Is(Sign.Without(next), column.Last) || IsGiven(next));

    /// <summary>The same parameter or list each time round.</summary>
    private static bool IsGiven(Expression next) =>
        SqlTree
            .DescendantsAndSelf(next)
            .Any(n => n is Expression.Parameter or Expression.Array or Expression.Struct or Expression.Map or Expression.Extract)
        && !SqlTree.DescendantsAndSelf(next).Any(n => n is Expression.Column or Query);

    /// <summary>A condition on a column that is no counter, such as the rest of a text, ends when the data does; one that compares a column with itself never does.</summary>
    private static bool EndsWithoutCounter(Expression condition) =>
        condition switch
        {
            Expression.Binary binary => binary.Left != binary.Right,
            Expression.Between or Expression.InList or Expression.InQuery or Expression.InValue or Expression.Like => true,
            Expression.Is { Test: not IsTest.Null } => true,
            Expression.Is { Negated: true } or Expression.Exists or Expression.Unary or Expression.FunctionCall => true,
            Expression.Column or Expression.Quantified or Expression.IsDistinct or Expression.CustomOperator => true,
            _ => false,
        };

    private RecursionVerdict JudgeCounter(Expression condition)
    {
        if (condition is Expression.Between between)
            return Direction(between.Value) is { } grows
                ? Bound(grows ? between.High : between.Low, RateOf(between.Value))
                : RecursionVerdict.Unbounded;
        if (condition is not Expression.Binary comparison)
            return condition is Expression.InList { Negated: false } && !goesOn || condition is Expression.InQuery { Negated: false }
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
        return isUpper == moving ? Bound(bound, RateOf(counter)) : RecursionVerdict.Unbounded;
    }

    /// <summary>Whether a side of a comparison grows (true) or shrinks (false) each time round; null when it stands still or cannot be told.</summary>
    private bool? Direction(Expression side)
    {
        if (side is not (Expression.Extract or Expression.Column) && LinearForm.Of(side, _ => true) is null)
            return null;
        return RateOf(side) switch
        {
            > 0 => true,
            < 0 => false,
            _ => null,
        };
    }

    /// <summary>By how much a side grows each time round: -n shrinks where n grows, n / 10 grows by a tenth of it, and n - n stands still.</summary>
    private double RateOf(Expression side) =>
        StepIn(side)
        * (
            SqlTree.DescendantsAndSelf(side).OfType<Expression.Column>().Select(term.KeyOf).Distinct().Count() == 1
            && LinearForm.Of(side, _ => true) is { } form
                ? form.Factor
                : 1
        );

    /// <summary>The step of the first column of a side that moves at all.</summary>
    private double StepIn(Expression side) =>
        SqlTree
            .DescendantsAndSelf(side)
            .OfType<Expression.Column>()
            .Where(term.IsOwn)
            .Select(c => StepOf(c) ?? 0)
            .FirstOrDefault(s => s != 0);

    private RecursionVerdict Bound(Expression bound, double step)
    {
        // SQLite orders every number before every text.
        if (goesOn && bound is Expression.String && term.Facts.Dialect.Family == Dialects.DialectFamily.Sqlite)
            return RecursionVerdict.Unbounded;
        if (Constants.Of(bound) is not { } limit)
            return IsNoBound(bound) ? RecursionVerdict.Unbounded : RecursionVerdict.Bounded;
        var steps = limit.IsTime
            ? Math.Abs(Constant.Between(Constant.Moment(0), limit)) / Math.Max(1, Math.Abs(step))
            : Math.Abs(limit.Value / step);
        Depth = Math.Min(Depth, steps);
        HasClock |= limit.Kind != ConstantKind.Number;
        return limit.Kind == ConstantKind.Number && steps > term.Facts.Policy.GeneratedRowsCap
            ? RecursionVerdict.TooLong
            : RecursionVerdict.Bounded;
    }

    /// <summary>What is written out, or moves along with the counter, and was not reached when it was tried out.</summary>
    private bool IsNoBound(Expression bound) =>
        bound is Expression.Bytes
        || goesOn && (bound is Expression.String || SqlTree.DescendantsAndSelf(bound).OfType<Expression.Column>().Any(term.IsOwn));

    /// <summary>By how much a column grows each time round: 0 when it is handed on, null when its new value is no plain sum of the old one.</summary>
    private double? StepOf(Expression.Column column) =>
        term.ValueOf(column)?.Next is { } next ? LinearForm.Of(next, c => Names.Same(c.Last, column.Last, term.Facts.Dialect))?.Step : null;

    /// <summary>n becomes n + random(), or random() alone: a step that no column and no number tells may be as small as it likes.</summary>
    private bool MovesByChance(Expression.Column column) =>
        (term.ValueOf(column)?.Next is { } next ? Sign.Without(next) : null) switch
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
        SqlTree.DescendantsAndSelf(value).Any(n => n is Expression.Column same && Names.Same(same.Last, column.Last, term.Facts.Dialect));

    /// <summary>n becomes 2 * n and begins at 0: it never leaves where it began.</summary>
    private bool StaysAtFirst(Expression.Column column) =>
        term.ValueOf(column) is { First: { } first, Next: var next }
        && Constants.NumberOf(first) is { } start
        && LinearForm.Of(next, c => Names.Same(c.Last, column.Last, term.Facts.Dialect)) is { Factor: not 0 and not 1 } form
        && form.Factor * start + form.Constant == start;

    /// <summary>n becomes -n, or 5 - n: it comes back to where it was.</summary>
    private bool SwingsBack(Expression.Column column) =>
        term.ValueOf(column)?.Next is { } next
        && LinearForm.Of(next, c => Names.Same(c.Last, column.Last, term.Facts.Dialect)) is { Factor: < 0 };
}
