using System.Collections.Concurrent;
using System.Reflection;

namespace Dataing.Sql.Syntax;

/// <summary>Walks trees. Children are found from the records' own properties, so that a new property cannot be forgotten by a check.</summary>
public static class SqlTree
{
    private static readonly ConcurrentDictionary<Type, Action<SqlNode, List<SqlNode>>[]> Accessors = new();

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
        foreach (var accessor in Accessors.GetOrAdd(node.GetType(), AccessorsOf))
            accessor(node, children);
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

    private static Action<SqlNode, List<SqlNode>>[] AccessorsOf(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)
                .Select(p => AccessorOf(type, p))
                .OfType<Action<SqlNode, List<SqlNode>>>(),
        ];

    private static Action<SqlNode, List<SqlNode>>? AccessorOf(Type type, PropertyInfo property)
    {
        var value = property.PropertyType;
        if (typeof(SqlNode).IsAssignableFrom(value))
            return Make(nameof(OneChild), [type, value], property);
        var isNodeList =
            value.IsGenericType
            && value.GetGenericTypeDefinition() == typeof(SqlList<>)
            && typeof(SqlNode).IsAssignableFrom(value.GenericTypeArguments[0]);
        return isNodeList ? Make(nameof(ManyChildren), [type, value.GenericTypeArguments[0]], property) : null;
    }

    private static Action<SqlNode, List<SqlNode>> Make(string method, Type[] types, PropertyInfo property)
    {
        var generic = typeof(SqlTree).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(types);
        return (Action<SqlNode, List<SqlNode>>?)generic?.Invoke(null, [property])
            ?? throw new InvalidOperationException($"{method} is missing.");
    }

    private static Action<SqlNode, List<SqlNode>> OneChild<TNode, TChild>(PropertyInfo property)
        where TNode : SqlNode
        where TChild : SqlNode
    {
        var get = property.GetMethod?.CreateDelegate<Func<TNode, TChild?>>() ?? throw new InvalidOperationException(property.Name);
        return (node, children) =>
        {
            if (get((TNode)node) is { } child)
                children.Add(child);
        };
    }

    private static Action<SqlNode, List<SqlNode>> ManyChildren<TNode, TChild>(PropertyInfo property)
        where TNode : SqlNode
        where TChild : SqlNode
    {
        var get = property.GetMethod?.CreateDelegate<Func<TNode, SqlList<TChild>>>() ?? throw new InvalidOperationException(property.Name);
        return (node, children) =>
        {
            foreach (var child in get((TNode)node))
                children.Add(child);
        };
    }
}
