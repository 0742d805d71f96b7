using Dataing.Bench.Sql.Engines;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Mutations.Observing;

/// <summary>MariaDB, as root.</summary>
internal sealed class ObservedMariaDb(LocalServer server, MySqlWire wire) : IObserved
{
    /// <summary>Variables that change by themselves, or with any query.</summary>
    private const string Moving =
        "'TIMESTAMP','RAND_SEED1','RAND_SEED2','LAST_INSERT_ID','IDENTITY','WARNING_COUNT','ERROR_COUNT','IN_TRANSACTION','LAST_GTID','PSEUDO_THREAD_ID','GTID_SEQ_NO'";

    private static readonly string[] State =
    [
        $"SELECT MD5(GROUP_CONCAT(VARIABLE_NAME, VARIABLE_VALUE ORDER BY VARIABLE_NAME)) FROM information_schema.SESSION_VARIABLES WHERE VARIABLE_NAME NOT IN ({Moving})",
        $"SELECT MD5(GROUP_CONCAT(VARIABLE_NAME, VARIABLE_VALUE ORDER BY VARIABLE_NAME)) FROM information_schema.GLOBAL_VARIABLES WHERE VARIABLE_NAME NOT IN ({Moving})",
        "SELECT COUNT(*) FROM information_schema.TABLES",
        "SELECT COUNT(*) FROM mysql.global_priv",
        "CHECKSUM TABLE orders, users, t",
        "SELECT NEXT_NOT_CACHED_VALUE FROM s",
        "SELECT IS_FREE_LOCK('a'), IS_FREE_LOCK('x'), IS_FREE_LOCK('l')",
    ];

    private static readonly string[] Full = ["max-session-mem-used", "is full"];

    public static async Task<IObserved?> OpenAsync(CancellationToken cancellationToken)
    {
        if (await LocalServer.MariaDbAsync() is not { } server)
            return null;
        await using (var first = await MySqlWire.ConnectAsync(server.Socket, "root", "mysql", cancellationToken))
            await first.QueryAsync("CREATE DATABASE world CHARACTER SET utf8mb4", cancellationToken);
        var wire = await MySqlWire.ConnectAsync(server.Socket, "root", "world", cancellationToken);
        foreach (
            var statement in WorldTable
                .Statements(SqlDialect.MariaDb)
                .Concat(ObservedWorld.Tables)
                .Append("CREATE SEQUENCE s")
                .Append("SET max_statement_time = 10")
                .Append("SET max_session_mem_used = 512000000")
                .Append("SET tmp_disk_table_size = 512000000")
                .Append("SET group_concat_max_len = 1000000")
        )
        {
            var (_, _, error) = await wire.QueryAsync(statement, cancellationToken);
            if (error is not null)
                throw new InvalidOperationException($"{statement}: {error}");
        }
        return new ObservedMariaDb(server, wire);
    }

    public async Task<ObservedAnswer> RunAsync(string sql, CancellationToken cancellationToken) =>
        (await wire.QueryAsync(sql, cancellationToken)).Error switch
        {
            null => ObservedAnswer.Answered,
            { } error when Full.Any(f => error.Contains(f, StringComparison.Ordinal)) => ObservedAnswer.TooLarge,
            _ => ObservedAnswer.Refused,
        };

    public async Task<string> StateAsync(CancellationToken cancellationToken)
    {
        var state = new List<string> { ObservedWorld.Files(server.Folder, "*.err", "*ib*", "*aria*") };
        foreach (var question in State)
        {
            var (_, rows, error) = await wire.QueryAsync(question, cancellationToken);
            if (error is not null)
                throw new InvalidOperationException($"{question}: {error}");
            state.AddRange(rows.Select(r => string.Join(',', r)));
        }
        return string.Join(' ', state);
    }

    public async ValueTask DisposeAsync()
    {
        await wire.DisposeAsync();
        await server.DisposeAsync();
    }
}
