using System.Text.RegularExpressions;
using Dataing.Core.Models;

namespace Dataing.Core.Notes;

/// <summary>
/// The parts of the team's notes that speak of an incident's tables and columns. A part is what stands under one heading; parts that name
/// none of them say nothing here and are left out, however long or short the notes are.
/// </summary>
public static partial class RelevantNotes
{
    private const int LongestPart = 4_000;

    /// <param name="notes">All notes that were given.</param>
    /// <param name="terms">Names to look for, with their weight; a name of several words counts as one.</param>
    /// <param name="tokens">What the chosen parts may take, estimated.</param>
    public static IReadOnlyList<TeamNote> Select(IReadOnlyList<TeamNote> notes, IReadOnlyDictionary<string, double> terms, int tokens)
    {
        var ranked = notes
            .SelectMany((note, n) => Parts(note).Select((part, p) => (Part: part, Place: (n, p), Score: Score(part, terms))))
            .Where(r => r.Score > 0)
            .OrderByDescending(r => r.Score)
            .ThenBy(r => r.Place);
        var chosen = new List<((int, int) Place, TeamNote Part)>();
        var left = (long)tokens;
        foreach (var (part, place, _) in ranked)
        {
            var size = TokenEstimate.Of(part.Text);
            if (size > left)
                continue;
            left -= size;
            chosen.Add((place, part));
        }
        // In the order in which they were written: a reader, or a model, follows a text and not a ranking.
        return [.. chosen.OrderBy(c => c.Place).Select(c => c.Part)];
    }

    private static IEnumerable<TeamNote> Parts(TeamNote note) =>
        Heading()
            .Split(note.Text.ReplaceLineEndings("\n"))
            .Select(part => part.Trim())
            .Where(part => part.Length > 0)
            .Select(part => note with { Text = part.Length > LongestPart ? part[..LongestPart] : part });

    /// <summary>Each name counts once: saying it often does not make a note more relevant.</summary>
    private static double Score(TeamNote part, IReadOnlyDictionary<string, double> terms)
    {
        var words = Word().Matches(part.Text).Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return terms.Sum(t => IsNamed(t.Key, part.Text, words) ? t.Value : 0);
    }

    private static bool IsNamed(string term, string text, HashSet<string> words) =>
        term.Length > 1
        && (
            words.Contains(term)
            || (!Word().Match(term).Value.Equals(term, StringComparison.Ordinal) && text.Contains(term, StringComparison.OrdinalIgnoreCase))
        );

    /// <summary>Before every heading of Markdown.</summary>
    [GeneratedRegex(@"^(?=#{1,6}\s)", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[\p{L}\p{N}_]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
