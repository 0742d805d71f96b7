using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Engines;

/// <summary>A real engine with the small world in it.</summary>
internal interface IEngine : IAsyncDisposable
{
    SqlDialect Dialect { get; }

    /// <summary>Prepares a text as exactly one query, as the engine itself sees it, and runs it for reading only.</summary>
    Task<EngineAnswer> AskAsync(string sql, CancellationToken cancellationToken);
}
