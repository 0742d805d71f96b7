namespace Dataing.Sql.Syntax;

/// <summary>Anything that has a value.</summary>
public abstract record Expression : SqlNode
{
    private Expression() { }

    public sealed record Null : Expression;

    public sealed record Boolean(bool Value) : Expression;

    /// <summary>A number as written, so that no digit is lost.</summary>
    public sealed record Number(string Text) : Expression;

    /// <summary>A text with its escapes resolved.</summary>
    public sealed record String(string Value) : Expression;

    /// <summary>Bytes, as hexadecimal digits in upper case.</summary>
    public sealed record Bytes(string Hex) : Expression;

    /// <summary>A bit string such as <c>B'0101'</c>.</summary>
    public sealed record Bits(string Digits) : Expression;

    /// <summary>A literal that names its type, such as <c>DATE '2026-01-31'</c>.</summary>
    public sealed record Typed(DataType Type, string Value) : Expression;

    /// <summary>A text or bytes whose character set is named before it, as in MySQL's <c>_latin1'x'</c>.</summary>
    public sealed record Introduced(string Charset, Expression Literal) : Expression;

    /// <summary>A span of time; units are upper case and absent where the text itself names them.</summary>
    public sealed record Interval(Expression Value, string? Unit = null, string? ToUnit = null) : Expression
    {
        /// <summary>Spark's further amounts under the one word: <c>INTERVAL 2 HOURS 30 MINUTES</c>.</summary>
        public SqlList<Interval> More { get; init; } = [];
    }

    /// <summary>A column, with what qualifies it; where names are dotted, only resolution can tell a table from a struct's field.</summary>
    public sealed record Column(SqlList<Identifier> Parts) : Expression
    {
        public Identifier Last => Parts[^1];
    }

    /// <summary>A column by place: Snowflake's <c>$1</c>, DuckDB's <c>#1</c>.</summary>
    public sealed record PositionalColumn(int Ordinal, ObjectName? Qualifier = null) : Expression;

    /// <summary><c>*</c> or <c>t.*</c> with its modifiers.</summary>
    public sealed record Star(ObjectName? Qualifier = null) : Expression
    {
        /// <summary>EXCEPT or EXCLUDE: columns left out.</summary>
        public SqlList<ObjectName> Except { get; init; } = [];

        public SqlList<SelectItem> Replace { get; init; } = [];

        /// <summary>ClickHouse's STRICT: what EXCEPT and REPLACE name must be there.</summary>
        public bool Strict { get; init; }

        /// <summary>RENAME: each item is a column with its new name as alias.</summary>
        public SqlList<SelectItem> Rename { get; init; } = [];

        /// <summary>ILIKE 'pattern' of Snowflake and LIKE of DuckDB.</summary>
        public Expression? LikePattern { get; init; }

        /// <summary>ClickHouse's APPLY in turn; a star among them carries the EXCEPT and REPLACE that stand behind one.</summary>
        public SqlList<Expression> Transformers { get; init; } = [];
    }

    /// <summary>COLUMNS(pattern, list, lambda or star) of DuckDB and ClickHouse.</summary>
    public sealed record Columns(Expression Selector, ObjectName? Qualifier = null) : Expression
    {
        /// <summary>DuckDB's <c>*COLUMNS(…)</c>, which spreads into arguments.</summary>
        public bool Unpacked { get; init; }

        /// <summary>ClickHouse's EXCEPT and REPLACE behind COLUMNS(…).</summary>
        public SqlList<ObjectName> Except { get; init; } = [];

        public SqlList<SelectItem> Replace { get; init; } = [];

        public bool Strict { get; init; }

        /// <summary>ClickHouse's APPLY: functions and lambdas that each column goes through, in turn.</summary>
        public SqlList<Expression> Transformers { get; init; } = [];
    }

