using Dataing.Sql.Dialects;

namespace Dataing.Sql.Tests.Guard;

/// <summary>Case tables: one case a line, # for comments; attacks carry the codes that may be given before a bar.</summary>
internal static class CaseFile
{
    public static TheoryData<string> Dialects => [.. SqlDialect.All.Select(d => d.Name)];

    public static IReadOnlyList<string> Valid(string dialect) => [.. Lines(dialect, "valid")];

    public static IReadOnlyList<(string[] Codes, string Sql)> Attacks(string dialect) => [.. Lines(dialect, "attacks").Select(Attack)];

    private static (string[] Codes, string Sql) Attack(string line)
    {
        var bar = line.IndexOf('|', StringComparison.Ordinal);
        return (line[..bar].Split(',', StringSplitOptions.TrimEntries), line[(bar + 1)..].Trim());
    }

    private static IEnumerable<string> Lines(string dialect, string kind)
    {
        var own = File.ReadLines(PathOf($"{dialect}.{kind}"));
        var common = dialect == "cassandra" ? [] : File.ReadLines(PathOf($"every-dialect.{kind}"));
        return common.Concat(own).Where(l => l.Length > 0 && l[0] != '#');
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Guard", "Cases", name + ".cases");
}
