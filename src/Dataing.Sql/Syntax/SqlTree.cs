namespace Dataing.Sql.Syntax;

/// <summary>Walks trees. Children are found from the records' own properties, so that a new property cannot be forgotten by a check.</summary>
public static class SqlTree
{
    /// <summary>The nodes directly below, in the order their properties are declared.</summary>
    public static IReadOnlyList<SqlNode> Children(SqlNode node)
    {
        var children = new List<SqlNode>();
        AddChildren(node, children);
        return children;
    }

    /// <summary>Adds the nodes directly below to a list, for walkers that bring their own stack.</summary>
    public static void AddChildren(SqlNode node, List<SqlNode> children)
    {
        ArgumentNullException.ThrowIfNull(node);
        // Most nodes of most queries are one of these, and have nothing below.
        if (node is not (Identifier or Expression.Number or Expression.String or Expression.Null or Expression.Boolean))
            ChildAccess.Of(node.GetType())?.Invoke(node, children);
    }

    /// <summary>The node and everything below it, parents before children; uses no call stack.</summary>
    public static IEnumerable<SqlNode> DescendantsAndSelf(SqlNode node)
    {
        var pending = new List<SqlNode> { node };
        while (pending.Count > 0)
        {
            var current = pending[^1];
            pending.RemoveAt(pending.Count - 1);
            yield return current;
            var first = pending.Count;
            AddChildren(current, pending);
            pending.Reverse(first, pending.Count - first);
        }
    }

    /// <summary>The number of nodes on the longest way down.</summary>
    public static int Height(SqlNode node)
    {
        var pending = new Stack<(SqlNode Node, int Height)>([(node, 1)]);
        var children = new List<SqlNode>();
        var height = 0;
        while (pending.TryPop(out var current))
        {
            height = Math.Max(height, current.Height);
            children.Clear();
            AddChildren(current.Node, children);
            foreach (var child in children)
                pending.Push((child, current.Height + 1));
        }
        return height;
    }
}
