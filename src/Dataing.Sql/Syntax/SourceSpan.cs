namespace Dataing.Sql.Syntax;

/// <summary>Where a node stood in the text it was read from; empty for a node that was built.</summary>
public readonly record struct SourceSpan(int Start, int Length)
{
    public int End => Start + Length;

    public bool IsEmpty => Length == 0;

    public static SourceSpan Between(int start, int end) => new(start, Math.Max(0, end - start));
}
