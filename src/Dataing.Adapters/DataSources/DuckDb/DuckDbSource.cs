using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Adapters.DataSources.DuckDb;

/// <summary>An open and locked database of the embedded engine: a DuckDB file, or files that were loaded into one.</summary>
internal sealed class DuckDbSource(
    string description,
    DuckDbDatabase database,
    DuckDbSessions sessions,
    Workspace workspace,
    Func<SchemaSnapshot, SchemaSnapshot> annotate
) : IDataSource
{
    private readonly QuerySlots _slots = new(DuckDbSessions.Count);

    public string Description => description;

    public SqlDialect Dialect => SqlDialect.DuckDb;

    public async Task<SourceTestReport> TestAsync(CancellationToken cancellationToken)
    {
        var schema = await DiscoverAsync(cancellationToken);
        var tables = schema.Tables.Count == 1 ? "1 table" : $"{schema.Tables.Count} tables";
        return new SourceTestReport($"DuckDB {DuckDbDatabase.Version}", [$"{tables}; opened for reading only"], schema.Warnings);
    }

    public async Task<SchemaSnapshot> DiscoverAsync(CancellationToken cancellationToken) =>
        annotate(await DuckDbCatalog.ReadAsync(RunAsync, cancellationToken));

    public Task<IQueryRun> ExecuteAsync(CheckedQuery query, QueryCaps caps, CancellationToken cancellationToken) =>
        RunAsync(query.Text, caps, cancellationToken);

    /// <summary>The layer beneath the guard: it must hold by itself.</summary>
    internal Task<IQueryRun> RunAsync(string sql, QueryCaps caps, CancellationToken cancellationToken) =>
        QueryStart.RunAsync(_slots, caps, stop => DuckDbRows.OpenAsync(sessions, sql, stop), cancellationToken);

    public ValueTask DisposeAsync()
    {
        sessions.Dispose();
        database.Dispose();
        workspace.Dispose();
        _slots.Dispose();
        return ValueTask.CompletedTask;
    }
}
