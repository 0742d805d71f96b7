using System.Diagnostics.CodeAnalysis;

namespace Dataing.Sql.Syntax;

/// <summary>Nodes that a walk has still to see. They lie in a structure each, because an array of them directly would ask of every node whether it is one.</summary>
internal sealed class NodeStack(int capacity)
{
    private Slot[] _slots = new Slot[capacity];

    public int Count { get; private set; }

    public SqlNode this[int index] => _slots[index].Node;

    public void Push(SqlNode node)
    {
        if (Count == _slots.Length)
            Array.Resize(ref _slots, Count * 2);
        _slots[Count++] = new(node);
    }

    public bool TryPop([NotNullWhen(true)] out SqlNode? node)
    {
        node = Count == 0 ? null : _slots[--Count].Node;
        return node is not null;
    }

    /// <summary>Takes away all above the first so many.</summary>
    public void CutTo(int count) => Count = count;

    /// <summary>Turns round those above the first so many.</summary>
    public void ReverseFrom(int first) => _slots.AsSpan(first, Count - first).Reverse();

    private readonly record struct Slot(SqlNode Node);
}
