using System.Text;

namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>The values of one column in a chunk, where the engine keeps them; valid as long as the chunk is.</summary>
internal readonly unsafe struct DuckDbVector
{
    private const int InlineBytes = 12;

    private readonly byte* _data;
    private readonly ulong* _validity;
    private readonly nint _vector;

    public DuckDbVector(DuckDbType type, nint vector)
    {
        Type = type;
        _vector = vector;
        _data = DuckDbApi.VectorData(vector);
        _validity = DuckDbApi.VectorValidity(vector);
    }

    public DuckDbType Type { get; }

    public bool IsNull(long row) => _validity is not null && (_validity[row / 64] >> (int)(row % 64) & 1) == 0;

    public T At<T>(long row)
        where T : unmanaged => ((T*)_data)[row];

    /// <summary>The bytes of a text or blob: up to twelve inside the entry, longer ones behind a pointer.</summary>
    public ReadOnlySpan<byte> Bytes(long row)
    {
        var entry = _data + row * 16;
        var length = *(int*)entry;
        return new ReadOnlySpan<byte>(length <= InlineBytes ? entry + 4 : *(byte**)(entry + 8), length);
    }

    public string Text(long row) => Encoding.UTF8.GetString(Bytes(row));

    public DuckDbVector ListElements() => new(Type.Children[0].Type, DuckDbApi.ListChild(_vector));

    public DuckDbVector ArrayElements() => new(Type.Children[0].Type, DuckDbApi.ArrayChild(_vector));

    public DuckDbVector Field(int index) => new(Type.Children[index].Type, DuckDbApi.StructChild(_vector, (ulong)index));

    /// <summary>A map is a list of entries; this is the keys (0) or the values (1) of all entries.</summary>
    public DuckDbVector MapPart(int index) =>
        new(Type.Children[index].Type, DuckDbApi.StructChild(DuckDbApi.ListChild(_vector), (ulong)index));
}
