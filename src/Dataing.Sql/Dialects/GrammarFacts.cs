using System.Collections.Frozen;

namespace Dataing.Sql.Dialects;

/// <summary>Where dialects read the same tokens differently.</summary>
public sealed record GrammarFacts
{
    /// <summary>Words that cannot be a column, table or function without quotes.</summary>
    public required FrozenSet<string> Reserved { get; init; }

    /// <summary>Words that cannot name a source without AS, because they open a clause.</summary>
    public required FrozenSet<string> NoTableAlias { get; init; }

    /// <summary>Words that cannot name a selected expression without AS.</summary>
    public required FrozenSet<string> NoColumnAlias { get; init; }

    /// <summary>Functions called without parentheses, such as CURRENT_DATE.</summary>
    public required FrozenSet<string> BareFunctions { get; init; }

    public required FrozenSet<Feature> Features { get; init; }

    /// <summary>How tightly operators bind.</summary>
    public PrecedenceStyle Precedence { get; init; }

    /// <summary>What <c>^</c> means.</summary>
    public CaretMeaning Caret { get; init; }

    /// <summary><c>||</c> is OR, as in MySQL.</summary>
    public bool PipesMeanOr { get; init; }

    /// <summary>What becomes of the letter case of names without quotes.</summary>
    public NameCase NameCase { get; init; }

    /// <summary>INTERSECT binds tighter than UNION; in SQLite all set operators lean to the left alike.</summary>
    public bool IntersectFirst { get; init; } = true;

    public bool Has(Feature feature) => Features.Contains(feature);
}

/// <summary>Constructs that only some dialects have and whose words are ordinary names elsewhere.</summary>
public enum Feature
{
    Qualify,
    Final,
    Prewhere,
    ArrayJoin,
    LimitBy,
    Settings,
    Format,
    Sample,
    UsingSample,
    AsOfJoin,
    PositionalJoin,
    SemiAntiJoin,
    CrossApply,
    LateralView,
    MatchRecognize,
    Pivot,
    PivotStatement,
    Top,
    FromFirst,
    PipeSyntax,
    BracketArrays,
    BraceStructs,
    ColonPath,
    Lambda,
    GroupByAll,
    OrderByAll,
    StageReferences,
    FileTables,
    PositionalColumns,
    ValuesRow,
    ForSystemTime,
    AtBefore,
    VersionAsOf,
    ConnectBy,
    StraightJoin,
    IndexHints,
    TableHints,
    SelectHints,
    Minus,
    Ternary,
    TupleAccess,
    AllowFiltering,
    SortBy,
    AliasBefore,
    ColonAlias,
    Comprehension,
    MethodCalls,
    ColumnsExpression,
    RowAlias,
    StructTypes,
    AngleTypes,
    ParenthesisedTypes,
    BracketTypes,
    AliasEquals,
    Glob,
    XorWord,
    BinaryWord,
    DivWord,
    Outfile,
    StringAliases,
    TrailingComma,
    AnyTypedLiteral,
    EmptySelect,
    ListsInParentheses,
    ConditionAnywhere,
    OneTable,
    SuperNavigation,
}

public enum PrecedenceStyle
{
    Standard,
    Postgres,
    MySql,
    Sqlite,
    SqlServer,
}

public enum CaretMeaning
{
    Nothing,
    Power,
    BitXor,
}

public enum NameCase
{
    Lower,
    Upper,
    Insensitive,
    Sensitive,
}
