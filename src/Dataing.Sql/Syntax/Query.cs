namespace Dataing.Sql.Syntax;

/// <summary>A whole query, or one inside another: common tables, a body, and what applies to its result.</summary>
public sealed record Query(QueryBody Body) : SqlNode
{
    public With? With { get; init; }

    public SqlList<OrderItem> OrderBy { get; init; } = [];

    /// <summary>ORDER BY ALL of DuckDB, Spark and Snowflake: by every column from left to right; its direction is the item's.</summary>
    public OrderItem? OrderByAll { get; init; }

    public InterpolateClause? Interpolate { get; init; }

    /// <summary>SORT BY, DISTRIBUTE BY and CLUSTER BY of Spark.</summary>
    public SqlList<ClusterClause> Clustering { get; init; } = [];

    /// <summary>ClickHouse's <c>LIMIT n BY columns</c> and CQL's <c>PER PARTITION LIMIT n</c>.</summary>
    public LimitBy? LimitBy { get; init; }

    /// <summary>LIMIT, FETCH and OFFSET; TOP stands in <see cref="QueryBody.Select.Top"/>.</summary>
    public RowLimit? Limit { get; init; }

    /// <summary>FOR UPDATE and its kin: read so that they can be refused by name.</summary>
    public SqlList<LockClause> Locks { get; init; } = [];

    /// <summary>SETTINGS, FORMAT, OPTION (…), FOR JSON, ALLOW FILTERING and the like, which change how a query runs, not what it means.</summary>
    public SqlList<QueryOption> Options { get; init; } = [];
}

/// <summary>WITH: common table expressions in order.</summary>
public sealed record With(bool Recursive, SqlList<CommonTable> Tables) : SqlNode
{
    /// <summary>SQL Server's WITH XMLNAMESPACES (…), before the tables.</summary>
    public SqlList<XmlNamespace> Namespaces { get; init; } = [];
}

/// <summary>A namespace of XML and its prefix; without one it is the default.</summary>
public sealed record XmlNamespace(string Uri, Identifier? Prefix) : SqlNode;

/// <summary>One common table, or in ClickHouse a named scalar (<c>WITH 1 AS x</c>), which has <see cref="Scalar"/> in place of a query.</summary>
public sealed record CommonTable(Identifier Name, SqlList<Identifier> Columns, Query? Query) : SqlNode
{
    public Expression? Scalar { get; init; }

    public Materialization Materialization { get; init; }

    /// <summary>SEARCH DEPTH FIRST BY … SET …</summary>
    public SearchClause? Search { get; init; }

    /// <summary>CYCLE … SET … USING …</summary>
    public CycleClause? Cycle { get; init; }

    /// <summary>DuckDB's USING KEY (…) of a recursive table.</summary>
    public SqlList<Expression> UsingKey { get; init; } = [];

    /// <summary>BigQuery's WITH DEPTH.</summary>
    public DepthClause? Depth { get; init; }

    /// <summary>Spark's MAX RECURSION LEVEL n.</summary>
    public Expression? MaxRecursion { get; init; }
}

/// <summary>How deep a recursion goes, and the column that counts it: WITH DEPTH AS name BETWEEN low AND high, or MAX high.</summary>
public sealed record DepthClause(Identifier? Column, Expression? Low, Expression? High) : SqlNode;

public sealed record SearchClause(bool DepthFirst, SqlList<Identifier> By, Identifier Set) : SqlNode;

/// <summary>Where a recursion that comes back to the same values ends; without <paramref name="Set"/> it is MariaDB's CYCLE … RESTRICT.</summary>
public sealed record CycleClause(SqlList<Identifier> Columns, Identifier? Set, Expression? Value, Expression? Default, Identifier? Using)
    : SqlNode;

/// <summary>One element of ORDER BY.</summary>
public sealed record OrderItem(Expression Value, SortDirection Direction = SortDirection.Unsaid, NullsOrder Nulls = NullsOrder.Unsaid)
    : SqlNode
{
    public Identifier? Collation { get; init; }

    /// <summary>ClickHouse's WITH FILL.</summary>
    public FillClause? Fill { get; init; }

    /// <summary>PostgreSQL's ORDER BY … USING operator.</summary>
    public string? UsingOperator { get; init; }
}

/// <summary>ClickHouse's INTERPOLATE (a AS a + 1): how filled rows get their other columns.</summary>
public sealed record InterpolateClause(SqlList<SelectItem> Columns) : SqlNode;

public sealed record FillClause(Expression? From, Expression? To, Expression? Step) : SqlNode
{
    /// <summary>How far behind the last real row filling goes on.</summary>
    public Expression? Staleness { get; init; }
}

/// <summary>How many rows the result may have. <see cref="Count"/> is null for OFFSET alone or LIMIT ALL.</summary>
public sealed record RowLimit(Expression? Count, Expression? Offset) : SqlNode
{
    public bool Percent { get; init; }

    public bool WithTies { get; init; }

    /// <summary>MariaDB's ROWS EXAMINED: the query ends when it has read so many rows.</summary>
    public Expression? Examined { get; init; }
}

public sealed record LimitBy(Expression Count, Expression? Offset, SqlList<Expression> By) : SqlNode
{
    /// <summary>True for CQL's PER PARTITION LIMIT, which names no columns.</summary>
    public bool PerPartition { get; init; }
}

public sealed record ClusterClause(ClusterKind Kind, SqlList<OrderItem> Items) : SqlNode;

/// <summary>FOR UPDATE, FOR SHARE and so on, by <paramref name="Strength"/> in upper case (<c>UPDATE</c>, <c>NO KEY UPDATE</c>, <c>LOCK IN SHARE MODE</c>).</summary>
public sealed record LockClause(string Strength, SqlList<ObjectName> Of, string? Wait) : SqlNode;

/// <summary>A clause that steers execution or output: <paramref name="Name"/> is upper case (<c>SETTINGS</c>, <c>FORMAT</c>, <c>OPTION</c>, <c>FOR JSON</c>, <c>ALLOW FILTERING</c>).</summary>
public sealed record QueryOption(string Name, SqlList<OptionEntry> Entries) : SqlNode;

/// <summary>One entry of an option: a word or words, with a value where it has one.</summary>
public sealed record OptionEntry(string Name, Expression? Value) : SqlNode;

public enum Materialization
{
    Unsaid,
    Materialized,
    NotMaterialized,
}

public enum SortDirection
{
    Unsaid,
    Ascending,
    Descending,
}

public enum NullsOrder
{
    Unsaid,
    First,
    Last,
}

public enum ClusterKind
{
    SortBy,
    DistributeBy,
    ClusterBy,
}
