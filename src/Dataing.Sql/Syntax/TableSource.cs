namespace Dataing.Sql.Syntax;

/// <summary>What stands in FROM.</summary>
public abstract record TableSource : SqlNode
{
    private TableSource() { }

    /// <summary>A table, view or common table by name.</summary>
    public sealed record Table(ObjectName Name, TableAlias? Alias = null) : TableSource
    {
        /// <summary>PostgreSQL's ONLY: without inheriting tables.</summary>
        public bool Only { get; init; }

        /// <summary>ClickHouse's FINAL: merged rows.</summary>
        public bool Final { get; init; }

        public TimeTravel? TimeTravel { get; init; }

        /// <summary>Redshift's <c>c.items AS item AT i</c>: a name for the place of an element.</summary>
        public Identifier? Position { get; init; }

        public TableSample? Sample { get; init; }

        /// <summary>SQL Server's WITH (NOLOCK), MySQL's USE INDEX (…) and SQLite's INDEXED BY.</summary>
        public SqlList<Hint> Hints { get; init; } = [];

        /// <summary>MySQL's PARTITION (p0, p1).</summary>
        public SqlList<Identifier> Partitions { get; init; } = [];
    }

    /// <summary>A file or stage named where a table would stand (Snowflake's <c>@stage/path</c>, DuckDB's <c>'file.csv'</c>): read so that it can be refused by name.</summary>
    public sealed record External(string Location, TableAlias? Alias = null) : TableSource
    {
        /// <summary>TABLE or IDENTIFIER, where a value names what is read.</summary>
        public string? NamedBy { get; init; }

        public Expression? Name { get; init; }

        public SqlList<Argument> Arguments { get; init; } = [];
    }

    public sealed record Subquery(Query Query, TableAlias? Alias = null) : TableSource
    {
        public bool Lateral { get; init; }

        public TableSample? Sample { get; init; }
    }

    /// <summary>A table function.</summary>
    public sealed record Function(Expression.FunctionCall Call, TableAlias? Alias = null) : TableSource
    {
        public bool Lateral { get; init; }

        /// <summary>Written as <c>TABLE(f(…))</c>.</summary>
        public bool InTable { get; init; }

        public bool WithOrdinality { get; init; }

        /// <summary>SQL Server's OPENJSON … WITH (columns) and similar shapes.</summary>
        public SqlList<ShapeColumn> Shape { get; init; } = [];

        public TableSample? Sample { get; init; }
    }

    /// <summary>PostgreSQL's ROWS FROM (f(…), g(…)).</summary>
    public sealed record RowsFrom(SqlList<Expression.FunctionCall> Calls, TableAlias? Alias = null) : TableSource
    {
        public bool WithOrdinality { get; init; }
    }

    /// <summary>UNNEST of arrays, or in BigQuery an array path (<c>FROM t, t.items</c>) once resolved.</summary>
    public sealed record Unnest(SqlList<Argument> Arrays, TableAlias? Alias = null) : TableSource
    {
        public bool Lateral { get; init; }

        public bool WithOrdinality { get; init; }

        /// <summary>BigQuery's WITH OFFSET; its alias is <see cref="OffsetAlias"/>, <c>offset</c> when absent.</summary>
        public bool WithOffset { get; init; }

        public Identifier? OffsetAlias { get; init; }

        /// <summary>Redshift's <c>UNPIVOT value AS v AT k</c>: a row for each member of an object, whose name is <see cref="OffsetAlias"/>.</summary>
        public bool OfObject { get; init; }
    }

    /// <summary>JSON_TABLE and XMLTABLE: a document, a row path, and columns.</summary>
    public sealed record DocumentTable(string Name, SqlList<Argument> Arguments, SqlList<ShapeColumn> Shape, TableAlias? Alias = null)
        : TableSource
    {
        /// <summary>What happens to a document that cannot be read, in upper case: <c>ERROR ON ERROR</c>.</summary>
        public string? Handling { get; init; }

        /// <summary>PLAN: how nested paths are joined, as written; names, words and parentheses alone.</summary>
        public string? Plan { get; init; }
    }

    public sealed record Join(TableSource Left, JoinKind Kind, TableSource Right, JoinCondition? Condition = null) : TableSource
    {
        public bool Natural { get; init; }

        public bool AsOf { get; init; }

        /// <summary>Snowflake's MATCH_CONDITION of an as-of join.</summary>
        public Expression? MatchCondition { get; init; }

        /// <summary>Words of one dialect before JOIN, in upper case: <c>ANY</c>, <c>ALL</c>, <c>GLOBAL</c>, <c>STRAIGHT</c>, <c>HASH</c>, <c>LATERAL</c>.</summary>
        public SqlList<string> Modifiers { get; init; } = [];
    }

    /// <summary>A join in parentheses, with an alias where the dialect allows one.</summary>
    public sealed record Nested(TableSource Source, TableAlias? Alias = null) : TableSource
    {
        public TableSample? Sample { get; init; }
    }

    /// <summary>LATERAL VIEW [OUTER] of Spark and Hive.</summary>
    public sealed record LateralView(
        TableSource Source,
        bool Outer,
        Expression.FunctionCall Call,
        Identifier? Alias,
        SqlList<Identifier> Columns
    ) : TableSource;

    /// <summary>[LEFT] ARRAY JOIN of ClickHouse.</summary>
    public sealed record ArrayJoin(TableSource Source, bool Left, SqlList<SelectItem> Arrays) : TableSource;

