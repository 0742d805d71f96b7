namespace Dataing.Sql.Dialects;

/// <summary>How a dialect spells what all dialects mean.</summary>
public sealed record RenderingFacts
{
    /// <summary>The character that quotes names; its partner for <c>[</c> is <c>]</c>.</summary>
    public char NameQuote { get; init; } = '"';

    public LimitStyle Limit { get; init; } = LimitStyle.Limit;

    /// <summary>Aggregates take FILTER (WHERE …); elsewhere the condition moves into a CASE.</summary>
    public bool Filter { get; init; } = true;

    /// <summary>AS may stand before the alias of a source, which it may not in Oracle's descendants.</summary>
    public bool AsBeforeTableAlias { get; init; } = true;

    public bool NullsOrder { get; init; } = true;

    /// <summary>TRUE and FALSE exist as literals.</summary>
    public bool Booleans { get; init; } = true;

    public ConcatStyle Concat { get; init; } = ConcatStyle.Pipes;

    /// <summary>The function or keyword of a cast that yields NULL on failure; null when there is none.</summary>
    public string? TryCast { get; init; } = "TRY_CAST";

    public bool IsDistinctFrom { get; init; } = true;

    /// <summary>FROM must be given; the name of the one-row table to use, if any.</summary>
    public string? DualTable { get; init; }
}

public enum LimitStyle
{
    Limit,

    /// <summary>Trino: OFFSET stands before LIMIT.</summary>
    OffsetThenLimit,

    /// <summary>SQL Server: TOP, or OFFSET … FETCH behind an ordering.</summary>
    Fetch,
}

public enum ConcatStyle
{
    Pipes,
    Function,
    Plus,
}
