using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Bench.Sql.Engines;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Mutations.Observing;

/// <summary>DuckDB, open for writing, with access to files.</summary>
internal sealed class ObservedDuckDb : IObserved
{
    private static readonly Dictionary<string, string> Bounds = new() { ["memory_limit"] = "512MB", ["max_temp_directory_size"] = "512MB" };

    private readonly string _folder = Directory.CreateTempSubdirectory("dataing-observed-").FullName;
    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _connection;

    private ObservedDuckDb()
    {
        _database = DuckDbDatabase.Open(Path.Combine(_folder, "world.duckdb"), Bounds);
        _connection = _database.Connect();
        foreach (var statement in WorldTable.Statements(SqlDialect.DuckDb).Concat(ObservedWorld.Tables).Append("CREATE SEQUENCE s"))
            _connection.Execute(statement);
    }

    public static Task<IObserved?> OpenAsync() => Task.FromResult<IObserved?>(new ObservedDuckDb());

    public async Task<ObservedAnswer> RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var patience = new Timer(_ => _connection.Interrupt(), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        try
        {
            _connection.Execute(sql);
            return ObservedAnswer.Answered;
        }
        catch (DuckDbFailure e)
        {
            return e.Message.Contains("Out of Memory", StringComparison.Ordinal) ? ObservedAnswer.TooLarge : ObservedAnswer.Refused;
        }
    }

    public Task<string> StateAsync(CancellationToken cancellationToken)
    {
        using var cursor = _connection.Select(
            "SELECT (SELECT md5(string_agg(name || coalesce(value, ''), ';' ORDER BY name)) FROM duckdb_settings()), (SELECT string_agg(database_name, ',') FROM duckdb_databases()),"
                + " (SELECT string_agg(table_name || estimated_size, ',' ORDER BY table_name) FROM duckdb_tables()), (SELECT string_agg(coalesce(last_value, 0), ',') FROM duckdb_sequences()),"
                + " (SELECT count(*) FROM duckdb_secrets()), (SELECT count(*) FROM duckdb_extensions() WHERE loaded)"
        );
        return Task.FromResult(string.Join(' ', Rows(cursor)) + ObservedWorld.Files(_folder, "*.wal"));
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Rows(DuckDbCursor cursor)
    {
        while (cursor.Next() is { } rows)
        {
            foreach (var row in rows)
                yield return string.Join(',', row);
        }
    }
}
