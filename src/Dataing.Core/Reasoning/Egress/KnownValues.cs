namespace Dataing.Core.Reasoning.Egress;

/// <summary>Finds values that are known in a text, as whole words and the longest first, and puts something else in their place.</summary>
internal sealed class KnownValues
{
    private const int SameCaseUpTo = 3;
    private readonly Dictionary<char, List<string>> _byFirst = [];
    private readonly Dictionary<string, string> _replacements = new(StringComparer.Ordinal);

    /// <summary>The first replacement of a value stands. A single character is found between quotes only.</summary>
    public void Add(string value, string replacement)
    {
        if (string.IsNullOrWhiteSpace(value))
            return;
        if (value.Length == 1)
        {
            Keep($"'{value}'", $"'{replacement}'");
            return;
        }
        Keep(value, replacement);
        if (value.Contains('\'', StringComparison.Ordinal))
            Keep(value.Replace("'", "''", StringComparison.Ordinal), replacement);
    }

    public bool Contains(string value) => _replacements.ContainsKey(value);

    public string Replace(string text)
    {
        if (_replacements.Count == 0)
            return text;
        var replaced = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            if (Longest(text, at) is { } value)
            {
                replaced.Append(_replacements[value]);
                at += value.Length;
            }
            else
            {
                replaced.Append(text[at++]);
            }
        }
        return replaced.ToString();
    }

    private void Keep(string key, string replacement)
    {
        if (!_replacements.TryAdd(key, replacement))
            return;
        var first = char.ToLowerInvariant(key[0]);
        if (!_byFirst.TryGetValue(first, out var list))
            _byFirst[first] = list = [];
        list.Add(key);
    }

    private string? Longest(string text, int at)
    {
        string? best = null;
        if (!_byFirst.TryGetValue(char.ToLowerInvariant(text[at]), out var candidates))
            return null;
        foreach (var value in candidates)
            if (value.Length >= (best?.Length ?? 0) && IsAt(text, at, value) && IsBetter(text, at, value, best))
                best = value;
        return best;
    }

    /// <summary>Of two that differ in letter case alone, the one that is written so.</summary>
    private static bool IsBetter(string text, int at, string value, string? best) =>
        best is null || value.Length > best.Length || string.CompareOrdinal(text, at, value, 0, value.Length) == 0;

    private static bool IsAt(string text, int at, string value)
    {
        if (at + value.Length > text.Length || IsInsideWord(text, at) || IsInsideWord(text, at + value.Length))
            return false;
        // Short values are often codes, and short words are everywhere: those must be written alike.
        var comparison = value.Length <= SameCaseUpTo ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return string.Compare(text, at, value, 0, value.Length, comparison) == 0;
    }

    private static bool IsInsideWord(string text, int at) => at > 0 && at < text.Length && IsWord(text[at - 1]) && IsWord(text[at]);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
