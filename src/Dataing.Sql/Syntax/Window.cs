namespace Dataing.Sql.Syntax;

/// <summary>What stands in the parentheses of OVER, or after a name in WINDOW.</summary>
public sealed record WindowSpecification : SqlNode
{
    /// <summary>The named window this one extends.</summary>
    public Identifier? BasedOn { get; init; }

    public SqlList<Expression> PartitionBy { get; init; } = [];

    public SqlList<OrderItem> OrderBy { get; init; } = [];

    public WindowFrame? Frame { get; init; }

    /// <summary>Trino's row pattern recognition within the frame.</summary>
    public RowPattern? Pattern { get; init; }
}

/// <summary>OVER: a window by name, or one described in place. Exactly one of the two is set.</summary>
public sealed record Over(Identifier? Name, WindowSpecification? Specification) : SqlNode;

/// <summary>An entry of the WINDOW clause.</summary>
public sealed record NamedWindow(Identifier Name, WindowSpecification Specification) : SqlNode;

/// <summary>The rows around the current one that a window function sees.</summary>
public sealed record WindowFrame(FrameUnit Unit, FrameBound Start, FrameBound? End, FrameExclusion Exclusion = FrameExclusion.None)
    : SqlNode;

/// <summary>MEASURES, PATTERN and DEFINE of a window; without a pattern there are measures alone.</summary>
public sealed record RowPattern(string? Pattern, SqlList<SelectItem> Define) : SqlNode
{
    public SqlList<SelectItem> Measures { get; init; } = [];

    /// <summary>Where matching goes on, in upper case after AFTER MATCH SKIP.</summary>
    public string? AfterMatch { get; init; }

    /// <summary>INITIAL or SEEK.</summary>
    public string? Search { get; init; }

    public SqlList<PatternSubset> Subsets { get; init; } = [];
}

/// <summary>One edge of a frame; <paramref name="Offset"/> is the distance of PRECEDING and FOLLOWING, which stays unsaid in texts that no engine takes.</summary>
public sealed record FrameBound(FrameBoundKind Kind, Expression? Offset = null) : SqlNode;

public enum FrameUnit
{
    Rows,
    Range,
    Groups,
}

public enum FrameBoundKind
{
    UnboundedPreceding,
    Preceding,
    CurrentRow,
    Following,
    UnboundedFollowing,

    /// <summary>A distance without PRECEDING or FOLLOWING: read, and refused by the guard.</summary>
    Undirected,
}

public enum FrameExclusion
{
    None,
    CurrentRow,
    Group,
    Ties,
    NoOthers,
}
