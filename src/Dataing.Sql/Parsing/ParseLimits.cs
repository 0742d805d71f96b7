namespace Dataing.Sql.Parsing;

/// <summary>How large a text may be before it is refused unread.</summary>
public sealed record ParseLimits
{
    public static ParseLimits Default { get; } = new();

    /// <summary>Characters of text; default 2,000,000.</summary>
    public int Characters { get; init; } = 2_000_000;

    /// <summary>Tokens; default 500,000.</summary>
    public int Tokens { get; init; } = 500_000;

    /// <summary>Nesting of parentheses, queries and operators; default 200, at most 400, so that no walk over the tree can exhaust a call stack.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>Operators of one chain such as <c>a + b + …</c>, joins and set operations in a row; default 1,000.</summary>
    public int Chain { get; init; } = 1_000;
}
