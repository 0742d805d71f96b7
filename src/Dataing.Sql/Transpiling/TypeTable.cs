using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>The names of types in each dialect, read from <c>types.txt</c>.</summary>
internal static class TypeTable
{
    private static readonly Lazy<IReadOnlyList<Entry>> Entries = new(Read);

    public static DataType.Named Translate(DataType.Named type, SqlDialect from, SqlDialect to)
    {
        if (type.Name == "NUMERIC" && to.Family == DialectFamily.MySql)
            return type with { Name = "DECIMAL" };
        if (type.Arguments.Count > 0 || type.TimeZone != TimeZoneMode.Unsaid || type.Quoted)
            return type;
        var entry =
            Entries.Value.FirstOrDefault(e => e.NameIn(from).Equals(type.Name, StringComparison.OrdinalIgnoreCase))
            ?? Entries.Value.FirstOrDefault(e => e.Neutral == type.Name || e.Also.Contains(type.Name));
        if (entry is null)
            return type;
        var name = entry.NameIn(to);
        var parenthesis = name.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis < 0)
            return type with { Name = name };
        return type with { Name = name[..parenthesis], Arguments = [ArgumentOf(name[(parenthesis + 1)..^1])] };
    }

    private static Expression ArgumentOf(string text) =>
        char.IsAsciiDigit(text[0]) ? new Expression.Number(text) : new Expression.Column([new Identifier(text)]);

    private static List<Entry> Read()
    {
        var entries = new List<Entry>();
        foreach (var line in FormFile.Lines("types.txt").Where(l => l.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var also = line.IndexOf(" also ", StringComparison.Ordinal);
            var names = new Dictionary<string, string>();
            string? last = null;
            foreach (var word in line[(colon + 1)..(also < 0 ? line.Length : also)].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = word.IndexOf('=', StringComparison.Ordinal);
                // A type's name may be of two words: the second follows without a dialect before it.
                if (equals < 0 && last is not null)
                    names[last] += " " + word;
                else
                    names[last = word[..equals]] = word[(equals + 1)..];
            }
            entries.Add(new Entry(line[..colon], names, also < 0 ? [] : [.. line[(also + 6)..].Split(',')]));
        }
        return entries;
    }

    private sealed record Entry(string Neutral, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Also)
    {
        public string NameIn(SqlDialect dialect) => Names.GetValueOrDefault(dialect.Name == "mariadb" ? "mysql" : dialect.Name) ?? Neutral;
    }
}
