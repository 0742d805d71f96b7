using System.Collections;
using System.Runtime.CompilerServices;

namespace Dataing.Sql.Syntax;

/// <summary>An immutable list that is equal to another when its elements are; lists in records would compare by reference.</summary>
[CollectionBuilder(typeof(SqlList), nameof(SqlList.Create))]
public sealed class SqlList<T> : IReadOnlyList<T>, IEquatable<SqlList<T>>, INodeList
{
    /// <summary>Null for a list of one, which most are: a column's name, an argument, a condition. It needs no array.</summary>
    private readonly T[]? _items;

    private readonly T _single;

    internal SqlList(T[] items)
    {
        Unsafe.SkipInit(out _single);
        if (items.Length == 1)
            _single = items[0];
        else
            _items = items;
    }

    internal SqlList(T single) => _single = single;

    internal static SqlList<T> Empty { get; } = new([]);

    public int Count => _items?.Length ?? 1;

    public T this[int index] => AsSpan()[index];

    public ReadOnlySpan<T> AsSpan() => _items is null ? new ReadOnlySpan<T>(in _single) : _items;

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    public bool Equals(SqlList<T>? other) => other is not null && AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as SqlList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in AsSpan())
            hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", AsSpan().ToArray())}]";

    INodeList INodeList.Change(Func<SqlNode, SqlNode> change)
    {
        T[]? changed = null;
        for (var i = 0; i < Count; i++)
        {
            if (this[i] is not SqlNode node || change(node) is not T next || ReferenceEquals(next, node))
                continue;
            changed ??= [.. AsSpan()];
            changed[i] = next;
        }
        return changed is null ? this : new SqlList<T>(changed);
    }

    bool INodeList.Matches(INodeList other, Func<SqlNode, SqlNode, bool> match)
    {
        if (other.Count != Count)
            return false;
        for (var i = 0; i < Count; i++)
            if (this[i] is not SqlNode node || !match(node, other.Node(i)))
                return false;
        return true;
    }

    SqlNode INodeList.Node(int index) =>
        this[index] as SqlNode ?? throw new InvalidOperationException($"A list of {typeof(T).Name} holds no nodes.");

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();
}

/// <summary>Makes <see cref="SqlList{T}"/> from collection expressions.</summary>
public static class SqlList
{
    public static SqlList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? SqlList<T>.Empty : new([.. items]);

    public static SqlList<T> ToSqlList<T>(this IEnumerable<T> items) => Create<T>([.. items]);
}
