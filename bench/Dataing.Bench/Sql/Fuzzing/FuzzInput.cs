using System.Text;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Fuzzing;

internal enum FuzzKind
{
    Characters,
    Soup,
    Query,
    Attack,
}

/// <summary>One text to read, made from the seed and its number.</summary>
internal readonly record struct FuzzInput(FuzzKind Kind, SqlDialect Dialect, string Text)
{
    private const string Marks = "();,.'\"`-*/#@$[]{}:\\ \n\t%&|!<>=+~^?_0x1eE\0";

    public static FuzzInput Make(ulong seed, long number, Corpora corpora, IReadOnlyDictionary<string, string[]> words)
    {
        var dice = new Dice(seed, (ulong)number);
        var dialect = dice.Of(SqlDialect.All);
        var kind = dice.Below(20) switch
        {
            0 => FuzzKind.Characters,
            1 or 2 => FuzzKind.Soup,
            < 13 => FuzzKind.Query,
            _ => FuzzKind.Attack,
        };
        var text = kind switch
        {
            FuzzKind.Characters => Characters(dice),
            FuzzKind.Soup => Soup(dice, words[dialect.Name]),
            // Now and then a query of another dialect: what one engine's quotes enclose, the other's may not.
            FuzzKind.Query => Mutate(
                dice,
                dice.Of(corpora.Queries[dice.OneIn(6) ? dice.Of(SqlDialect.All).Name : dialect.Name]),
                corpora.Queries[dialect.Name]
            ),
            _ => Mutate(dice, dice.Of(corpora.Attacks[dialect.Name]), corpora.Queries[dialect.Name]),
        };
        return new(kind, dialect, text);
    }

    private static string Characters(Dice dice)
    {
        var text = new char[dice.Below(dice.OneIn(50) ? 4_000 : 60)];
        for (var i = 0; i < text.Length; i++)
            text[i] = (char)(dice.Below(8) == 0 ? dice.Below(0x10000) : 32 + dice.Below(95));
        return new string(text);
    }

    private static string Soup(Dice dice, string[] words)
    {
        var text = new StringBuilder(dice.OneIn(3) ? "" : "SELECT ");
        for (var left = 1 + dice.Below(24); left > 0; left--)
        {
            text.Append(dice.OneIn(4) ? Marks[dice.Below(Marks.Length)].ToString() : dice.Of(words));
            if (!dice.OneIn(5))
                text.Append(' ');
        }
        return text.ToString();
    }

    public static string Mutate(Dice dice, string text, IReadOnlyList<string> others)
    {
        for (var edits = dice.OneIn(10) ? 0 : 1 + dice.Below(4); edits > 0 && text.Length > 0; edits--)
            text = dice.Below(9) switch
            {
                0 => text.Remove(dice.Below(text.Length), 1),
                1 => text.Insert(dice.Below(text.Length), Marks[dice.Below(Marks.Length)].ToString()),
                2 => Swap(text, dice.Below(text.Length)),
                3 => Cut(dice, text),
                4 => WithoutWord(dice, text),
                5 => SwapWords(dice, text),
                6 => Splice(dice, text, dice.Of(others)),
                7 => text.Insert(
                    dice.Below(text.Length),
                    dice.Of((string[])["/* x */", " -- x\n", "\n", "/*+ x */", " ; ", "''", "\"\"", "(", ")", "::", " AS ", "NOT "])
                ),
                _ => Repeat(dice, text),
            };
        return text;
    }

    private static string Swap(string text, int at) =>
        at + 1 < text.Length ? text[..at] + text[at + 1] + text[at] + text[(at + 2)..] : text;

    private static string Cut(Dice dice, string text)
    {
        var from = dice.Below(text.Length);
        return text.Remove(from, Math.Min(text.Length - from, 1 + dice.Below(12)));
    }

    private static string WithoutWord(Dice dice, string text)
    {
        var words = text.Split(' ');
        var gone = dice.Below(words.Length);
        return string.Join(' ', words.Where((_, i) => i != gone));
    }

    private static string SwapWords(Dice dice, string text)
    {
        var words = text.Split(' ');
        var (a, b) = (dice.Below(words.Length), dice.Below(words.Length));
        (words[a], words[b]) = (words[b], words[a]);
        return string.Join(' ', words);
    }

    private static string Splice(Dice dice, string text, string other)
    {
        if (other.Length == 0)
            return text;
        var (from, to) = (dice.Below(other.Length), dice.Below(text.Length));
        return text.Insert(to, other.Substring(from, Math.Min(other.Length - from, 1 + dice.Below(25))));
    }

    private static string Repeat(Dice dice, string text)
    {
        var from = dice.Below(text.Length);
        var piece = text.Substring(from, Math.Min(text.Length - from, 1 + dice.Below(8)));
        var times = dice.OneIn(200) ? 2_000 : 1 + dice.Below(3);
        return text.Insert(from, string.Concat(Enumerable.Repeat(piece, times)));
    }
}
