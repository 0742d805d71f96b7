using System.Collections.Frozen;

namespace Dataing.Sql.Dialects;

/// <summary>All dialects. Each is described in its own file.</summary>
internal static class DialectTable
{
    public static readonly SqlDialect Postgres = PostgresFacts.Postgres();
    public static readonly SqlDialect Redshift = PostgresFacts.Redshift();
    public static readonly SqlDialect MySql = MySqlFacts.MySql();
    public static readonly SqlDialect MariaDb = MySqlFacts.MariaDb();
    public static readonly SqlDialect Sqlite = SqliteFacts.Create();
    public static readonly SqlDialect DuckDb = DuckDbFacts.Create();
    public static readonly SqlDialect Trino = TrinoFacts.Create();
    public static readonly SqlDialect Snowflake = SnowflakeFacts.Create();
    public static readonly SqlDialect BigQuery = BigQueryFacts.Create();
    public static readonly SqlDialect ClickHouse = ClickHouseFacts.Create();
    public static readonly SqlDialect Databricks = DatabricksFacts.Create();
    public static readonly SqlDialect SqlServer = SqlServerFacts.Create();
    public static readonly SqlDialect Cassandra = CassandraFacts.Create();

    public static readonly IReadOnlyList<SqlDialect> All =
    [
        Postgres,
        Redshift,
        MySql,
        MariaDb,
        Sqlite,
        DuckDb,
        Trino,
        Snowflake,
        BigQuery,
        ClickHouse,
        Databricks,
        SqlServer,
        Cassandra,
    ];

    private static readonly FrozenDictionary<string, SqlDialect> ByName = All.ToFrozenDictionary(
        d => d.Name,
        StringComparer.OrdinalIgnoreCase
    );

    public static SqlDialect? Find(string name) => ByName.GetValueOrDefault(name);
}
