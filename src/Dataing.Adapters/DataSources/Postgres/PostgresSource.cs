using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Npgsql;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>A PostgreSQL database. Every query has a read-only transaction of its own, which is always rolled back.</summary>
internal sealed class PostgresSource(NpgsqlDataSource pool, PostgresAddress address, Version version) : IDataSource
{
    public const int ParallelQueries = 4;

    private const string Privileges = """
        SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
            (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
             AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')),
            (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
             AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT'))
        """;

    private readonly QuerySlots _slots = new(ParallelQueries);

    public string Description => $"PostgreSQL {version}";

    public SqlDialect Dialect => SqlDialect.Postgres;

    public async Task<SourceTestReport> TestAsync(CancellationToken cancellationToken)
    {
        var row = (await ((RunQuery)RunAsync).RowsAsync(Privileges, cancellationToken))[0];
        List<string> warnings = [];
        if (row[0] is true)
            warnings.Add("The user is a superuser, who can read files of the server; use a role that may only SELECT.");
        if (row[1] is long and > 0)
            warnings.Add($"The user may write to {row[1]} table(s). Nothing is ever written, but a role that may only SELECT is safer.");
        if (row[2] is 0L)
            warnings.Add("The user may read no table; grant SELECT on those to investigate, and USAGE on their schemas.");
        return new SourceTestReport(Description, [$"{address}; read-only transactions"], warnings);
    }

    public Task<SchemaSnapshot> DiscoverAsync(CancellationToken cancellationToken) =>
        PostgresCatalog.ReadAsync(RunAsync, address.Schemas, cancellationToken);

    public Task<IQueryRun> ExecuteAsync(CheckedQuery query, QueryCaps caps, CancellationToken cancellationToken) =>
        RunAsync(query.Text, caps, cancellationToken);

    /// <summary>The layer beneath the guard: it must hold by itself.</summary>
    internal Task<IQueryRun> RunAsync(string sql, QueryCaps caps, CancellationToken cancellationToken) =>
        QueryStart.RunAsync(_slots, caps, stop => PostgresRows.OpenAsync(pool, address, sql, caps.Time, stop), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        _slots.Dispose();
    }
}
