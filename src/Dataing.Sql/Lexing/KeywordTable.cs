using System.Text;

namespace Dataing.Sql.Lexing;

/// <summary>Finds the keyword that a word is, whatever its letter case, without making a string.</summary>
internal static class KeywordTable
{
    private const int Size = 4096;

    private static readonly (string Word, Keyword Keyword)[] Slots = Fill();

    private static readonly string[] Words = [.. Enum.GetValues<Keyword>().Select(WordOf)];

    public static int Count => Words.Length;

    /// <summary>The word of a keyword, upper case.</summary>
    public static string TextOf(Keyword keyword) => Words[(int)keyword];

    public static Keyword Find(ReadOnlySpan<char> word)
    {
        for (var slot = Hash(word) & (Size - 1); ; slot = (slot + 1) & (Size - 1))
        {
            ref readonly var candidate = ref Slots[slot];
            if (candidate.Word is null)
                return Keyword.None;
            if (candidate.Word.Length == word.Length && Same(candidate.Word, word))
                return candidate.Keyword;
        }
    }

    private static bool Same(string upper, ReadOnlySpan<char> word)
    {
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

    private static int Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var character in word)
            hash = (hash ^ (uint)(character | 0x20)) * 16777619u;
        return (int)((hash ^ (hash >> 15)) & 0x7fffffff);
    }

    private static (string, Keyword)[] Fill()
    {
        var slots = new (string Word, Keyword)[Size];
        foreach (var keyword in Enum.GetValues<Keyword>().Where(k => k != Keyword.None))
        {
            var word = WordOf(keyword);
            var slot = Hash(word) & (Size - 1);
            while (slots[slot].Word is not null)
                slot = (slot + 1) & (Size - 1);
            slots[slot] = (word, keyword);
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
