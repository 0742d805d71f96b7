namespace Dataing.Sql.Syntax;

/// <summary>Walks trees. Children are found from the records' own properties, so that a new property cannot be forgotten by a check.</summary>
public static class SqlTree
{
    /// <summary>The nodes directly below, in the order their properties are declared.</summary>
    public static IReadOnlyList<SqlNode> Children(SqlNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var stack = new NodeStack(4);
        AddChildren(node, stack);
        var children = new SqlNode[stack.Count];
        for (var i = 0; i < children.Length; i++)
            children[i] = stack[i];
        return children;
    }

    /// <summary>Adds the nodes directly below to a stack, in their order, for walkers that bring their own.</summary>
    internal static void AddChildren(SqlNode node, NodeStack children)
    {
        // Most nodes of most queries are one of these, and have nothing below.
        if (node is not (Identifier or Expression.Number or Expression.String or Expression.Null or Expression.Boolean))
            ChildAccess.Of(node.GetType())?.Invoke(node, children);
    }

    /// <summary>The node and everything below it, parents before children; uses no call stack.</summary>
    public static IEnumerable<SqlNode> DescendantsAndSelf(SqlNode node)
    {
        var pending = new NodeStack(16);
        pending.Push(node);
        while (pending.TryPop(out var current))
        {
            yield return current;
            var first = pending.Count;
            AddChildren(current, pending);
            pending.ReverseFrom(first);
        }
    }

    /// <summary>The number of nodes on the longest way down.</summary>
    public static int Height(SqlNode node)
    {
        var pending = new Stack<(SqlNode Node, int Height)>([(node, 1)]);
        var children = new NodeStack(16);
        var height = 0;
        while (pending.TryPop(out var current))
        {
            height = Math.Max(height, current.Height);
            children.CutTo(0);
            AddChildren(current.Node, children);
            for (var i = 0; i < children.Count; i++)
                pending.Push((children[i], current.Height + 1));
        }
        return height;
    }
}