    /// <summary>A placeholder; <paramref name="Name"/> is empty for <c>?</c>, digits for <c>$1</c>.</summary>
    public sealed record Parameter(ParameterStyle Style, string Name, DataType? Type = null) : Expression;

    /// <summary>A session or system variable, such as <c>@@version</c> or <c>$name</c>: read so that it can be refused by name.</summary>
    public sealed record Variable(string Name) : Expression;

    public sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

    public sealed record Binary(Expression Left, BinaryOperator Operator, Expression Right) : Expression;

    /// <summary>An operator of one dialect, by its text, such as <c>@&gt;</c> or <c>OPERATOR(pg_catalog.+)</c>; without a left side when it stands in front.</summary>
    public sealed record CustomOperator(Expression? Left, string Operator, Expression Right) : Expression;

    /// <summary>A chain of AND, OR or XOR, flat so that a long one is not a deep one.</summary>
    public sealed record Logical(LogicalOperator Operator, SqlList<Expression> Terms) : Expression;

    /// <summary>A comparison with ANY, SOME or ALL of a list.</summary>
    public sealed record Quantified(Expression Left, string Operator, Quantifier Quantifier, Expression Right) : Expression;

    public sealed record Between(Expression Value, Expression Low, Expression High, bool Negated = false) : Expression
    {
        public bool Symmetric { get; init; }
    }

    public sealed record InList(Expression Value, SqlList<Expression> Items, bool Negated = false) : Expression
    {
        /// <summary>ClickHouse's GLOBAL IN.</summary>
        public bool Global { get; init; }
    }

    public sealed record InQuery(Expression Value, Query Query, bool Negated = false) : Expression
    {
        public bool Global { get; init; }
    }

    /// <summary>IN an array, a parameter or a table named without parentheses.</summary>
    public sealed record InValue(Expression Value, Expression Container, bool Negated = false) : Expression
    {
        public bool Global { get; init; }
    }

    public sealed record Like(Expression Value, LikeKind Kind, Expression Pattern, bool Negated = false) : Expression
    {
        public Expression? Escape { get; init; }

        /// <summary>LIKE ANY (…) or LIKE ALL (…); the pattern is then a tuple, an array or a query.</summary>
        public Quantifier? Quantifier { get; init; }
    }

    /// <summary>IS [NOT] NULL, TRUE, FALSE, UNKNOWN and so on.</summary>
    public sealed record Is(Expression Value, IsTest Test, bool Negated = false) : Expression
    {
        /// <summary>IS JSON … WITH UNIQUE KEYS.</summary>
        public bool UniqueKeys { get; init; }
    }

    public sealed record IsDistinct(Expression Left, Expression Right, bool Negated = false) : Expression;

    public sealed record Exists(Query Query) : Expression;

    public sealed record Subquery(Query Query) : Expression;

    public sealed record Case(Expression? Operand, SqlList<WhenClause> Whens, Expression? Else) : Expression;

    /// <summary>A cast in any spelling; <paramref name="Try"/> yields NULL where the plain one fails.</summary>
    public sealed record Cast(Expression Value, DataType Type, bool Try = false) : Expression
    {
        /// <summary>FORMAT of BigQuery, or the style of SQL Server's CONVERT.</summary>
        public Expression? Format { get; init; }

        /// <summary>CQL's hint of a type before a value: <c>(int) x</c>.</summary>
        public bool Hint { get; init; }

        /// <summary>Snowflake's RENAME FIELDS or ADD FIELDS behind a structured type.</summary>
        public string? FieldChange { get; init; }
    }

    public sealed record Collate(Expression Value, ObjectName Collation) : Expression;

    /// <summary>AT TIME ZONE; without a zone it is AT LOCAL.</summary>
    public sealed record AtTimeZone(Expression Value, Expression? Zone) : Expression;

    public sealed record Extract(string Field, Expression Source) : Expression;

    /// <summary>A unit given as a bare word to a function, such as <c>DATE_TRUNC(day, MONTH)</c>, upper case with what it carries (<c>WEEK(MONDAY)</c>).</summary>
    public sealed record DatePart(string Unit) : Expression;

