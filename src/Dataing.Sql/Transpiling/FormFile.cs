using Dataing.Sql.Dialects;

namespace Dataing.Sql.Transpiling;

/// <summary>One meaning and its texts: the neutral one, and those of the dialects that differ.</summary>
internal sealed record Form(string Neutral, IReadOnlyDictionary<string, string> Texts, bool OnlyNeutral)
{
    /// <summary>How a dialect says it, or null when it cannot.</summary>
    public string? TextIn(SqlDialect dialect)
    {
        var name = dialect.Name == "mariadb" ? "mysql" : dialect.Name;
        if (Texts.TryGetValue(name, out var text))
            return text == "-" ? null : text;
        return OnlyNeutral ? null : Neutral;
    }
}

/// <summary>Reads <c>forms.txt</c>, whose first lines explain it.</summary>
internal static class FormFile
{
    public static IReadOnlyList<Form> Read()
    {
        var forms = new List<Form>();
        string? neutral = null;
        var only = false;
        var texts = new Dictionary<string, string>();
        foreach (var line in Lines("forms.txt").Append(""))
        {
            if (line.Length == 0 || !char.IsWhiteSpace(line[0]))
            {
                if (neutral is not null)
                    forms.Add(new Form(neutral, texts, only));
                (neutral, only, texts) = (line.Length == 0 ? null : line.Trim(), false, []);
                continue;
            }
            var entry = line.Trim();
            if (entry == "neutral")
            {
                only = true;
                continue;
            }
            var colon = entry.IndexOf(": ", StringComparison.Ordinal);
            texts[entry[..colon]] = entry[(colon + 2)..];
        }
        return forms;
    }

    /// <summary>The lines of a resource without those that explain it.</summary>
    public static IEnumerable<string> Lines(string resource)
    {
        using var stream =
            typeof(FormFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                yield return line;
    }
}
