namespace Dataing.Sql.Tests.Guard;

/// <summary>Every text that is one edit away: a character or a word left out, doubled, swapped with its neighbour, or put in.</summary>
internal static class Mutations
{
    private const string Inserted = "();,.'\"`-*/#@$[]{}:\\ x0";

    public static IEnumerable<string> Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            yield return text.Remove(i, 1);
            yield return text.Insert(i, text[i].ToString());
            if (i + 1 < text.Length)
                yield return text.Remove(i, 1).Insert(i + 1, text[i].ToString());
            yield return text.Insert(i, Inserted[(i * 7 + text.Length) % Inserted.Length].ToString());
        }
        var words = text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            yield return string.Join(' ', words.Where((_, j) => j != i));
            yield return string.Join(' ', words[..(i + 1)].Concat(words[i..]));
            if (i + 1 < words.Length)
                yield return string.Join(' ', [.. words[..i], words[i + 1], words[i], .. words[(i + 2)..]]);
        }
    }
}