    /// <summary>PIVOT with listed values, or in DuckDB with the values found in the column when none are listed.</summary>
    public sealed record Pivot(TableSource Source, SqlList<SelectItem> Aggregates, SqlList<PivotColumn> On, TableAlias? Alias = null)
        : TableSource
    {
        public SqlList<Expression> GroupBy { get; init; } = [];

        /// <summary>Snowflake's DEFAULT ON NULL.</summary>
        public Expression? DefaultOnNull { get; init; }

        /// <summary>BigQuery's TABLESAMPLE, behind the alias.</summary>
        public TableSample? Sample { get; init; }
    }

    public sealed record Unpivot(
        TableSource Source,
        SqlList<Identifier> Values,
        Identifier Name,
        SqlList<UnpivotColumn> Columns,
        TableAlias? Alias = null
    ) : TableSource
    {
        public bool? IncludeNulls { get; init; }

        public TableSample? Sample { get; init; }
    }

    public sealed record MatchRecognize(TableSource Source, string Pattern, SqlList<SelectItem> Define, TableAlias? Alias = null)
        : TableSource
    {
        public SqlList<Expression> PartitionBy { get; init; } = [];

        public SqlList<OrderItem> OrderBy { get; init; } = [];

        public SqlList<SelectItem> Measures { get; init; } = [];

        public SqlList<PatternSubset> Subsets { get; init; } = [];

        /// <summary>ONE ROW PER MATCH or ALL ROWS PER MATCH with its options, in upper case.</summary>
        public string? RowsPerMatch { get; init; }

        /// <summary>Where matching goes on, in upper case after AFTER MATCH SKIP.</summary>
        public string? AfterMatch { get; init; }
    }
}

/// <summary>SUBSET of MATCH_RECOGNIZE: a name for several pattern variables.</summary>
public sealed record PatternSubset(Identifier Name, SqlList<Identifier> Members) : SqlNode;

/// <summary>A name for a source, and for its columns (with types where a function's shape is given in place).</summary>
public sealed record TableAlias(Identifier? Name, SqlList<AliasColumn> Columns) : SqlNode;

public sealed record AliasColumn(Identifier Name, DataType? Type = null) : SqlNode;

/// <summary>A column of JSON_TABLE, XMLTABLE or OPENJSON … WITH.</summary>
public sealed record ShapeColumn(Identifier? Name, DataType? Type) : SqlNode
{
    public bool ForOrdinality { get; init; }

    public Expression? Path { get; init; }

    public bool AsJson { get; init; }

    /// <summary>EXISTS PATH: whether there is a value, not the value.</summary>
    public bool Exists { get; init; }

    /// <summary>NULL ON EMPTY, ERROR ON ERROR, NOT NULL: in upper case.</summary>
    public string? Handling { get; init; }

    public SqlList<Fallback> Fallbacks { get; init; } = [];

    public Expression? Default { get; init; }

    /// <summary>FORMAT JSON behind the type, with its encoding, upper case.</summary>
    public string? Format { get; init; }

    /// <summary>WITH WRAPPER, OMIT QUOTES and the like, upper case.</summary>
    public string? Wrapper { get; init; }

    /// <summary>The name of a nested path, by which PLAN knows it.</summary>
    public Identifier? PathName { get; init; }

    /// <summary>NESTED PATH … COLUMNS (…)</summary>
    public SqlList<ShapeColumn> Nested { get; init; } = [];
}

public abstract record JoinCondition : SqlNode
{
    private JoinCondition() { }

    public sealed record On(Expression Condition) : JoinCondition;

    public sealed record Using(SqlList<Identifier> Columns, Identifier? Alias = null) : JoinCondition;
}

public enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Cross,
    LeftSemi,
    LeftAnti,
    RightSemi,
    RightAnti,
    CrossApply,
    OuterApply,
    Positional,
    Paste,
}

/// <summary>FOR SYSTEM_TIME AS OF and its kin. <paramref name="Kind"/> is upper case: <c>SYSTEM_TIME AS OF</c>, <c>TIMESTAMP AS OF</c>, <c>VERSION AS OF</c>, <c>AT TIMESTAMP</c>, <c>BEFORE STATEMENT</c>, …</summary>
public sealed record TimeTravel(string Kind, Expression? Value, Expression? Until = null) : SqlNode
{
    /// <summary>Snowflake's CHANGES (INFORMATION =&gt; …): DEFAULT or APPEND_ONLY.</summary>
    public string? Changes { get; init; }

    /// <summary>What END of CHANGES is given by: TIMESTAMP, OFFSET or STATEMENT.</summary>
    public string? UntilKind { get; init; }
}

/// <summary>TABLESAMPLE, SAMPLE and USING SAMPLE.</summary>
public sealed record TableSample(string? Method, Expression Size, SampleUnit Unit) : SqlNode
{
    public Expression? Seed { get; init; }

    /// <summary>ClickHouse's OFFSET, or the second number of BUCKET x OUT OF y.</summary>
    public Expression? Second { get; init; }

    /// <summary>What BUCKET x OUT OF y ON … tells rows apart by.</summary>
    public Expression? On { get; init; }
}

public enum SampleUnit
{
    Unsaid,
    Percent,
    Rows,
    Bucket,
}

/// <summary>FOR column IN (values) of PIVOT.</summary>
public sealed record PivotColumn(SqlList<Expression> Columns, SqlList<SelectItem> Values) : SqlNode
{
    /// <summary>Snowflake's IN (ANY) and IN (SELECT …), whose columns are not known before it runs.</summary>
    public bool Any { get; init; }

    /// <summary>The order of the columns of IN (ANY ORDER BY …).</summary>
    public SqlList<OrderItem> AnyOrder { get; init; } = [];

    public Query? Query { get; init; }
}

/// <summary>A column, or a group of them, that UNPIVOT turns into rows.</summary>
public sealed record UnpivotColumn(SqlList<Expression> Columns, Expression? Label) : SqlNode;
