using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Lexing;

/// <summary>Text that does not fall into tokens; turned into a <see cref="SqlSyntaxError"/> before it leaves the parser.</summary>
internal sealed class TokenException(SyntaxErrorCode code, string message, SourceSpan span, string? hint = null) : Exception(message)
{
    public SyntaxErrorCode Code => code;

    public SourceSpan Span => span;

    public string? Hint => hint;
}
