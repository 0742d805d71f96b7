using System.Text;

namespace Dataing.Core.Models;

/// <summary>
/// Tokens of a text before the vendor has counted them, and never fewer than it may count. A token holds at least one byte, so whatever is no
/// plain word counts by its bytes of UTF-8: other scripts, emoji, digits, punctuation, and runs of letters that nobody speaks (Base64, hashes).
/// Plain lower-case words, which every vocabulary holds in large pieces, count a third of their letters.
/// </summary>
public static class TokenEstimate
{
    private const int LongestWord = 16;
    private const int MostConsonants = 5;
    private const int LettersPerToken = 3;

    public static long Of(string text)
    {
        var tokens = 0L;
        for (var at = 0; at < text.Length; )
        {
            var end = at;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
                end++;
            if (end > at)
            {
                tokens += OfRun(text.AsSpan(at, end - at));
                at = end;
            }
            else
            {
                tokens += OfOther(text, ref at);
            }
        }
        return tokens;
    }

    private static long OfRun(ReadOnlySpan<char> run) => IsWord(run) ? (run.Length + LettersPerToken - 1) / LettersPerToken : run.Length;

    /// <summary>A single space is part of the word behind it; of other characters every byte counts.</summary>
    private static int OfOther(string text, ref int at)
    {
        if (text[at] == ' ' && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]))
        {
            at++;
            return 0;
        }
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var consumed);
        at += consumed;
        return rune.Utf8SequenceLength;
    }

    /// <summary>Letters of one case, or with a capital in front, no longer than words are, and such that they can be spoken.</summary>
    private static bool IsWord(ReadOnlySpan<char> run)
    {
        if (run.Length > LongestWord)
            return false;
        var (upper, consonants) = (0, 0);
        foreach (var c in run)
        {
            if (char.IsAsciiDigit(c))
                return false;
            upper += char.IsAsciiLetterUpper(c) ? 1 : 0;
            consonants = "aeiouyAEIOUY".Contains(c) ? 0 : consonants + 1;
            if (consonants > MostConsonants)
                return false;
        }
        return upper == 0 || upper == run.Length || (upper == 1 && char.IsAsciiLetterUpper(run[0]));
    }
}
