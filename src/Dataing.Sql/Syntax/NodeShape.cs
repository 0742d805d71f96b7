using System.Collections.Concurrent;
using System.Reflection;

namespace Dataing.Sql.Syntax;

/// <summary>What a kind of node is made of, taken from its record: so that rewriting and matching cannot forget a property.</summary>
internal sealed class NodeShape
{
    private static readonly ConcurrentDictionary<Type, NodeShape> Shapes = new();

    private readonly MethodInfo _clone;
    private readonly PropertyInfo[] _nodes;
    private readonly PropertyInfo[] _lists;
    private readonly PropertyInfo[] _values;

    private NodeShape(Type type)
    {
        _clone = type.GetMethod("<Clone>$") ?? throw new InvalidOperationException($"{type.Name} is no record.");
        var properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(p => p.CanWrite && p.Name != nameof(SqlNode.Span))
            .ToList();
        _nodes = [.. properties.Where(p => typeof(SqlNode).IsAssignableFrom(p.PropertyType))];
        _lists = [.. properties.Where(p => IsNodeList(p.PropertyType))];
        _values = [.. properties.Except(_nodes).Except(_lists)];
    }

    public static NodeShape Of(SqlNode node) => Shapes.GetOrAdd(node.GetType(), type => new NodeShape(type));

    /// <summary>The node with every child replaced by what <paramref name="change"/> makes of it; the node itself when none changed.</summary>
    public SqlNode WithChildren(SqlNode node, Func<SqlNode, SqlNode> change)
    {
        SqlNode? copy = null;
        foreach (var property in _nodes)
        {
            if (property.GetValue(node) is not SqlNode child)
                continue;
            var changed = change(child);
            if (!ReferenceEquals(changed, child))
                property.SetValue(copy ??= Copy(node), changed);
        }
        foreach (var property in _lists)
        {
            if (property.GetValue(node) is not INodeList list || list.Count == 0)
                continue;
            var changed = list.Change(change);
            if (!ReferenceEquals(changed, list))
                property.SetValue(copy ??= Copy(node), changed);
        }
        return copy ?? node;
    }

    /// <summary>True when both are of one kind with equal plain values, and <paramref name="match"/> holds for all children in pairs.</summary>
    public bool Matches(SqlNode pattern, SqlNode node, Func<SqlNode, SqlNode, bool> match)
    {
        if (pattern.GetType() != node.GetType())
            return false;
        foreach (var property in _values)
            if (!Equals(property.GetValue(pattern), property.GetValue(node)))
                return false;
        foreach (var property in _nodes)
            if (!MatchesChild(property.GetValue(pattern) as SqlNode, property.GetValue(node) as SqlNode, match))
                return false;
        foreach (var property in _lists)
            if (property.GetValue(pattern) is INodeList left && property.GetValue(node) is INodeList right && !left.Matches(right, match))
                return false;
        return true;
    }

    private static bool MatchesChild(SqlNode? pattern, SqlNode? node, Func<SqlNode, SqlNode, bool> match) =>
        pattern is null ? node is null : node is not null && match(pattern, node);

    private SqlNode Copy(SqlNode node) =>
        (SqlNode?)_clone.Invoke(node, null) ?? throw new InvalidOperationException("A clone is never null.");

    private static bool IsNodeList(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(SqlList<>)
        && typeof(SqlNode).IsAssignableFrom(type.GenericTypeArguments[0]);
}

/// <summary>A list of nodes, whatever their kind.</summary>
internal interface INodeList
{
    int Count { get; }

    INodeList Change(Func<SqlNode, SqlNode> change);

    bool Matches(INodeList other, Func<SqlNode, SqlNode, bool> match);

    SqlNode Node(int index);
}
