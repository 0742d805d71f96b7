using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Why a text could not be read: what is wrong, where, what was expected there and how to mend it.</summary>
public sealed record SqlSyntaxError(SyntaxErrorCode Code, string Message, SourceSpan Span, int Line, int Column)
{
    /// <summary>What would have been understood at this place, in the words of SQL.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    public string? Hint { get; init; }

    /// <summary>The line of the text with a caret below the place.</summary>
    public required string Excerpt { get; init; }

    public override string ToString() =>
        Hint is null ? $"{Line}:{Column}: {Message}\n{Excerpt}" : $"{Line}:{Column}: {Message} {Hint}\n{Excerpt}";
}

/// <summary>The kinds of syntax error; their names in snake case are stable.</summary>
public enum SyntaxErrorCode
{
    /// <summary>The text does not follow the grammar.</summary>
    Syntax,

    /// <summary>A string, comment or quoted name has no end, or a character belongs nowhere.</summary>
    Token,

    /// <summary>The statement is something other than a query.</summary>
    NotAQuery,

    /// <summary>A second statement follows the first.</summary>
    MultipleStatements,

    /// <summary>SELECT … INTO writes.</summary>
    SelectInto,

    /// <summary>A comment that the engine would execute.</summary>
    ExecutableComment,

    /// <summary>Nesting beyond the limit.</summary>
    TooDeep,

    /// <summary>More bytes or tokens than the limit.</summary>
    TooLong,

    /// <summary>There is no statement at all.</summary>
    Empty,
}
