using System.Runtime.CompilerServices;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Gathers the elements of a list; most lists of a query have one or few, and those need no array on the way.</summary>
internal struct ListBuilder<T>
{
    private const int Few = 4;

    private FirstItems _first;
    private T[]? _all;

    public int Count { get; private set; }

    public void Add(T item)
    {
        if (Count < Few)
            _first[Count] = item;
        else
            AddToArray(item);
        Count++;
    }

    public readonly T this[int index] =>
        index >= Count ? throw new ArgumentOutOfRangeException(nameof(index))
        : _all is null ? _first[index]
        : _all[index];

    public readonly SqlList<T> ToList() =>
        Count switch
        {
            0 => SqlList<T>.Empty,
            1 => new(_first[0]),
            _ when _all is null => new(_first[..Count].ToArray()),
            _ => new(Count == _all.Length ? _all : _all[..Count]),
        };

    private void AddToArray(T item)
    {
        if (_all is null)
        {
            _all = new T[Few * 2];
            _first[..].CopyTo(_all);
        }
        else if (Count == _all.Length)
        {
            Array.Resize(ref _all, Count * 2);
        }
        _all[Count] = item;
    }

    [InlineArray(Few)]
    private struct FirstItems
    {
        private T _item;
    }
}
