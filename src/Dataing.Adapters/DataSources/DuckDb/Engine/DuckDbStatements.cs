namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>A text taken apart into its statements, of which there is at least one.</summary>
internal sealed class DuckDbStatements : IDisposable
{
    private readonly ConnectionHandle _connection;
    private nint _statements;

    public unsafe DuckDbStatements(ConnectionHandle connection, string sql)
    {
        _connection = connection;
        Count = DuckDbApi.ExtractStatements(connection, sql, out _statements);
        if (Count > 0)
            return;
        var message = DuckDbApi.Text(DuckDbApi.ExtractStatementsError(_statements));
        Dispose();
        throw new DuckDbFailure(message ?? "Parser Error: there is no statement.");
    }

    public ulong Count { get; }

    public unsafe PreparedHandle Prepare(ulong index)
    {
        var state = DuckDbApi.PrepareExtracted(_connection, _statements, index, out var prepared);
        if (state == DuckDbApi.Success)
            return new PreparedHandle(prepared);
        var message = DuckDbApi.Text(DuckDbApi.PrepareError(prepared));
        DuckDbApi.DestroyPrepare(ref prepared);
        throw new DuckDbFailure(message ?? "Unknown Error: the statement could not be prepared.");
    }

    public void Dispose() => DuckDbApi.DestroyExtracted(ref _statements);
}
