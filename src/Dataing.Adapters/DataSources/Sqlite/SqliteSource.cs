using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using SQLitePCL;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>A SQLite file. Every query has a connection of its own, opened for reading only and watched by an authorizer.</summary>
internal sealed class SqliteSource(string path) : IDataSource
{
    private const int ParallelQueries = 4;

    private readonly QuerySlots _slots = new(ParallelQueries);

    public string Description => $"SQLite file {Path.GetFileName(path)}";

    public SqlDialect Dialect => SqlDialect.Sqlite;

    public Task<SourceTestReport> TestAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = SqliteConnection.OpenTrusted(path, cancellationToken);
                var tables = connection.Rows(SqliteCatalog.Count)[0][0];
                return new SourceTestReport(
                    $"SQLite {raw.sqlite3_libversion().utf8_to_string()}",
                    [$"{tables} {(tables is 1L ? "table or view" : "tables and views")}; opened for reading only"],
                    []
                );
            },
            cancellationToken
        );

    public Task<SchemaSnapshot> DiscoverAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = SqliteConnection.OpenTrusted(path, cancellationToken);
                return new SqliteCatalog(connection).Read();
            },
            cancellationToken
        );

    public Task<IQueryRun> ExecuteAsync(CheckedQuery query, QueryCaps caps, CancellationToken cancellationToken) =>
        RunAsync(query.Text, caps, cancellationToken);

    /// <summary>The layer beneath the guard: it must hold by itself.</summary>
    internal Task<IQueryRun> RunAsync(string sql, QueryCaps caps, CancellationToken cancellationToken) =>
        QueryStart.RunAsync(_slots, caps, stop => SqliteRows.OpenAsync(path, sql, stop), cancellationToken);

    public ValueTask DisposeAsync()
    {
        _slots.Dispose();
        return ValueTask.CompletedTask;
    }
}
