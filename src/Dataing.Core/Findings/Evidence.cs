namespace Dataing.Core.Findings;

/// <summary>A query that anyone can run again, and what it showed.</summary>
public sealed record Evidence
{
    /// <summary>Stable for a query text: the same query has the same id in every run.</summary>
    public required string Id { get; init; }

    /// <summary>The hypothesis it was asked for, or the phase (confirm, profile).</summary>
    public required string HypothesisId { get; init; }

    public required string Sql { get; init; }

    public required long RowCount { get; init; }

    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>At most the first 50 rows.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; init; } = [];

    public required string Interpretation { get; init; }
}
