namespace Dataing.Sql.Dialects;

/// <summary>A dialect as a table of facts; the tokenizer, the parser and the renderer read them and have no other knowledge of dialects.</summary>
public sealed record SqlDialect
{
    /// <summary>The name used on the command line and in files, such as <c>postgres</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which engine's grammar is meant; facts that are not yet data ask this.</summary>
    public required DialectFamily Family { get; init; }

    public required LexicalFacts Lexical { get; init; }

    public required GrammarFacts Grammar { get; init; }

    public required RenderingFacts Rendering { get; init; }

    public static SqlDialect Postgres => DialectTable.Postgres;
    public static SqlDialect Redshift => DialectTable.Redshift;
    public static SqlDialect MySql => DialectTable.MySql;
    public static SqlDialect MariaDb => DialectTable.MariaDb;
    public static SqlDialect Sqlite => DialectTable.Sqlite;
    public static SqlDialect DuckDb => DialectTable.DuckDb;
    public static SqlDialect Trino => DialectTable.Trino;
    public static SqlDialect Snowflake => DialectTable.Snowflake;
    public static SqlDialect BigQuery => DialectTable.BigQuery;
    public static SqlDialect ClickHouse => DialectTable.ClickHouse;
    public static SqlDialect Databricks => DialectTable.Databricks;
    public static SqlDialect SqlServer => DialectTable.SqlServer;
    public static SqlDialect Cassandra => DialectTable.Cassandra;

    public static IReadOnlyList<SqlDialect> All => DialectTable.All;

    /// <summary>The dialect of that name, or null.</summary>
    public static SqlDialect? Find(string name) => DialectTable.Find(name);

    public bool Equals(SqlDialect? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}

/// <summary>The engines whose grammars differ.</summary>
public enum DialectFamily
{
    Postgres,
    Redshift,
    MySql,
    Sqlite,
    DuckDb,
    Trino,
    Snowflake,
    BigQuery,
    ClickHouse,
    Databricks,
    SqlServer,
    Cassandra,
}
