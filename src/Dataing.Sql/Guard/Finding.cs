using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>What a check has against a query, and the node it has it against.</summary>
internal sealed record Finding(string Code, string Message, SqlNode? At);
