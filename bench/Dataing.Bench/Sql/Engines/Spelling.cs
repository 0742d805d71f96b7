using System.Text;
using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Engines;

/// <summary>The many ways in which one engine lets the same thing be written: names, texts, numbers, gaps, comments.</summary>
internal sealed class Spelling(SqlDialect dialect, Dice dice)
{
    private static readonly string[] Pieces =
    [
        "a",
        "b",
        "new",
        "'",
        "''",
        "\\",
        "\\n",
        "\"",
        ";",
        "--",
        "/*",
        "*/",
        "%",
        "_",
        "ü",
        "\n",
        " ",
        "$$",
        "0",
        "#",
        "`",
        "?",
        ":x",
        "{",
    ];

    private static readonly string[] Words = ["SELECT", "from", "x", "'", "\"", ";", "DROP TABLE t", "`", "$$", "--", "\\", "!", "é"];

    public DialectFamily Family => dialect.Family;

    /// <summary>What separates two words.</summary>
    public string Gap =>
        dice.Below(14) switch
        {
            0 => "\n",
            1 => "\t ",
            2 => $" /* {dice.Of(Words)} */ ",
            3 => $" -- {dice.Of(Words)}\n",
            4 when Family == DialectFamily.MySql => $" # {dice.Of(Words)}\n",
            4 when Family == DialectFamily.Postgres => $" /* a /* {dice.Of(Words)} */ b */ ",
            4 => " /**/ ",
            _ => " ",
        };

    /// <summary>A keyword in some letter case.</summary>
    public string Word(string word) =>
        dice.Below(4) switch
        {
            0 => word.ToLowerInvariant(),
            1 => word[..1].ToUpperInvariant() + word[1..].ToLowerInvariant(),
            _ => word,
        };

    /// <summary>A stored name; quoted where it must be, and sometimes where it need not.</summary>
    public string Name(string name)
    {
        var plain = name.All(c => char.IsAsciiLetterLower(c) || c == '_') && name != "order";
        // MariaDB's tables are files, and its aliases follow them: their letter case counts.
        if (plain && !dice.OneIn(4))
            return dice.OneIn(6) && Family != DialectFamily.MySql ? name.ToUpperInvariant() : name;
        return Family switch
        {
            DialectFamily.MySql => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`",
            DialectFamily.Sqlite when dice.OneIn(4) => dice.OneIn(2) ? $"[{name}]" : $"`{name}`",
            _ => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        };
    }

    /// <summary>A text literal of any content, in one of the engine's notations.</summary>
    public string Text()
    {
        if (dice.OneIn(8) && Family is not DialectFamily.Sqlite)
            return Escapes();
        var value = new StringBuilder();
        for (var left = dice.Below(4); left > 0; left--)
            value.Append(dice.Of(Pieces));
        return Text(value.ToString());
    }

    /// <summary>Backslashes before anything, in the notation that gives them a meaning.</summary>
    private string Escapes()
    {
        var text = new StringBuilder(Family == DialectFamily.MySql ? "'" : "E'");
        for (var left = 1 + dice.Below(3); left > 0; left--)
            text.Append('\\')
                .Append(
                    dice.Of(
                        (string[])
                            [
                                "n",
                                "t",
                                "b",
                                "f",
                                "v",
                                "a",
                                "Z",
                                "%",
                                "_",
                                "x41",
                                "x4",
                                "101",
                                "07",
                                "u0041",
                                "U00000041",
                                "'",
                                "\\",
                                "\"",
                                "q",
                                "8",
                                "X41",
                                "z",
                            ]
                    )
                );
        return text.Append('\'').ToString();
    }

    public string Text(string value)
    {
        var plain = Quoted(value, '\'');
        return (Family, dice.Below(8)) switch
        {
            (DialectFamily.Postgres or DialectFamily.DuckDb, 0) => $"E{Escaped(value)}",
            (DialectFamily.Postgres or DialectFamily.DuckDb, 1) when !value.Contains('$', StringComparison.Ordinal) => $"$${value}$$",
            (DialectFamily.Postgres, 2) when !value.Contains("$q", StringComparison.Ordinal) && !value.EndsWith('$') => $"$q${value}$q$",
            (DialectFamily.Postgres, 3) => $"U&{Quoted(value, '\'')}".Replace("\\", "\\\\", StringComparison.Ordinal),
            (DialectFamily.Postgres, 4) => $"{plain}\n{Quoted("z", '\'')}",
            (DialectFamily.MySql, 0) => Quoted(value, '"'),
            (DialectFamily.MySql, 1) => Escaped(value),
            (DialectFamily.MySql, 2) => $"{plain} {Quoted("z", '\'')}",
            (DialectFamily.MySql, 3) => $"_utf8mb4{plain}",
            (DialectFamily.MySql, 4) => $"N{plain}",
            _ => plain,
        };
    }

    public string Number() =>
        dice.Below(9) switch
        {
            0 => "1.50",
            1 => ".5",
            2 => "1e1",
            3 => "2E0",
            4 => "0",
            5 when Family is DialectFamily.Sqlite => "0x1F",
            6 => "3.",
            _ => dice.Below(15).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

    private string Quoted(string value, char quote)
    {
        var doubled = value.Replace(quote.ToString(), $"{quote}{quote}", StringComparison.Ordinal);
        return quote + (Family == DialectFamily.MySql ? doubled.Replace("\\", "\\\\", StringComparison.Ordinal) : doubled) + quote;
    }

    private static string Escaped(string value) =>
        "'"
        + value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
        + "'";
}
