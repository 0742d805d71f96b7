using System.Globalization;
using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Sql.Engines;
using Npgsql;

namespace Dataing.Bench.Incidents.Running;

/// <summary>Hands each case's data over in the chosen kind of source; a PostgreSQL server is started once for all of them.</summary>
internal sealed class CaseSources : IAsyncDisposable
{
    private readonly string _kind;
    private readonly LocalServer? _server;
    private int _databases;

    private CaseSources(string kind, LocalServer? server) => (_kind, _server) = (kind, server);

    public static async Task<CaseSources> StartAsync(string kind) =>
        kind == SourceCopies.Postgres
            ? new CaseSources(
                kind,
                await LocalServer.PostgresAsync() ?? throw new InvalidOperationException("PostgreSQL is not installed.")
            )
            : new CaseSources(kind, null);

    /// <summary>What to give as the source of this case.</summary>
    public async Task<string> OfAsync(CaseFiles files, CancellationToken cancellationToken) =>
        await SourceCopies.MakeAsync(
            _kind,
            files.Data,
            Path.Combine(files.Folder, "copy"),
            _server is null ? null : await DatabaseAsync(_server, cancellationToken),
            cancellationToken
        );

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<string> DatabaseAsync(LocalServer server, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"case_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(
            string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={server.Port};Username=postgres;Pooling=false")
        );
        await connection.OpenAsync(cancellationToken);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"postgres://postgres@127.0.0.1:{server.Port}/{name}");
    }
}
