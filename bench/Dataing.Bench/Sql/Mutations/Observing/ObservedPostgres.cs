using Dataing.Bench.Sql.Engines;
using Dataing.Sql.Dialects;
using Npgsql;

namespace Dataing.Bench.Sql.Mutations.Observing;

/// <summary>PostgreSQL, as its superuser.</summary>
internal sealed class ObservedPostgres(LocalServer server, NpgsqlConnection connection) : IObserved
{
    private const string State = """
        SELECT (SELECT md5(string_agg(name || setting, ';' ORDER BY name)) FROM pg_settings WHERE name NOT IN ('transaction_read_only', 'transaction_isolation'))
            || (SELECT ' ' || count(*) || ' ' || max(oid) || ' ' || md5(string_agg(relname || relfilenode, ';' ORDER BY oid)) FROM pg_class)
            || (SELECT ' ' || last_value || is_called FROM s) || (SELECT ' ' || last_value || is_called FROM seq)
            || (SELECT ' ' || count(*) FROM pg_largeobject_metadata) || (SELECT ' ' || count(*) FROM pg_locks WHERE locktype = 'advisory')
            || (SELECT ' ' || count(*) FROM pg_prepared_statements) || (SELECT ' ' || count(*) FROM pg_proc) || (SELECT ' ' || count(*) FROM pg_roles)
            || (SELECT ' ' || string_agg(f, ',' ORDER BY f) FROM pg_ls_dir('.') AS f)
            || (SELECT ' ' || md5(string_agg(o::text, ';' ORDER BY o::text)) FROM orders AS o) || (SELECT ' ' || md5(string_agg(u::text, ';' ORDER BY u::text)) FROM users AS u)
            || (SELECT ' ' || md5(string_agg(t::text, ';' ORDER BY t::text)) FROM t)
        """;

    private const string Bounds = "SET statement_timeout = '10s'; SET temp_file_limit = '512MB'";

    /// <summary>The class of codes for memory and disk.</summary>
    private const string InsufficientResources = "53";

    public static async Task<IObserved?> OpenAsync(CancellationToken cancellationToken)
    {
        if (await LocalServer.PostgresAsync() is not { } server)
            return null;
        var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={server.Port};Username=postgres;Database=postgres;Pooling=false;Command Timeout=20"
        );
        await connection.OpenAsync(cancellationToken);
        var observed = new ObservedPostgres(server, connection);
        foreach (
            var statement in WorldTable
                .Statements(SqlDialect.Postgres)
                .Concat(ObservedWorld.Tables)
                .Append("CREATE SEQUENCE s")
                .Append("CREATE SEQUENCE seq")
                .Append(Bounds)
        )
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return observed;
    }

    public async Task<ObservedAnswer> RunAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) { }
            return ObservedAnswer.Answered;
        }
        catch (PostgresException e)
        {
            // A placeholder without a value breaks the protocol, and with it the connection.
            if (connection.State != System.Data.ConnectionState.Open)
                await ReopenAsync(cancellationToken);
            return
                e.SqlState.StartsWith(InsufficientResources, StringComparison.Ordinal)
                || e.SqlState == PostgresErrorCodes.ProgramLimitExceeded
                ? ObservedAnswer.TooLarge
                : ObservedAnswer.Refused;
        }
        // Some planning looks at no clock: the connection is given up.
        catch (NpgsqlException e) when (e.InnerException is TimeoutException)
        {
            await connection.CloseAsync();
            await ReopenAsync(cancellationToken);
            return ObservedAnswer.Stuck;
        }
    }

    private async Task ReopenAsync(CancellationToken cancellationToken)
    {
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Bounds, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<string> StateAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(State, connection);
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }
}
