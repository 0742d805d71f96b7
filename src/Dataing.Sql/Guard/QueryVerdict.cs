using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>What the guard says about a query: it may run as rendered, or why it may not.</summary>
public abstract record QueryVerdict
{
    private QueryVerdict() { }

    public sealed record Allowed(CheckedQuery Query) : QueryVerdict;

    /// <summary>A stable code from <see cref="RefusalCodes"/>, and a sentence that tells the author how to mend the query.</summary>
    public sealed record Refused(string Code, string Message) : QueryVerdict
    {
        /// <summary>Where the cause stands in the text; empty for a tree that was built.</summary>
        public SourceSpan Span { get; init; }

        /// <summary>The line of the cause, counted from 1; 0 when there is no text.</summary>
        public int Line { get; init; }

        /// <summary>The column of the cause, counted from 1; 0 when there is no text.</summary>
        public int Column { get; init; }

        /// <summary>The line of the text with a caret below the cause; empty when there is no text.</summary>
        public string Excerpt { get; init; } = "";
    }
}
