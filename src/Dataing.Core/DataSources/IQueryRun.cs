namespace Dataing.Core.DataSources;

/// <summary>A query under way. Disposing it before the end cancels it on the source.</summary>
public interface IQueryRun : IAsyncDisposable
{
    /// <summary>The result's columns, known before the first row.</summary>
    IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>The rows in batches of at most 1,024, once; throws <see cref="SourceException"/> when the source fails half-way.</summary>
    IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> BatchesAsync(CancellationToken cancellationToken);

    /// <summary>How it ended; null until the batches have been read to their end.</summary>
    QueryOutcome? Outcome { get; }
}

/// <summary>A column of a result.</summary>
public sealed record ResultColumn(string Name, LogicalType Type);

/// <summary>How a query ended. A result that stopped at a cap says so: truncation never looks like completeness.</summary>
public sealed record QueryOutcome(long Rows, long Bytes, Truncation Truncated, TimeSpan Elapsed)
{
    /// <summary>Rows and bytes read by the engine; null where it does not say.</summary>
    public long? RowsScanned { get; init; }

    public long? BytesScanned { get; init; }
}

/// <summary>Which cap, if any, ended a result early.</summary>
public enum Truncation
{
    None,
    Rows,
    Bytes,
    Cell,
}
