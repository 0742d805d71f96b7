using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Gathers the elements of a list; most lists of a query have one or few, so the first needs no array.</summary>
internal struct ListBuilder<T>
{
    private T? _first;
    private T[]? _items;

    public int Count { get; private set; }

    public void Add(T item)
    {
        if (Count == 0)
        {
            _first = item;
            Count = 1;
            return;
        }
        if (_items is null)
            _items = new T[4];
        else if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        if (Count == 1 && _first is not null)
            _items[0] = _first;
        _items[Count++] = item;
    }

    public readonly T this[int index] =>
        _items is not null ? _items[index]
        : index == 0 && Count == 1 && _first is not null ? _first
        : throw new ArgumentOutOfRangeException(nameof(index));

    public readonly SqlList<T> ToList()
    {
        if (_items is not null)
            return new(Count == _items.Length ? _items : _items[..Count]);
        return _first is null ? SqlList<T>.Empty : new(_first);
    }
}
