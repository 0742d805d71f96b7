using Dataing.Core.DataSources;
using Dataing.Core.Quality;

namespace Dataing.Core.Investigations;

/// <summary>What one investigation may spend.</summary>
public sealed record InvestigationLimits
{
    /// <summary>Queries in all; default 50, range 1 to 1,000.</summary>
    public int Queries { get; init; } = 50;

    /// <summary>Queries for one hypothesis; default 5.</summary>
    public int QueriesPerHypothesis { get; init; } = 5;

    /// <summary>Corrections of a failed query of one hypothesis; default 2.</summary>
    public int RetriesPerHypothesis { get; init; } = 2;

    /// <summary>Failures in a row after which the investigation stops; default 3.</summary>
    public int ConsecutiveFailures { get; init; } = 3;

    /// <summary>Wall clock; default 600 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Bytes that the source may scan in all, as far as it says; null: no bound.</summary>
    public long? ScannedBytes { get; init; }

    /// <summary>How well the finding's words must read, and whether a model judges them too.</summary>
    public QualityPolicy Quality { get; init; } = new();

    /// <summary>What one query may take; its rows are the cap for the analyst's own aggregates, default 100,000.</summary>
    public QueryCaps Query { get; init; } = new() { Rows = 100_000 };
}
