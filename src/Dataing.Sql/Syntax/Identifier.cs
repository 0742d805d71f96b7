namespace Dataing.Sql.Syntax;

/// <summary>One name as its author meant it: quotes removed, escapes resolved; <paramref name="Quoted"/> keeps its letter case binding.</summary>
public sealed record Identifier(string Text, bool Quoted = false) : SqlNode
{
    /// <summary>Set on built trees: the text is the stored name, to be quoted only where the dialect would read another one.</summary>
    public bool Exact { get; init; }

    public override string ToString() => Text;
}

/// <summary>A dotted name, from the widest part (catalogue) to the narrowest (the object itself).</summary>
public sealed record ObjectName(SqlList<Identifier> Parts) : SqlNode
{
    /// <summary>The object itself, without its schema or catalogue.</summary>
    public Identifier Last => Parts[^1];

    public override string ToString() => string.Join('.', Parts.Select(p => p.Text));
}