    /// <summary>TRIM with its sides, which no plain call can say.</summary>
    public sealed record Trim(TrimSide Side, Expression? Characters, Expression Value) : Expression;

    public sealed record PositionOf(Expression Needle, Expression Haystack) : Expression;

    public sealed record Overlay(Expression Value, Expression Placing, Expression From, Expression? For) : Expression;

    /// <summary>CONVERT(value USING charset) of MySQL.</summary>
    public sealed record ConvertCharset(Expression Value, string Charset) : Expression;

    /// <summary>MATCH (columns) AGAINST (text mode) of MySQL.</summary>
    public sealed record MatchAgainst(SqlList<Expression> Searched, Expression Text, string? Mode) : Expression;

    /// <summary>A call of a function: scalar, aggregate or window; which one the catalogue of functions knows.</summary>
    public sealed record FunctionCall(ObjectName Name, SqlList<Argument> Arguments) : Expression
    {
        /// <summary>ClickHouse's parameters before the arguments: <c>quantile(0.9)(x)</c>.</summary>
        public SqlList<Expression> Parameters { get; init; } = [];

        /// <summary>Written without parentheses, such as CURRENT_DATE.</summary>
        public bool Bare { get; init; }

        public bool Distinct { get; init; }

        /// <summary>Written as words before its one argument: SQL Server's and MariaDB's NEXT VALUE FOR.</summary>
        public bool Worded { get; init; }

        /// <summary>The program that Hive's TRANSFORM … USING starts.</summary>
        public Expression? Program { get; init; }

        /// <summary>The columns of that program, or in ROWS FROM of a function that yields records.</summary>
        public SqlList<AliasColumn> RecordColumns { get; init; } = [];

        /// <summary>Written as ODBC's <c>{fn f(x)}</c>.</summary>
        public bool Odbc { get; init; }

        /// <summary>FINAL or RUNNING before a call in MATCH_RECOGNIZE, upper case.</summary>
        public string? Processing { get; init; }

        /// <summary>Redshift's APPROXIMATE before COUNT(DISTINCT …) and PERCENTILE_DISC(…).</summary>
        public bool Approximate { get; init; }

        /// <summary>Trino's COPARTITION of a table function's tables.</summary>
        public SqlList<Copartition> Copartitions { get; init; } = [];

        public SqlList<OrderItem> OrderBy { get; init; } = [];

        public Expression? Limit { get; init; }

        /// <summary>How many MariaDB's GROUP_CONCAT leaves out before its limit.</summary>
        public Expression? Offset { get; init; }

        /// <summary>HAVING MAX or HAVING MIN of BigQuery.</summary>
        public HavingBound? Having { get; init; }

        public Expression? Separator { get; init; }

        /// <summary>LISTAGG's ON OVERFLOW and JSON functions' clauses (<c>ABSENT ON NULL</c>, <c>WITH UNIQUE KEYS</c>), upper case.</summary>
        public string? Clause { get; init; }

        public SqlList<Fallback> Fallbacks { get; init; } = [];

        /// <summary>RETURNING type of the JSON functions.</summary>
        public DataType? Returning { get; init; }

        /// <summary>FORMAT JSON behind the type, with its encoding, upper case.</summary>
        public string? ReturningFormat { get; init; }

        public NullTreatment Nulls { get; init; }

        public SqlList<OrderItem> WithinGroup { get; init; } = [];

        public Expression? Filter { get; init; }

        public Over? Over { get; init; }
    }

    /// <summary>A program with the forms of the rows it is given and gives back.</summary>
    public sealed record Script(Expression Command, RowFormat? Input, RowFormat? Output) : Expression;

    public sealed record Array(SqlList<Expression> Elements) : Expression
    {
        public DataType? ElementType { get; init; }
    }

