using System.Collections.Concurrent;
using System.Reflection;
using Code = System.Linq.Expressions.Expression;

namespace Dataing.Sql.Syntax;

/// <summary>How the children of each kind of node are found: made from the record's own properties, and compiled, because every check walks every node.</summary>
internal static class ChildAccess
{
    private static readonly ConcurrentDictionary<Type, Action<SqlNode, NodeStack>?> ByType = new();

    private static readonly Func<Type, Action<SqlNode, NodeStack>?> Make = Compile;

    /// <summary>What adds the children of a kind of node to a stack; null for a kind that never has any.</summary>
    public static Action<SqlNode, NodeStack>? Of(Type type) => ByType.GetOrAdd(type, Make);

    private static Action<SqlNode, NodeStack>? Compile(Type type)
    {
        var node = Code.Parameter(typeof(SqlNode));
        var children = Code.Parameter(typeof(NodeStack));
        var typed = Code.Variable(type);
        var adds = type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)
            .Select(p => Add(Code.Property(typed, p), p.PropertyType, children))
            .OfType<Code>()
            .ToArray();
        if (adds.Length == 0)
            return null;
        var body = Code.Block([typed], [Code.Assign(typed, Code.Convert(node, type)), .. adds]);
        return Code.Lambda<Action<SqlNode, NodeStack>>(body, node, children).Compile();
    }

    private static Code? Add(Code value, Type type, Code children)
    {
        if (typeof(SqlNode).IsAssignableFrom(type))
            return Code.Call(Method(nameof(AddOne)), value, children);
        var isNodeList =
            type.IsGenericType
            && type.GetGenericTypeDefinition() == typeof(SqlList<>)
            && typeof(SqlNode).IsAssignableFrom(type.GenericTypeArguments[0]);
        if (!isNodeList)
            return null;
        var add = Code.Call(Method(nameof(AddAll)).MakeGenericMethod(type.GenericTypeArguments[0]), value, children);
        // Most lists of most nodes are empty.
        return Code.IfThen(Code.NotEqual(Code.Property(value, nameof(SqlList<SqlNode>.Count)), Code.Constant(0)), add);
    }

    private static MethodInfo Method(string name) =>
        typeof(ChildAccess).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)
        ?? throw new InvalidOperationException($"{name} is missing.");

    private static void AddOne(SqlNode? child, NodeStack children)
    {
        if (child is not null)
            children.Push(child);
    }

    private static void AddAll<T>(SqlList<T> list, NodeStack children)
        where T : SqlNode
    {
        foreach (var child in list)
            children.Push(child);
    }
}
