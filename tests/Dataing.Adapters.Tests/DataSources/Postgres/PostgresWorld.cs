using Dataing.Adapters.DataSources.Postgres;
using Dataing.Core.DataSources;
using Npgsql;

namespace Dataing.Adapters.Tests.DataSources.Postgres;

public sealed class PostgresWorld : ISourceWorld
{
    private const string RequireServers = "DATAING_REQUIRE_SERVERS";

    private PostgresServer? _server;
    private IDataSource? _source;

    public IDataSource Source
    {
        get
        {
            Assert.SkipWhen(_source is null, "PostgreSQL is not installed (no initdb in /usr/lib/postgresql/*/bin or on the path).");
            return _source.ShouldNotBeNull();
        }
    }

    internal PostgresServer Server => _server.ShouldNotBeNull();

    public string Endless => "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b WHERE a + b = 7";

    public int ManyTables => 5_000;

    public IReadOnlyList<string> Attacks =>
        [
            "INSERT INTO vacant VALUES (1, 'x')",
            "DELETE FROM things",
            "CREATE TABLE t (i INTEGER)",
            "CREATE TEMP TABLE t (i INTEGER)",
            "SELECT * INTO t FROM things",
            "CREATE TABLE t AS SELECT 1",
            "WITH gone AS (DELETE FROM things RETURNING *) SELECT * FROM gone",
            "SELECT * FROM things FOR UPDATE",
            "COPY things TO '/tmp/dataing-never-written'",
            "COPY things TO PROGRAM 'cat > /tmp/dataing-never-written'",
            "COPY things TO STDOUT",
            "SET TRANSACTION READ WRITE",
            "SET statement_timeout = 0",
            "SET LOCAL statement_timeout = 0",
            "COMMIT",
            "ROLLBACK",
            "BEGIN",
            "EXPLAIN ANALYZE DELETE FROM things",
            "EXPLAIN SELECT 1",
            "SHOW ALL",
            "DO $$ BEGIN DELETE FROM things; END $$",
            "CALL no_such()",
            "LISTEN x",
            "NOTIFY x",
            "LOCK TABLE things",
            "VACUUM things",
            "PREPARE p AS SELECT 1",
            "SELECT nextval('counter')",
            "SELECT set_config('transaction_read_only', 'off', true), lo_create(0)",
            "SELECT 1; DELETE FROM things",
            "SELECT 1; COMMIT; DELETE FROM things",
            "COMMIT; DELETE FROM things",
            "",
            "-- nothing",
        ];

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Programs() is not { } programs)
        {
            if (Environment.GetEnvironmentVariable(RequireServers) == "1")
                throw new InvalidOperationException($"PostgreSQL is not installed, and {RequireServers}=1 says that it must be.");
            return;
        }
        _server = await PostgresServer.StartAsync(programs);
        try
        {
            await ExecuteAsync("postgres", [.. DataSources.World.Statements("NUMERIC(38, 10)", "TIMESTAMP"), .. Own]);
            _source = await OpenAsync(_server.Url());
        }
        catch
        {
            // A fixture whose start fails is not disposed by the runner.
            await _server.DisposeAsync();
            throw;
        }
    }

    public Task<IQueryRun> RunAsync(string sql, QueryCaps caps, CancellationToken cancellationToken) =>
        ((PostgresSource)Source).RunAsync(sql, caps, cancellationToken);

    public async Task<IDataSource> OpenManyTablesAsync(int count)
    {
        Source.ShouldNotBeNull();
        await ExecuteAsync("postgres", ["CREATE DATABASE many"]);
        await ExecuteAsync("many", [.. DataSources.World.ManyTables(count).Chunk(500).Select(c => string.Join(";", c))]);
        return await OpenAsync(Server.Url(database: "many"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    internal static Task<IDataSource> OpenAsync(string url) =>
        new PostgresConnector().OpenAsync(url, new SourceOptions(), CancellationToken.None);

    internal async Task ExecuteAsync(string database, IReadOnlyList<string> statements)
    {
        await using var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={Server.Port};Username=postgres;Database={database};Pooling=false;Command Timeout=120"
        );
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static IEnumerable<string> Own =>
        [
            "CREATE SEQUENCE counter",
            "CREATE TYPE mood AS ENUM ('sad', 'happy')",
            "CREATE DOMAIN cents AS BIGINT",
            "CREATE SCHEMA secret",
            "CREATE TABLE secret.hidden (i INTEGER)",
            "CREATE TABLE locked_away (i INTEGER)",
            "CREATE TABLE typed (m mood, c cents, n NUMERIC, a INTEGER[], j JSONB)",
            "CREATE TABLE parts (i INTEGER, d DATE) PARTITION BY RANGE (d)",
            "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
            "INSERT INTO parts SELECT i, DATE '2026-01-01' + i % 31 FROM generate_series(1, 1000) i",
            "CREATE VIEW a_view AS SELECT id, name FROM things",
            "CREATE ROLE reader LOGIN",
            "GRANT SELECT ON things, parents, numbers, vacant TO reader",
            "CREATE ROLE half_reader LOGIN",
            "GRANT SELECT (id, seen) ON things TO half_reader",
            "CREATE ROLE no_reader LOGIN",
            "ANALYZE",
        ];
}
