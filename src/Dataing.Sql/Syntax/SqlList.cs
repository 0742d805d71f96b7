using System.Collections;
using System.Runtime.CompilerServices;

namespace Dataing.Sql.Syntax;

/// <summary>An immutable list that is equal to another when its elements are; lists in records would compare by reference.</summary>
[CollectionBuilder(typeof(SqlList), nameof(SqlList.Create))]
public sealed class SqlList<T> : IReadOnlyList<T>, IEquatable<SqlList<T>>, INodeList
{
    private readonly T[] _items;

    internal SqlList(T[] items) => _items = items;

    internal static SqlList<T> Empty { get; } = new([]);

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public ReadOnlySpan<T> AsSpan() => _items;

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    public bool Equals(SqlList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as SqlList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", _items)}]";

    INodeList INodeList.Change(Func<SqlNode, SqlNode> change)
    {
        T[]? changed = null;
        for (var i = 0; i < _items.Length; i++)
        {
            if (_items[i] is not SqlNode node || change(node) is not T next || ReferenceEquals(next, node))
                continue;
            changed ??= [.. _items];
            changed[i] = next;
        }
        return changed is null ? this : new SqlList<T>(changed);
    }

    bool INodeList.Matches(INodeList other, Func<SqlNode, SqlNode, bool> match)
    {
        if (other.Count != Count)
            return false;
        for (var i = 0; i < _items.Length; i++)
            if (_items[i] is not SqlNode node || !match(node, other.Node(i)))
                return false;
        return true;
    }

    SqlNode INodeList.Node(int index) =>
        _items[index] as SqlNode ?? throw new InvalidOperationException($"A list of {typeof(T).Name} holds no nodes.");

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Makes <see cref="SqlList{T}"/> from collection expressions.</summary>
public static class SqlList
{
    public static SqlList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? SqlList<T>.Empty : new([.. items]);

    public static SqlList<T> ToSqlList<T>(this IEnumerable<T> items) => Create<T>([.. items]);
}
