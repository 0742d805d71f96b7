namespace Dataing.Sql.Syntax;

/// <summary>The GROUP BY clause.</summary>
public sealed record GroupBy(SqlList<GroupingElement> Elements) : SqlNode
{
    /// <summary>GROUP BY ALL: every selected expression that holds no aggregate.</summary>
    public bool All { get; init; }

    public bool Distinct { get; init; }

    /// <summary>WITH ROLLUP, CUBE or TOTALS behind the list.</summary>
    public GroupByModifier Modifier { get; init; }
}

/// <summary>One element of GROUP BY.</summary>
public abstract record GroupingElement : SqlNode
{
    private GroupingElement() { }

    public sealed record Single(Expression Value) : GroupingElement
    {
        /// <summary>MariaDB's GROUP BY a DESC, which also orders the groups.</summary>
        public bool Descending { get; init; }
    }

    /// <summary>Columns that count as one, such as <c>(a, b)</c>, or none: <c>()</c>.</summary>
    public sealed record Tuple(SqlList<Expression> Values) : GroupingElement;

    public sealed record Rollup(SqlList<GroupingElement> Elements) : GroupingElement;

    public sealed record Cube(SqlList<GroupingElement> Elements) : GroupingElement;

    public sealed record Sets(SqlList<GroupingElement> Elements) : GroupingElement;
}

public enum GroupByModifier
{
    None,
    WithRollup,
    WithCube,
    WithTotals,
    WithRollupAndTotals,
    WithCubeAndTotals,
}
