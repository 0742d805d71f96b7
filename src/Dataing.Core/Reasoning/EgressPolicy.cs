namespace Dataing.Core.Reasoning;

/// <summary>What of the data may leave for a model.</summary>
public sealed record EgressPolicy
{
    /// <summary>Text values of result rows leave as tokens; default off.</summary>
    public bool Pseudonyms { get; init; }

    /// <summary>Result rows that count fewer than this many rows of data are left out; default 5, 0 turns it off.</summary>
    public int MinimumGroupSize { get; init; } = 5;

    /// <summary>Texts that people wrote at length leave, cut and masked by shape; default off: only that there was one is said.</summary>
    public bool FreeText { get; init; }

    /// <summary>Rows of one result; default 12.</summary>
    public int RowsPerResult { get; init; } = 12;

    /// <summary>Tables described; default 12, by relevance.</summary>
    public int Tables { get; init; } = 12;
}
