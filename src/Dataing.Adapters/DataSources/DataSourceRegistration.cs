using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.Files;
using Dataing.Adapters.DataSources.Postgres;
using Dataing.Adapters.DataSources.Sqlite;
using Dataing.Core.DataSources;
using Microsoft.Extensions.DependencyInjection;

namespace Dataing.Adapters.DataSources;

/// <summary>Every data source, one line each.</summary>
public static class DataSourceRegistration
{
    /// <summary>Registers the connectors and their catalogue.</summary>
    public static IServiceCollection AddDataSources(this IServiceCollection services)
    {
        foreach (var connector in Connectors())
            services.AddSingleton(connector);
        return services.AddSingleton<ConnectorCatalog>();
    }

    /// <summary>The connectors, for programs without a container.</summary>
    public static IReadOnlyList<IDataSourceConnector> Connectors() =>
        [new DuckDbConnector(), new FilesConnector(), new SqliteConnector(), new PostgresConnector()];
}
