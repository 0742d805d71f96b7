namespace Dataing.Sql.Syntax;

/// <summary>Any part of a query. Two nodes are equal when they mean the same; where they were written does not count.</summary>
public abstract record SqlNode
{
    private protected SqlNode() { }

    public SourceSpan Span { get; init; }

    public virtual bool Equals(SqlNode? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}
