using System.Globalization;
using Dataing.Adapters.Tests.DataSources.Postgres;
using Npgsql;

namespace Dataing.Host.Tests.Sources;

/// <summary>A PostgreSQL server for the tests of a class, with a database for each that asks.</summary>
public sealed class PostgresHost : IAsyncLifetime
{
    private const string RequireServers = "DATAING_REQUIRE_SERVERS";

    private PostgresServer? _server;
    private int _databases;

    internal PostgresServer Server
    {
        get
        {
            Assert.SkipWhen(_server is null, "PostgreSQL is not installed (no initdb in /usr/lib/postgresql/*/bin or on the path).");
            return _server.ShouldNotBeNull();
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Programs() is { } programs)
            _server = await PostgresServer.StartAsync(programs);
        else if (Environment.GetEnvironmentVariable(RequireServers) == "1")
            throw new InvalidOperationException($"PostgreSQL is not installed, and {RequireServers}=1 says that it must be.");
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The URL of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        Server.ShouldNotBeNull();
        var name = string.Create(CultureInfo.InvariantCulture, $"db_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return Server.Url(database: name);
    }

    /// <summary>The URL of a new database that holds the small shop's orders.</summary>
    public async Task<string> NewShopAsync(string csv)
    {
        var url = await NewDatabaseAsync();
        var rows = (await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken)).Skip(1);
        await ExecuteAsync(
            url[(url.LastIndexOf('/') + 1)..],
            [
                "CREATE TABLE orders (order_ref BIGINT, customer_ref BIGINT, channel TEXT, country TEXT, total NUMERIC(10, 2), placed_at TIMESTAMP)",
                .. rows.Chunk(1_000).Select(chunk => $"INSERT INTO orders VALUES {string.Join(", ", chunk.Select(Values))}"),
            ]
        );
        return url;
    }

    private static string Values(string row) =>
        $"({string.Join(", ", row.Split(',').Select(field => field.Length == 0 ? "NULL" : $"'{field}'"))})";

    public async Task ExecuteAsync(string database, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Host=127.0.0.1;Port={Server.Port};Username=postgres;Database={database};Pooling=false"
            )
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
