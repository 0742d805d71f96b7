namespace Dataing.Core.DataSources;

/// <summary>A failure of a data source. The message is safe to show: no secret, no connection string, no row value.</summary>
public sealed class SourceException(SourceErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public SourceErrorKind Kind { get; } = kind;

    /// <summary>The source's own code (SQLSTATE and the like); null where it has none.</summary>
    public string? NativeCode { get; init; }

    /// <summary>Whether another query may succeed: false when the source itself is out of reach.</summary>
    public bool ConcernsQueryOnly => ConcernsQuery(Kind);

    /// <summary>Whether a failure of this kind is the query's own, so that another query may succeed.</summary>
    public static bool ConcernsQuery(SourceErrorKind kind) =>
        kind
            is SourceErrorKind.Syntax
                or SourceErrorKind.NotFound
                or SourceErrorKind.Permission
                or SourceErrorKind.Timeout
                or SourceErrorKind.ResourceLimit
                or SourceErrorKind.DataError
                or SourceErrorKind.PolicyViolation
                or SourceErrorKind.Unsupported;
}

/// <summary>Why a source failed; a small closed set.</summary>
public enum SourceErrorKind
{
    Configuration,
    Authentication,
    Permission,
    NotFound,

    /// <summary>The query is wrong: syntax, types, names that the engine does not accept.</summary>
    Syntax,
    PolicyViolation,
    Timeout,
    Cancelled,
    Throttled,
    ResourceLimit,

    /// <summary>A value could not be read or converted.</summary>
    DataError,
    Unsupported,

    /// <summary>The source cannot be reached or went away.</summary>
    Unavailable,
    Internal,
}
