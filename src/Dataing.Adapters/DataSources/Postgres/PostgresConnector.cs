using Dataing.Core.DataSources;
using Npgsql;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>Opens a PostgreSQL database: <c>postgres://user:password@host:5432/database?sslmode=require&amp;schemas=sales,public</c>.</summary>
public sealed class PostgresConnector : IDataSourceConnector
{
    public string Kind => "postgres";

    public bool Recognises(string location) => SourceLocation.HasScheme(location, "postgres", "postgresql");

    public async Task<IDataSource> OpenAsync(string location, SourceOptions options, CancellationToken cancellationToken)
    {
        var address = PostgresAddress.Parse(location, options.ConnectTimeout);
        var builder = new NpgsqlDataSourceBuilder(address.Connection.ConnectionString);
        // Values travel as text: the types of all tables, thousands of them, need not be known to the driver.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        var pool = builder.Build();
        try
        {
            await using var connection = await pool.OpenConnectionAsync(cancellationToken);
            return new PostgresSource(pool, address, connection.PostgreSqlVersion);
        }
        catch (Exception e)
            when (e is NpgsqlException or TimeoutException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            await pool.DisposeAsync();
            throw PostgresErrors.Translate(e, address);
        }
        catch (OperationCanceledException)
        {
            await pool.DisposeAsync();
            throw;
        }
    }
}
