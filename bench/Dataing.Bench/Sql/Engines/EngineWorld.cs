using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Adapters.DataSources.Postgres;
using Dataing.Adapters.DataSources.Sqlite;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Npgsql;
using SQLitePCL;

namespace Dataing.Bench.Sql.Engines;

/// <summary>Starts the engines that this machine has, with the small world in each.</summary>
internal static class EngineWorld
{
    public static IReadOnlyList<string> Names { get; } = ["postgres", "mariadb", "sqlite", "duckdb"];

    /// <summary>The engine of that name, or null when it is not installed.</summary>
    public static Task<IEngine?> OpenAsync(string name, CancellationToken cancellationToken) =>
        name switch
        {
            "postgres" => PostgresAsync(cancellationToken),
            "mariadb" => MariaDbAsync(cancellationToken),
            "sqlite" => SqliteAsync(cancellationToken),
            "duckdb" => DuckDbAsync(cancellationToken),
            _ => throw new ArgumentException($"There is no engine {name}; there are {string.Join(", ", Names)}.", nameof(name)),
        };

    private static async Task<IEngine?> PostgresAsync(CancellationToken cancellationToken)
    {
        return await LocalServer.PostgresAsync() is { } server
            ? await KeptAsync(server, () => OnPostgresAsync(server, cancellationToken))
            : null;
    }

    /// <summary>What the engine runs on goes when the engine does not come up.</summary>
    private static async Task<IEngine> KeptAsync(IAsyncDisposable ground, Func<Task<IEngine>> open)
    {
        try
        {
            return await open();
        }
        catch
        {
            await ground.DisposeAsync();
            throw;
        }
    }

    private static async Task<IEngine> OnPostgresAsync(LocalServer server, CancellationToken cancellationToken)
    {
        await using (
            var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={server.Port};Username=postgres;Database=postgres;Pooling=false")
        )
        {
            await connection.OpenAsync(cancellationToken);
            foreach (var statement in WorldTable.Statements(SqlDialect.Postgres))
            {
                await using var command = new NpgsqlCommand(statement, connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        var source = (PostgresSource)
            await new PostgresConnector().OpenAsync(
                $"postgres://postgres@127.0.0.1:{server.Port}/postgres",
                new SourceOptions(),
                cancellationToken
            );
        return new SourceEngine(source, source.RunAsync, server);
    }

    private static async Task<IEngine?> MariaDbAsync(CancellationToken cancellationToken)
    {
        return await LocalServer.MariaDbAsync() is { } server
            ? await KeptAsync(server, () => OnMariaDbAsync(server, cancellationToken))
            : null;
    }

    private static async Task<IEngine> OnMariaDbAsync(LocalServer server, CancellationToken cancellationToken)
    {
        await using (var first = await MySqlWire.ConnectAsync(server.Socket, "root", "mysql", cancellationToken))
            await first.QueryAsync($"CREATE DATABASE {MariaDbEngine.Database} CHARACTER SET utf8mb4", cancellationToken);
        var wire = await MySqlWire.ConnectAsync(server.Socket, "root", MariaDbEngine.Database, cancellationToken);
        foreach (
            var statement in WorldTable
                .Statements(SqlDialect.MariaDb)
                .Append("SET SESSION TRANSACTION READ ONLY")
                .Append("SET max_statement_time = 5")
        )
        {
            var (_, _, error) = await wire.QueryAsync(statement, cancellationToken);
            if (error is not null)
                throw new InvalidOperationException($"{statement}: {error}");
        }
        return new MariaDbEngine(server, wire);
    }

    private static async Task<IEngine?> SqliteAsync(CancellationToken cancellationToken)
    {
        var folder = new TemporaryWorld();
        return await KeptAsync(folder, () => OnSqliteAsync(folder, cancellationToken));
    }

    private static async Task<IEngine> OnSqliteAsync(TemporaryWorld folder, CancellationToken cancellationToken)
    {
        Batteries_V2.Init();
        if (raw.sqlite3_open(folder.File("world.sqlite"), out var database) != raw.SQLITE_OK)
            throw new InvalidOperationException("SQLite opens no file.");
        using (database)
        {
            foreach (var statement in WorldTable.Statements(SqlDialect.Sqlite))
            {
                if (raw.sqlite3_exec(database, statement) != raw.SQLITE_OK)
                    throw new InvalidOperationException($"{statement}: {raw.sqlite3_errmsg(database).utf8_to_string()}");
            }
        }
        var source = (SqliteSource)
            await new SqliteConnector().OpenAsync(folder.File("world.sqlite"), new SourceOptions(), cancellationToken);
        return new SourceEngine(source, source.RunAsync, folder);
    }

    private static async Task<IEngine?> DuckDbAsync(CancellationToken cancellationToken)
    {
        var folder = new TemporaryWorld();
        return await KeptAsync(folder, () => OnDuckDbAsync(folder, cancellationToken));
    }

    private static async Task<IEngine> OnDuckDbAsync(TemporaryWorld folder, CancellationToken cancellationToken)
    {
        using (var database = DuckDbDatabase.Open(folder.File("world.duckdb"), new Dictionary<string, string>()))
        {
            using var connection = database.Connect();
            foreach (var statement in WorldTable.Statements(SqlDialect.DuckDb))
                connection.Execute(statement);
        }
        var source = (DuckDbSource)
            await new DuckDbConnector().OpenAsync(folder.File("world.duckdb"), new SourceOptions(), cancellationToken);
        return new SourceEngine(source, source.RunAsync, folder);
    }

    private sealed class TemporaryWorld : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("dataing-engine-").FullName;

        public string File(string name) => Path.Combine(_folder, name);

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
