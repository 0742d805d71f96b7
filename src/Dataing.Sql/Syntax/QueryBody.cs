namespace Dataing.Sql.Syntax;

/// <summary>What yields the rows of a query, before its ordering and limit.</summary>
public abstract record QueryBody : SqlNode
{
    private QueryBody() { }

    /// <summary>SELECT. DuckDB's FROM-first form and pipe syntax are read into this same node.</summary>
    public sealed record Select(SqlList<SelectItem> Items) : QueryBody
    {
        public SqlList<Hint> Hints { get; init; } = [];

        public Distinct? Distinct { get; init; }

        public Top? Top { get; init; }

        /// <summary>BigQuery's SELECT AS STRUCT and SELECT AS VALUE.</summary>
        /// <summary>CQL's SELECT JSON: each row as one document.</summary>
        public bool Json { get; init; }

        public ValueMode ValueMode { get; init; }

        /// <summary>Sources separated by commas.</summary>
        public SqlList<TableSource> From { get; init; } = [];

        public Expression? Prewhere { get; init; }

        public Expression? Where { get; init; }

        /// <summary>START WITH … CONNECT BY of Snowflake.</summary>
        public ConnectBy? ConnectBy { get; init; }

        public GroupBy? GroupBy { get; init; }

        public Expression? Having { get; init; }

        public SqlList<NamedWindow> Windows { get; init; } = [];

        public Expression? Qualify { get; init; }

        /// <summary>DuckDB's USING SAMPLE.</summary>
        public TableSample? Sample { get; init; }
    }

    /// <summary>UNION, INTERSECT or EXCEPT of two bodies; several in a row lean to the left.</summary>
    public sealed record SetOperation(QueryBody Left, SetOperator Operator, SetQuantifier Quantifier, QueryBody Right) : QueryBody
    {
        /// <summary>UNION BY NAME: columns are matched by name, not by place.</summary>
        public bool ByName { get; init; }

        /// <summary>BigQuery's BY NAME ON (columns): these alone.</summary>
        public SqlList<Identifier> NameColumns { get; init; } = [];

        /// <summary>BigQuery's INNER, LEFT or FULL before the operator: whose columns the result has.</summary>
        public SetSide Side { get; init; }
    }

    public sealed record Values(SqlList<ValuesRow> Rows) : QueryBody;

    /// <summary><c>TABLE name</c>: every column of a table.</summary>
    public sealed record Table(ObjectName Name) : QueryBody
    {
        /// <summary>PostgreSQL's ONLY: without inheriting tables.</summary>
        public bool Only { get; init; }
    }

    /// <summary>A query in parentheses, which may have its own ordering and limit.</summary>
    public sealed record Nested(Query Query) : QueryBody;
}

public sealed record ValuesRow(SqlList<Expression> Values) : SqlNode;

/// <summary>One element of the select list.</summary>
public sealed record SelectItem(Expression Value, Identifier? Alias = null) : SqlNode
{
    /// <summary>Several aliases for the columns that one generator yields, as Spark allows.</summary>
    public SqlList<Identifier> Aliases { get; init; } = [];

    /// <summary>FINAL or RUNNING before a measure of MATCH_RECOGNIZE.</summary>
    public string? MeasuredRows { get; init; }
}

/// <summary>DISTINCT, or DISTINCT ON with its expressions.</summary>
public sealed record Distinct(SqlList<Expression> On) : SqlNode;

/// <summary>SQL Server's TOP.</summary>
public sealed record Top(Expression Count, bool Percent = false, bool WithTies = false) : SqlNode;

/// <summary>An optimiser hint, such as <c>BROADCAST(t)</c>; arguments are kept as words.</summary>
public sealed record Hint(string Name, SqlList<string> Arguments) : SqlNode;

public sealed record ConnectBy(Expression? StartWith, Expression Condition, bool NoCycle) : SqlNode;

public enum ValueMode
{
    Columns,
    Struct,
    Value,
}

public enum SetOperator
{
    Union,
    Intersect,
    Except,
}

public enum SetSide
{
    Unsaid,
    Inner,
    Left,
    Full,
}

public enum SetQuantifier
{
    Unsaid,
    All,
    Distinct,
}
