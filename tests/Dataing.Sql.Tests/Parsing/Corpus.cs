namespace Dataing.Sql.Tests.Parsing;

/// <summary>The queries of a file; an empty line ends each.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Parsing", "Corpora", name + ".sql"));
        return [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    public static TheoryData<string, string> Of(params string[] dialects)
    {
        var data = new TheoryData<string, string>();
        foreach (var dialect in dialects)
        foreach (var sql in Read(dialect).Concat(Read("every")))
            data.Add(dialect, sql);
        return data;
    }
}
