using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Gathers the elements of a list; most lists of a query have one or few, so it starts small.</summary>
internal struct ListBuilder<T>
{
    private T[]? _items;

    public int Count { get; private set; }

    public void Add(T item)
    {
        if (_items is null)
            _items = new T[1];
        else if (Count == _items.Length)
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        _items[Count++] = item;
    }

    public readonly T this[int index] => _items is null ? throw new ArgumentOutOfRangeException(nameof(index)) : _items[index];

    public readonly SqlList<T> ToList()
    {
        if (_items is null)
            return SqlList<T>.Empty;
        return new(Count == _items.Length ? _items : _items[..Count]);
    }
}
