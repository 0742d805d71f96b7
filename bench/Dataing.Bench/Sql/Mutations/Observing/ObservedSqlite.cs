using System.Globalization;
using Dataing.Bench.Sql.Engines;
using Dataing.Sql.Dialects;
using SQLitePCL;

namespace Dataing.Bench.Sql.Mutations.Observing;

/// <summary>SQLite, open for writing, without an authorizer.</summary>
internal sealed class ObservedSqlite : IObserved
{
    private const int Memory = 512_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("dataing-observed-").FullName;
    private readonly sqlite3 _database;
    private long _deadline;

    /// <summary>Queues and orders of a query stay in memory, where the limit counts them.</summary>
    private static IEnumerable<string> Bounds { get; } =
    [string.Create(CultureInfo.InvariantCulture, $"PRAGMA hard_heap_limit = {Memory}"), "PRAGMA temp_store = MEMORY"];

    private ObservedSqlite()
    {
        Batteries_V2.Init();
        if (raw.sqlite3_open(Path.Combine(_folder, "world.sqlite"), out _database) != raw.SQLITE_OK)
            throw new InvalidOperationException("SQLite opens no file.");
        foreach (var statement in WorldTable.Statements(SqlDialect.Sqlite).Concat(ObservedWorld.Tables).Concat(Bounds))
        {
            if (raw.sqlite3_exec(_database, statement) != raw.SQLITE_OK)
                throw new InvalidOperationException($"{statement}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
        }
        raw.sqlite3_progress_handler(_database, 10_000, _ => Environment.TickCount64 > _deadline ? 1 : 0, null);
    }

    public static Task<IObserved?> OpenAsync() => Task.FromResult<IObserved?>(new ObservedSqlite());

    public Task<ObservedAnswer> RunAsync(string sql, CancellationToken cancellationToken)
    {
        _deadline = Environment.TickCount64 + 10_000;
        return Task.FromResult(
            raw.sqlite3_exec(_database, sql) switch
            {
                raw.SQLITE_OK => ObservedAnswer.Answered,
                raw.SQLITE_NOMEM or raw.SQLITE_TOOBIG => ObservedAnswer.TooLarge,
                _ => ObservedAnswer.Refused,
            }
        );
    }

    public Task<string> StateAsync(CancellationToken cancellationToken)
    {
        _deadline = Environment.TickCount64 + 10_000;
        var pragmas = new[]
        {
            "schema_version",
            "user_version",
            "journal_mode",
            "foreign_keys",
            "recursive_triggers",
            "query_only",
            "cache_size",
        };
        var state = new List<string>
        {
            $"{raw.sqlite3_total_changes(_database)}",
            ObservedWorld.Files(_folder),
            Ask("SELECT group_concat(name || coalesce(file, '')) FROM pragma_database_list"),
        };
        state.AddRange(pragmas.Select(p => Ask($"SELECT * FROM pragma_{p}")));
        return Task.FromResult(string.Join(' ', state));
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string Ask(string sql)
    {
        if (raw.sqlite3_prepare_v2(_database, sql, out var statement) != raw.SQLITE_OK)
            throw new InvalidOperationException($"{sql}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
        using (statement)
            return raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_text(statement, 0).utf8_to_string() ?? "" : "";
    }
}
