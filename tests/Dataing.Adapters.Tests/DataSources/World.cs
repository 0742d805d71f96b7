namespace Dataing.Adapters.Tests.DataSources;

/// <summary>The statements that make the common tables, in the SQL that DuckDB, SQLite and PostgreSQL share.</summary>
internal static class World
{
    public const int WideColumns = 600;
    public const int Numbers = 5_000;

    public static IEnumerable<string> Statements(string decimalType, string timestampType)
    {
        yield return $"CREATE TABLE parents (id INTEGER PRIMARY KEY, label TEXT)";
        yield return $"""
            CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT, amount {decimalType}, big BIGINT,
                seen {timestampType}, day DATE, flag BOOLEAN, parent_id INTEGER REFERENCES parents (id))
            """;
        yield return """
            INSERT INTO things VALUES
                (1, 'plain', 'a note', 12.50, 9223372036854775807, '2026-01-02 03:04:05.123456', '2026-01-02', TRUE, NULL),
                (2, 'Ünï 😀 ''q'' "d"', '', -0.01, -9223372036854775808, '1999-12-31 23:59:59', '1999-12-31', FALSE, NULL),
                (3, ' spaces ', NULL, NULL, NULL, NULL, NULL, NULL, NULL)
            """;
        yield return "CREATE TABLE vacant (id INTEGER, name TEXT)";
        yield return "CREATE TABLE numbers (n INTEGER)";
        foreach (var chunk in Enumerable.Range(1, Numbers).Chunk(500))
            yield return $"INSERT INTO numbers VALUES {string.Join(", ", chunk.Select(n => $"({n})"))}";
        yield return $"CREATE TABLE wide ({string.Join(", ", Enumerable.Range(1, WideColumns).Select(i => $"c{i} INTEGER"))})";
        yield return $"INSERT INTO wide VALUES ({string.Join(", ", Enumerable.Range(1, WideColumns))})";
        var columns = ISourceWorld.AwkwardColumns.Select(c => $"{Quoted(c)} TEXT");
        yield return $"CREATE TABLE {Quoted(ISourceWorld.AwkwardTable)} ({string.Join(", ", columns)})";
        yield return $"INSERT INTO {Quoted(ISourceWorld.AwkwardTable)} VALUES ('1', '2', '3', '4')";
    }

    public static IEnumerable<string> ManyTables(int count) =>
        Enumerable
            .Range(0, count)
            .Select(i => $"CREATE TABLE t{i:0000} (id INTEGER PRIMARY KEY, name TEXT, seen TIMESTAMP, parent INTEGER)");

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
