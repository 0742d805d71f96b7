using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>A place where a query reads a relation that is not one of its own common tables.</summary>
public sealed record RelationUse(SqlNode Node, ObjectName Name)
{
    /// <summary>The place may also name a column, as on the right of ClickHouse's IN.</summary>
    public bool MayBeColumn { get; init; }
}
