using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Running;

/// <summary>The rows of one query as an engine hands them out. Used by one caller at a time; caps and stopping are not its business.</summary>
internal interface IRowCursor : IAsyncDisposable
{
    IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>
    /// The next rows, null at the end. Throws <see cref="SourceException"/> when the source fails, and
    /// <see cref="OperationCanceledException"/> when it says that the query was stopped.
    /// </summary>
    Task<IReadOnlyList<object?[]>?> NextAsync(CancellationToken cancellationToken);

    /// <summary>What the engine read for these rows, by its own account; asked for once, after the last of them.</summary>
    Task<Scanned> ScannedAsync(CancellationToken cancellationToken);
}
