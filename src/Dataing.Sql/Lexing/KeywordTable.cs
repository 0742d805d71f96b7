using System.Text;

namespace Dataing.Sql.Lexing;

/// <summary>Finds the keyword that a word is, whatever its letter case, without making a string.</summary>
internal static class KeywordTable
{
    private const int Size = 4096;

    private static readonly string[] Words = [.. Enum.GetValues<Keyword>().Select(WordOf)];

    /// <summary>Open addressing over the keywords' numbers: small enough to stay in the nearest cache.</summary>
    private static readonly ushort[] Slots = Fill();

    public static int Count => Words.Length;

    /// <summary>The word of a keyword, upper case.</summary>
    public static string TextOf(Keyword keyword) => Words[(int)keyword];

    public static Keyword Find(ReadOnlySpan<char> word)
    {
        for (var slot = Hash(word); Slots[slot] is not 0 and var number; slot = (slot + 1) & (Size - 1))
        {
            if (Words[number] is var candidate && candidate.Length == word.Length && Same(candidate, word))
                return (Keyword)number;
        }
        return Keyword.None;
    }

    private static bool Same(string upper, ReadOnlySpan<char> word)
    {
        // Most are written in upper case, and all that is written back is.
        if (word.SequenceEqual(upper))
            return true;
        for (var i = 0; i < word.Length; i++)
        {
            var character = word[i];
            if (char.IsAsciiLetterLower(character))
                character = (char)(character & ~0x20);
            if (character != upper[i])
                return false;
        }
        return true;
    }

    /// <summary>Of the length and five characters, of which each is another one in most words.</summary>
    private static int Hash(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
            return 0;
        var (last, middle) = (word.Length - 1, word.Length / 2);
        var hash = (uint)(word[0] | 0x20) * 0x9E3779B1u;
        hash += (uint)(word[middle] | 0x20) * 0x85EBCA77u;
        hash += (uint)(word[last] | 0x20) * 0xC2B2AE3Du;
        hash += (uint)(word[middle / 2] | 0x20) * 0x27D4EB2Fu;
        hash += (uint)(word[(middle + last) / 2] | 0x20) * 0x165667B1u;
        hash += (uint)word.Length * 0xD3A2646Du;
        return (int)(hash >> 20);
    }

    private static ushort[] Fill()
    {
        var slots = new ushort[Size];
        foreach (var keyword in Enum.GetValues<Keyword>().Where(k => k != Keyword.None))
        {
            var slot = Hash(Words[(int)keyword]);
            while (slots[slot] != 0)
                slot = (slot + 1) & (Size - 1);
            slots[slot] = (ushort)keyword;
        }
        return slots;
    }

    /// <summary>CurrentDate is CURRENT_DATE.</summary>
    private static string WordOf(Keyword keyword)
    {
        var text = new StringBuilder();
        foreach (var character in keyword.ToString())
        {
            if (char.IsAsciiLetterUpper(character) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToUpperInvariant(character));
        }
        return text.ToString();
    }
}
