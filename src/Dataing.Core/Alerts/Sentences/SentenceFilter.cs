using System.Text.RegularExpressions;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>"where country = 'DE' and tier = 2": the rows that the sentence speaks of, as an SQL condition.</summary>
internal static partial class SentenceFilter
{
    /// <summary>The condition, and the sentence without it; null where there is none.</summary>
    public static string? Read(Skeleton skeleton, ref string text)
    {
        if (Where().Match(text) is not { Success: true } match)
            return null;
        text = text.Remove(match.Index, match.Length).Insert(match.Index, " ");
        var columns = match.Groups["column"].Captures.Select(c => Column(skeleton.Name(c.Value).Parts[^1]));
        var values = match.Groups["value"].Captures.Select(c => Literal(skeleton, c.Value));
        return string.Join(" AND ", columns.Zip(values, (column, value) => $"{column} = {value}"));
    }

    private static string Column(string name) =>
        Plain().IsMatch(name) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(Skeleton skeleton, string word) =>
        word[0] == '%' || word.ToUpperInvariant() is "TRUE" or "FALSE"
            ? skeleton.Value(word)
            : $"'{skeleton.Value(word).Replace("'", "''", StringComparison.Ordinal)}'";

    private const string Name = @"(?:#\d+|[\p{L}_][\p{L}\p{N}_$]*)";
    private const string Value = @"(?:\$\d+|#\d+|%\d+|(?!(?:null|not|missing|empty|blank|in|an?|the)\b)[\p{L}_][\p{L}\p{N}_]*)";
    private const string Equal = "(?<column>" + Name + @")\s*(?:=\s*=?|\bequals\b|\bis\b)\s*(?<value>" + Value + ")";

    [GeneratedRegex(@"\b(?:where|when|for|with)\s+(?:the\s+)?" + Equal + @"(?:\s+and\s+" + Equal + ")*", RegexOptions.IgnoreCase)]
    private static partial Regex Where();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();
}
