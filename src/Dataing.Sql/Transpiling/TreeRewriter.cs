using System.Runtime.CompilerServices;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Makes a changed tree out of another: <paramref name="replace"/> gives a node's replacement, or null to go on with its children.</summary>
internal sealed class TreeRewriter(Func<SqlNode, TreeRewriter, SqlNode?> replace)
{
    public T Rewrite<T>(T node)
        where T : SqlNode => (T)Visit(node);

    public SqlNode Visit(SqlNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return replace(node, this) ?? NodeShape.Of(node).WithChildren(node, Visit);
    }

    /// <summary>The node with changed children, itself left as it is.</summary>
    public T Below<T>(T node)
        where T : SqlNode => (T)NodeShape.Of(node).WithChildren(node, Visit);
}
