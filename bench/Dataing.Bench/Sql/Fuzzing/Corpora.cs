using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Fuzzing;

/// <summary>The queries and attacks that the tests of Dataing.Sql keep, by dialect: what mutations start from.</summary>
internal sealed record Corpora(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Queries,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attacks
)
{
    /// <summary>Reads them from the folder of the test project.</summary>
    public static Corpora Read(string tests)
    {
        var queries = new Dictionary<string, IReadOnlyList<string>>();
        var attacks = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var name in SqlDialect.All.Select(d => d.Name))
        {
            queries[name] =
            [
                .. Paragraphs(Path.Combine(tests, "Parsing", "Corpora", $"{name}.sql")),
                .. Paragraphs(Path.Combine(tests, "Parsing", "Corpora", $"{name}.grammar.sql")),
                .. Paragraphs(Path.Combine(tests, "Parsing", "Corpora", "every.sql")),
                .. Lines(Path.Combine(tests, "Guard", "Cases", $"{name}.valid.cases")),
                .. Lines(Path.Combine(tests, "Guard", "Cases", "every-dialect.valid.cases")),
            ];
            attacks[name] = AttacksOf(tests, name);
        }
        return new(queries, attacks);
    }

    /// <summary>The attacks on a dialect, without the codes that stand before each.</summary>
    public static IReadOnlyList<string> AttacksOf(string tests, string dialect) =>
        [
            .. new[] { $"{dialect}.attacks.cases", "every-dialect.attacks.cases" }
                .SelectMany(f => Lines(Path.Combine(tests, "Guard", "Cases", f)))
                .Select(l => l[(l.IndexOf('|', StringComparison.Ordinal) + 1)..].Trim()),
        ];

    /// <summary>The folder of the tests, found upwards from where the program stands or is called.</summary>
    public static string Find()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var tests = Path.Combine(folder.FullName, "tests", "Dataing.Sql.Tests");
                if (Directory.Exists(tests))
                    return tests;
            }
        }
        throw new DirectoryNotFoundException("There is no tests/Dataing.Sql.Tests above; name it with --tests.");
    }

    private static string[] Paragraphs(string file) =>
        File.Exists(file)
            ? File.ReadAllText(file)
                .ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];

    private static IEnumerable<string> Lines(string file) =>
        File.Exists(file) ? File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#') : [];
}
