using System.Globalization;
using System.Reflection;

namespace Dataing.Sql.Functions;

/// <summary>Reads a <c>.functions</c> file: one function a line (name, classes, flags), <c>include</c> for a base file, # for comments.</summary>
internal static class CatalogueFile
{
    public static IEnumerable<FunctionEntry> Read(string name)
    {
        var entries = new Dictionary<string, FunctionEntry>(StringComparer.OrdinalIgnoreCase);
        ReadInto(name, entries);
        return entries.Values;
    }

    private static void ReadInto(string name, Dictionary<string, FunctionEntry> entries)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.functions")
            ?? throw new InvalidOperationException($"There is no function catalogue named {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "include")
                ReadInto(words[1], entries);
            else
                Add(Parse(words, name), entries);
        }
    }

    private static void Add(FunctionEntry entry, Dictionary<string, FunctionEntry> entries) =>
        entries[entry.Name] = entries.TryGetValue(entry.Name, out var known)
            ? entry with
            {
                Classes = entry.Classes | known.Classes,
            }
            : entry;

    private static FunctionEntry Parse(string[] words, string file)
    {
        if (words.Length < 2)
            throw new InvalidOperationException($"{file}.functions: {words[0]} has no class.");
        var entry = new FunctionEntry(words[0], Classes(words[1], file));
        foreach (var flag in words.AsSpan(2))
            entry = Flag(entry, flag, file);
        return entry;
    }

    private static FunctionClasses Classes(string text, string file) =>
        text.Split('+')
            .Aggregate(
                FunctionClasses.None,
                (all, word) =>
                    all
                    | word switch
                    {
                        "scalar" => FunctionClasses.Scalar,
                        "aggregate" => FunctionClasses.Aggregate,
                        "window" => FunctionClasses.Window,
                        "table" => FunctionClasses.Table,
                        _ => throw new InvalidOperationException($"{file}.functions: no class is named {word}."),
                    }
            );

    private static FunctionEntry Flag(FunctionEntry entry, string flag, string file)
    {
        var (name, value) = flag.Split('=', 2) is [var left, var right] ? (left, right) : (flag, "");
        return name switch
        {
            "series" => entry with { IsSeries = true },
            "count" => entry with { IsCount = true },
            "size" => entry with { SizeArgument = int.Parse(value, CultureInfo.InvariantCulture) },
            "named" => entry with { NamedSize = value },
            _ => throw new InvalidOperationException($"{file}.functions: {entry.Name} has an unknown flag {flag}."),
        };
    }
}
