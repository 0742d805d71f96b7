namespace Dataing.Sql.Tests.Parsing;

/// <summary>The queries of a file; an empty line ends each.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Parsing", "Corpora", name + ".sql"));
        return [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <summary>The dialect's queries together with those that only its grammar, not the guard, is asked about.</summary>
    public static IReadOnlyList<string> ReadAll(string dialect)
    {
        var grammar = dialect + ".grammar";
        var path = Path.Combine(AppContext.BaseDirectory, "Parsing", "Corpora", grammar + ".sql");
        return File.Exists(path) ? [.. Read(dialect), .. Read(grammar)] : Read(dialect);
    }
}
