namespace Dataing.Sql.Syntax;

/// <summary>An argument of a call, with its name where it was given by name.</summary>
public sealed record Argument(Expression Value, Identifier? Name = null) : SqlNode
{
    /// <summary>What stood before an argument: nothing, VARIADIC, or in JSON_OBJECT the key.</summary>
    public bool Variadic { get; init; }

    /// <summary>The key of JSON_OBJECT(key: value) and its spellings.</summary>
    public Expression? Key { get; init; }

    /// <summary>TABLE name and MODEL name of BigQuery, Snowflake, Databricks and Trino, LANGUAGE of SQL Server: the word, upper case.</summary>
    public string? Kind { get; init; }

    /// <summary>How a table function takes the table of this argument: its name, and how its rows are divided and ordered.</summary>
    public TableArgument? Rows { get; init; }

    /// <summary>A query passed as an argument without its own parentheses.</summary>
    public Query? Query { get; init; }

    /// <summary>PASSING stands before it in place of a comma: the document of XMLEXISTS, the variables of a JSON path.</summary>
    public bool Passing { get; init; }

    /// <summary>FORMAT JSON behind a value.</summary>
    public bool FormatJson { get; init; }

    /// <summary>ENCODING behind FORMAT JSON: UTF8, UTF16 or UTF32.</summary>
    public string? Encoding { get; init; }

    /// <summary>An alias inside a call, as ClickHouse and Spark allow.</summary>
    public Identifier? Alias { get; init; }
}

/// <summary>What may stand behind TABLE (…) as an argument; <paramref name="WhenEmpty"/> is PRUNE or KEEP.</summary>
public sealed record TableArgument(TableAlias? Alias, string? WhenEmpty) : SqlNode
{
    public SqlList<Expression> PartitionBy { get; init; } = [];

    public SqlList<OrderItem> OrderBy { get; init; } = [];

    /// <summary>Databricks' WITH SINGLE PARTITION.</summary>
    public bool SinglePartition { get; init; }
}

/// <summary>COPARTITION: tables that are divided alike.</summary>
public sealed record Copartition(SqlList<ObjectName> Tables) : SqlNode;

public sealed record WhenClause(Expression Condition, Expression Result) : SqlNode;

public sealed record MapEntry(Expression Key, Expression Value) : SqlNode;

/// <summary>DEFAULT value ON EMPTY, or ON ERROR, of the JSON functions.</summary>
public sealed record Fallback(Expression Value, bool OnError) : SqlNode;

public sealed record HavingBound(bool Max, Expression Value) : SqlNode;

/// <summary>One step of a path: a field by name, or an index.</summary>
public sealed record JsonPathStep(Identifier? Field, Expression? Index) : SqlNode;

public enum SubColumnKind
{
    Object,
    OfType,
    Elements,
}

public enum UnaryOperator
{
    Plus,
    Minus,
    Not,
    BitNot,
}

public enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    IntegerDivide,
    Modulo,
    Power,
    Concat,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    NullSafeEqual,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,
    Arrow,
    ArrowText,
    PathArrow,
    PathArrowText,
    Overlaps,
    RegexMatch,
    RegexMatchIgnoreCase,
    NotRegexMatch,
    NotRegexMatchIgnoreCase,
}

public enum LogicalOperator
{
    And,
    Or,
    Xor,
}

public enum Quantifier
{
    Any,
    All,
}

public enum LikeKind
{
    Like,
    ILike,
    SimilarTo,
    Regexp,
    Glob,
    Match,
}

public enum IsTest
{
    Null,
    True,
    False,
    Unknown,
    Json,
    JsonObject,
    JsonArray,
    JsonScalar,
    JsonValue,
    Normalized,
    NormalizedNfc,
    NormalizedNfd,
    NormalizedNfkc,
    NormalizedNfkd,
    Document,
}

public enum TrimSide
{
    Both,
    Leading,
    Trailing,
}

public enum NullTreatment
{
    Unsaid,
    Ignore,
    Respect,
}

public enum ParameterStyle
{
    Question,
    Dollar,
    Colon,
    At,
    Braces,
    Percent,
}

/// <summary>Hive's ROW FORMAT: by a class, or DELIMITED with words and a text each (<c>FIELDS TERMINATED BY ','</c>).</summary>
public sealed record RowFormat(string? Serde, SqlList<OptionEntry> Entries) : SqlNode;