    /// <summary>A type where a value should stand, such as <c>ARRAY&lt;STRING&gt;</c>: read, and refused by the guard.</summary>
    public sealed record TypeName(DataType Type) : Expression;

    public sealed record ArrayQuery(Query Query) : Expression;

    /// <summary>STRUCT(…), ROW(…) with names or types, or DuckDB's <c>{'a': 1}</c>.</summary>
    public sealed record Struct(SqlList<SelectItem> Fields) : Expression
    {
        public DataType? Type { get; init; }
    }

    public sealed record Map(SqlList<MapEntry> Entries) : Expression;

    /// <summary>CQL's <c>{1, 2}</c>.</summary>
    public sealed record SetLiteral(SqlList<Expression> Items) : Expression;

    /// <summary>ClickHouse's <c>(expression AS name)</c> anywhere in an expression.</summary>
    public sealed record Aliased(Expression Value, Identifier Name) : Expression;

    /// <summary>BigQuery's <c>WITH(a AS 1, b AS a + 1, a + b)</c>: values with names, then one that uses them.</summary>
    public sealed record Let(SqlList<SelectItem> Values, Expression Result) : Expression;

    /// <summary>A part of a JSON column in ClickHouse: <c>.^name</c> the object there, <c>.:Type</c> the values of that type, <c>[]</c> the elements.</summary>
    public sealed record SubColumn(Expression Value, SubColumnKind Kind, Identifier? Name = null) : Expression;

    /// <summary>Several values as one: <c>(a, b)</c> or <c>ROW(a, b)</c>.</summary>
    public sealed record Tuple(SqlList<Expression> Items) : Expression;

    public sealed record Lambda(SqlList<Identifier> Parameters, Expression Body) : Expression
    {
        /// <summary>Snowflake's types of the parameters, one for each; empty where none are given.</summary>
        public SqlList<DataType> Types { get; init; } = [];
    }

    /// <summary>DuckDB's <c>[f(x) FOR x IN list IF condition]</c>.</summary>
    public sealed record Comprehension(Expression Result, SqlList<Identifier> Variables, Expression List, Expression? Condition)
        : Expression;

    public sealed record Subscript(Expression Value, Expression Index) : Expression;

    public sealed record Slice(Expression Value, Expression? Low, Expression? High, Expression? Step = null) : Expression;

    /// <summary>A field of a value that is not a plain column, such as <c>(x).f</c> or <c>a[1].f</c>.</summary>
    public sealed record FieldAccess(Expression Value, Identifier Field) : Expression;

    /// <summary><c>(x).*</c></summary>
    public sealed record FieldStar(Expression Value) : Expression
    {
        /// <summary>EXCEPT: fields left out.</summary>
        public SqlList<ObjectName> Except { get; init; } = [];

        public SqlList<SelectItem> Replace { get; init; } = [];
    }

    /// <summary>Snowflake's and Databricks' path into a document: <c>value:first.second[0]</c>.</summary>
    public sealed record JsonPath(Expression Value, SqlList<JsonPathStep> Steps) : Expression;

    /// <summary>A column with (+) behind it, the older way to write an outer join.</summary>
    public sealed record OuterColumn(Expression Inner) : Expression;

    /// <summary>A static method of SQL Server's types: <c>geography::Point(1, 2, 4326)</c>.</summary>
    public sealed record StaticCall(Identifier Type, FunctionCall Call) : Expression;

    /// <summary>A method on what a call yields: <c>geography::Point(1, 2, 4326).STDistance(x)</c>.</summary>
    public sealed record MethodCall(Expression Value, FunctionCall Call) : Expression;

    /// <summary>NAME x, the first argument of XMLELEMENT and XMLPI.</summary>
    public sealed record XmlName(Identifier Name) : Expression;

    /// <summary>PRIOR and CONNECT_BY_ROOT of a hierarchical query.</summary>
    public sealed record Prior(Expression Value, bool Root = false) : Expression;
}
