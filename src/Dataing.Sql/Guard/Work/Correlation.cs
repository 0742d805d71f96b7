using Dataing.Sql.Dialects;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

internal enum CorrelationKind
{
    /// <summary>It looks at no row outside.</summary>
    None,

    /// <summary>It goes through many of its rows for each one outside: <c>WHERE b.x &lt; a.x</c>.</summary>
    Loose,

    /// <summary>An equality or a range picks its rows.</summary>
    Firm,
}

/// <summary>How a query inside another depends on the rows around it.</summary>
internal static class Correlation
{
    public static CorrelationKind Of(Query query, SqlDialect dialect)
    {
        var inside = NamesIn(query, dialect);
        if (!SqlTree.DescendantsAndSelf(query).Any(n => IsOutside(n, inside, dialect)))
            return CorrelationKind.None;
        var (isAbove, isBelow) = (false, false);
        foreach (var condition in SqlTree.DescendantsAndSelf(query).SelectMany(ConditionsOf))
        {
            if (Sides(condition) is not var (left, right))
                continue;
            var (outsideLeft, outsideRight) = (Mentions(left, inside, dialect), Mentions(right, inside, dialect));
            if (outsideLeft == outsideRight)
                continue;
            if (condition is not Expression.Binary { Operator: >= BinaryOperator.Less and <= BinaryOperator.GreaterOrEqual })
                return CorrelationKind.Firm;
            var isLow = JoinPredicates.Ordered(condition) is var (low, _) && ReferenceEquals(low, outsideLeft ? left : right);
            (isBelow, isAbove) = (isBelow || isLow, isAbove || !isLow);
        }
        return isAbove && isBelow ? CorrelationKind.Firm : CorrelationKind.Loose;
    }

    /// <summary>Whether a lateral source may take a column of those before it; one without a name before it may be anyone's.</summary>
    public static bool LooksOutside(TableSource source, SqlDialect dialect)
    {
        // CROSS APPLY of a plain table is CROSS JOIN.
        if (source is not TableSource.Subquery)
            return source is not TableSource.Table;
        var inside = NamesIn(source, dialect);
        return SqlTree
            .DescendantsAndSelf(source)
            .OfType<Expression.Column>()
            .Any(c => c.Parts.Count == 1 || !inside.Contains(Names.Fold(c.Parts[^2], dialect)));
    }

    private static HashSet<string> NamesIn(SqlNode node, SqlDialect dialect) =>
        SqlTree
            .DescendantsAndSelf(node)
            .OfType<TableSource>()
            .Select(SourceAlias.Of)
            .OfType<Identifier>()
            .Select(a => Names.Fold(a, dialect))
            .ToHashSet(StringComparer.Ordinal);

    private static bool Mentions(SqlNode side, HashSet<string> inside, SqlDialect dialect) =>
        SqlTree.DescendantsAndSelf(side).Any(n => IsOutside(n, inside, dialect));

    private static bool IsOutside(SqlNode node, HashSet<string> inside, SqlDialect dialect) =>
        node is Expression.Column { Parts: { Count: > 1 } parts } && !parts.SkipLast(1).Any(p => inside.Contains(Names.Fold(p, dialect)));

    private static IEnumerable<Expression> ConditionsOf(SqlNode node) =>
        node switch
        {
            QueryBody.Select select => RecursiveTerm.Conjuncts(select.Where).Concat(RecursiveTerm.Conjuncts(select.Having)),
            TableSource.Join { Condition: JoinCondition.On on } => RecursiveTerm.Conjuncts(on.Condition),
            _ => [],
        };

    /// <summary>The sides of a comparison that may pick rows; null for what picks none.</summary>
    private static (SqlNode Left, SqlNode Right)? Sides(Expression condition) =>
        condition switch
        {
            Expression.Binary
            {
                Operator: >= BinaryOperator.Equal and <= BinaryOperator.NullSafeEqual and not BinaryOperator.NotEqual
            } both => (both.Left, both.Right),
            Expression.IsDistinct { Negated: true } same => (same.Left, same.Right),
            Expression.Between { Negated: false } between => (between.Value, new Expression.Tuple([between.Low, between.High])),
            Expression.InList { Negated: false } list => (list.Value, new Expression.Tuple(list.Items)),
            Expression.Like { Negated: false } like => (like.Value, like.Pattern),
            Expression.FunctionCall { Arguments.Count: > 1 } call => (call.Arguments[0].Value, call.Arguments[1].Value),
            _ => null,
        };
}
