namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>A running query whose rows are produced as they are fetched.</summary>
internal sealed class DuckDbCursor : IDisposable
{
    private readonly PreparedHandle _prepared;
    private DuckDbResult _result;
    private bool _disposed;

    public unsafe DuckDbCursor(PreparedHandle prepared, DuckDbResult result)
    {
        _prepared = prepared;
        _result = result;
        var columns = new DuckDbColumn[(int)DuckDbApi.ColumnCount(ref _result)];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = new LogicalTypeHandle(DuckDbApi.ColumnLogicalType(ref _result, (ulong)i));
            columns[i] = new DuckDbColumn(DuckDbApi.Text(DuckDbApi.ColumnName(ref _result, (ulong)i)) ?? "", DuckDbType.Read(type));
        }
        Columns = columns;
    }

    public IReadOnlyList<DuckDbColumn> Columns { get; }

    /// <summary>The next rows, or null at the end; throws when the query fails half-way, so that an end is always a real end.</summary>
    public unsafe IReadOnlyList<object?[]>? Next()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var pointer = DuckDbApi.FetchChunk(_result);
        if (pointer == 0)
            return DuckDbApi.Text(DuckDbApi.ResultError(ref _result)) is { Length: > 0 } message ? throw new DuckDbFailure(message) : null;
        using var chunk = new ChunkHandle(pointer);
        var rows = new object?[(int)DuckDbApi.ChunkSize(chunk)][];
        if (rows.Length == 0)
            return null;
        for (var row = 0; row < rows.Length; row++)
            rows[row] = new object?[Columns.Count];
        for (var column = 0; column < Columns.Count; column++)
        {
            var vector = new DuckDbVector(Columns[column].Type, DuckDbApi.ChunkVector(chunk, (ulong)column));
            for (var row = 0; row < rows.Length; row++)
                rows[row][column] = DuckDbCells.Read(vector, row);
        }
        return rows;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        DuckDbApi.DestroyResult(ref _result);
        _prepared.Dispose();
    }
}

/// <summary>A column of a result.</summary>
internal sealed record DuckDbColumn(string Name, DuckDbType Type);
