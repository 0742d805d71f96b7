namespace Dataing.Sql.Dialects;

/// <summary>How a dialect's text falls into tokens. A wrong fact here would let text mean one thing to us and another to the engine.</summary>
public sealed record LexicalFacts
{
    /// <summary>Characters that open a quoted name: any of <c>"</c>, <c>`</c> and <c>[</c>.</summary>
    public string IdentifierQuotes { get; init; } = "\"";

    /// <summary>Characters that open a string: <c>'</c>, and in some dialects <c>"</c>.</summary>
    public string StringQuotes { get; init; } = "'";

    /// <summary>A backslash in a plain string escapes the next character.</summary>
    public bool BackslashEscapes { get; init; }

    /// <summary>Which letters behind a backslash stand for another character.</summary>
    public EscapeStyle Escapes { get; init; }

    /// <summary>A doubled quote within a string or name stands for one; BigQuery alone has only the backslash.</summary>
    public bool DoubledQuotes { get; init; } = true;

    /// <summary>A backslash also escapes within quoted names.</summary>
    public bool BackslashInNames { get; init; }

    /// <summary>Strings such as <c>$$text$$</c>.</summary>
    public bool DollarStrings { get; init; }

    /// <summary>Dollar strings may carry a tag: <c>$tag$text$tag$</c>.</summary>
    public bool DollarTags { get; init; }

    /// <summary>A dollar string's tag may begin with a digit, as in ClickHouse; elsewhere <c>$1</c> is a parameter.</summary>
    public bool DollarTagDigits { get; init; }

    /// <summary>Strings between three quotes.</summary>
    public bool TripleQuotes { get; init; }

    /// <summary>Prefix letters of strings that are understood, upper case: E, N, X, B, R, U (for <c>U&amp;</c>).</summary>
    public string StringPrefixes { get; init; } = "NX";

    /// <summary>B'…' is a string of bytes rather than of bits, also combined with R.</summary>
    public bool BPrefixIsBytes { get; init; }

    /// <summary>Strings side by side are one, with any white space between; PostgreSQL asks for a line break.</summary>
    public AdjacentStrings AdjacentStrings { get; init; }

    public bool NestedComments { get; init; }

    public bool HashComments { get; init; }

    public bool SlashComments { get; init; }

    /// <summary><c>--</c> opens a comment only before white space, as in MySQL.</summary>
    public bool DashNeedsSpace { get; init; }

    /// <summary><c>/*! … */</c> is code, not comment.</summary>
    public bool ExecutableComments { get; init; }

    /// <summary>Characters other than letters and the underscore that may open a name.</summary>
    public string NameStart { get; init; } = "";

    /// <summary>Characters other than letters, digits and the underscore that may go on a name.</summary>
    public string NamePart { get; init; } = "$";

    /// <summary>A dash may join the parts of a table's name, as in <c>my-project.sales.orders</c>.</summary>
    public bool DashedNames { get; init; }

    /// <summary>A version may hang on a table's name: <c>t@v5</c>.</summary>
    public bool AtVersions { get; init; }

    /// <summary>A name may begin with a digit.</summary>
    public bool NamesMayStartWithDigit { get; init; }

    /// <summary>Numbers may group digits: <c>1_000</c>.</summary>
    public bool DigitGroups { get; init; }

    /// <summary>0b101 and 0o17 are numbers.</summary>
    public bool BinaryNumbers { get; init; }

    /// <summary>0b101 is a string of bits, as in MySQL; the b is a small one.</summary>
    public bool BitNumbers { get; init; }

    /// <summary>0xFF is a number (or bytes: <see cref="HexIsBytes"/>).</summary>
    public bool HexNumbers { get; init; }

    public bool HexIsBytes { get; init; }

    /// <summary>Letters that may end a number to name its type, upper case.</summary>
    public string NumberSuffixes { get; init; } = "";

    /// <summary>Any run of operator characters is an operator, as in PostgreSQL.</summary>
    public bool CustomOperators { get; init; }

    /// <summary>A UUID stands without quotes, as in CQL.</summary>
    public bool UuidLiterals { get; init; }

    /// <summary>A duration stands without quotes: <c>12h30m</c>, as in CQL.</summary>
    public bool Durations { get; init; }

    /// <summary>$19.99 is an amount of money, as in SQL Server.</summary>
    public bool MoneyNumbers { get; init; }

    /// <summary>${name} is replaced by a text before the query is read, as in Spark.</summary>
    public bool PastedVariables { get; init; }

    public bool QuestionParameters { get; init; } = true;

    public bool DollarParameters { get; init; }

    public bool ColonParameters { get; init; } = true;

    public bool AtParameters { get; init; }
}

/// <summary>What a backslash and a letter stand for; letters that a style does not know stand for themselves.</summary>
public enum EscapeStyle
{
    /// <summary>\b \f \n \r \t, octal, \x and \u digits.</summary>
    Postgres,

    /// <summary>\0 \b \n \r \t \Z; \% and \_ keep their backslash for LIKE.</summary>
    MySql,

    /// <summary>\a \b \f \n \r \t \v, three octal digits, \x, \u and \U digits.</summary>
    BigQuery,

    /// <summary>\0 \b \f \n \r \t, three octal digits, \x and \u digits.</summary>
    Snowflake,

    /// <summary>\0 \a \b \e \f \n \r \t \v and \x digits; before any other letter the backslash stays.</summary>
    ClickHouse,

    /// <summary>\0 \b \n \r \t \Z, three octal digits, \u and \U digits; \% and \_ keep their backslash for LIKE.</summary>
    Databricks,
}

/// <summary>When two strings in a row are one.</summary>
public enum AdjacentStrings
{
    Never,
    AcrossLines,
    Always,
}
