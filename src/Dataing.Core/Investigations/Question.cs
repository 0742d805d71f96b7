using Dataing.Core.DataSources;
using Dataing.Sql.Syntax;

namespace Dataing.Core.Investigations;

/// <param name="HypothesisId">The hypothesis it tests, or the phase (confirm, profile) it belongs to.</param>
/// <param name="Purpose">What it finds out, in a few words for people: "null rate by day".</param>
/// <param name="Query">The tree; it is checked and rendered, never a string with holes.</param>
/// <param name="RowCap">Rows at most; default 1,000.</param>
public sealed record Question(string HypothesisId, string Purpose, Query Query, int RowCap = 1_000);

/// <summary>A question's answer; <see cref="Id"/> names it in evidence.</summary>
public sealed record Answer(string Id, string Sql, QueryResult Result)
{
    public IReadOnlyList<IReadOnlyList<object?>> Rows => Result.Rows;

    /// <summary>True when a cap cut the result.</summary>
    public bool Truncated => Result.Outcome.Truncated != Truncation.None;
}

/// <summary>The guard or the source refused a query; another one may do.</summary>
public sealed class QueryRejectedException(string sql, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public string Sql { get; } = sql;

    /// <summary>How its author may mend it; null where nothing is known.</summary>
    public string? Hint { get; init; }
}

/// <summary>A limit of the investigation is reached; no further query will be sent.</summary>
public sealed class LimitReachedException(string reason) : Exception(reason);
