namespace Dataing.Bench.Sql.Mutations.Observing;

/// <summary>What every scratch database holds, and how its files are told.</summary>
internal static class ObservedWorld
{
    /// <summary>The tables that attacks like to name.</summary>
    public static IEnumerable<string> Tables { get; } =
        new[] { "t", "u", "a", "b", "x", "e", "nodes", "secret", "secrets", "events", "employees" }.SelectMany(name =>
            new[]
            {
                $"CREATE TABLE {name} (id INTEGER, a INTEGER, b INTEGER, n INTEGER, x INTEGER, y INTEGER, v VARCHAR(20), name VARCHAR(20), ts TIMESTAMP)",
                $"INSERT INTO {name} (id, a, b, n, x, y, v, name) VALUES (1, 1, 2, 3, 4, 5, 'v', 'name'), (2, 2, 3, 4, 5, 6, 'w', 'other')",
            }
        );

    /// <summary>Names of all files below a folder, but for those that the engine itself comes and goes with.</summary>
    public static string Files(string folder, params string[] apart)
    {
        var left = apart.SelectMany(a => Directory.EnumerateFiles(folder, a, SearchOption.AllDirectories)).ToHashSet();
        return string.Join(',', Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !left.Contains(f)).Order());
    }
}
