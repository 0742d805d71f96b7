namespace Dataing.Sql.Guard;

/// <summary>How large a query itself may be.</summary>
public sealed record QueryLimits
{
    public static QueryLimits Default { get; } = new();

    /// <summary>Characters of text; default 500,000.</summary>
    public int Characters { get; init; } = 500_000;

    /// <summary>Tokens of text; default 200,000.</summary>
    public int Tokens { get; init; } = 200_000;

    /// <summary>Nesting of parentheses, queries and operators; default 200.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>Items of one IN list or VALUES list; default 10,000.</summary>
    public int ListItems { get; init; } = 10_000;

    /// <summary>Tables, sub-queries, functions and unfolded arrays in all FROM clauses together; default 200.</summary>
    public int Relations { get; init; } = 200;

    /// <summary>Relations of one FROM that no predicate joins; default 2, so that three are refused.</summary>
    public int UnjoinedRelations { get; init; } = 2;

    /// <summary>Characters of one regular expression; default 1,000.</summary>
    public int PatternLength { get; init; } = 1_000;
}
