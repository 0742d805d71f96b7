using System.Globalization;
using System.Text.RegularExpressions;

namespace Dataing.Sql.Guard.Work;

/// <summary>Patterns of MATCH_RECOGNIZE that an engine tries without measure: orders of many, long repetitions, repetitions of repetitions.</summary>
internal static partial class RowPatternRisk
{
    private const int MostOrdered = 7;
    private const int MostRepeated = 1_000;

    /// <summary>What is wrong with the pattern, as the end of a sentence; null when nothing is.</summary>
    public static string? Of(string pattern)
    {
        foreach (Match permute in Permute().Matches(pattern))
            if (permute.Value.Count(c => c == ',') >= MostOrdered)
                return $"PERMUTE of more than {MostOrdered} tries every order of them";
        foreach (Match number in Number().Matches(pattern))
            if (!int.TryParse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var times) || times > MostRepeated)
                return $"a repetition of more than {MostRepeated} times is too long";
        return Nested().IsMatch(pattern) ? "a repetition of what is repeated already can be tried in endless ways" : null;
    }

    [GeneratedRegex(@"\bPERMUTE\s*\([^()]*\)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Permute();

    [GeneratedRegex(@"(?<=[{,]\s*)[0-9]+(?=\s*[,}])")]
    private static partial Regex Number();

    /// <summary>Only what is repeated stands in the parentheses, as in (A+)+ and (A* B*)*.</summary>
    [GeneratedRegex(@"\((\s*[\w""]+\s*[*+]\??\s*)+\)\s*[*+]", RegexOptions.NonBacktracking)]
    private static partial Regex Nested();
}
