using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>What reading a text came to: a query, or the reason why there is none.</summary>
public abstract record ParseOutcome
{
    private ParseOutcome() { }

    public sealed record Parsed(Query Query) : ParseOutcome;

    public sealed record Failed(SqlSyntaxError Error) : ParseOutcome;
}
