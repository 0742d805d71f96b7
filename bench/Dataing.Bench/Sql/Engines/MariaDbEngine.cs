using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Engines;

/// <summary>A MariaDB server of our own, asked over its local socket.</summary>
internal sealed class MariaDbEngine(LocalServer server, MySqlWire wire) : IEngine
{
    public const string Database = "world";

    public SqlDialect Dialect => SqlDialect.MariaDb;

    public async Task<EngineAnswer> AskAsync(string sql, CancellationToken cancellationToken)
    {
        var (count, error) = await wire.PrepareAsync(sql, cancellationToken);
        if (error is not null)
            return new EngineAnswer.Failed(error);
        if (count == 0)
            return new EngineAnswer.NotOneQuery("The prepared statement yields no columns.");
        var (columns, rows, failure) = await wire.QueryAsync(sql, cancellationToken);
        return failure is not null
            ? new EngineAnswer.Failed(failure)
            : new EngineAnswer.Result(columns, [.. rows.Select(r => string.Join('\u001f', r.Select(v => v ?? "∅")))]);
    }

    public async ValueTask DisposeAsync()
    {
        await wire.DisposeAsync();
        await server.DisposeAsync();
    }
}
