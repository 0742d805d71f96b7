using System.Globalization;

namespace Dataing.Sql.Guard.Work;

/// <summary>LIKE on a known text, where all engines agree: a pattern without escapes, and letters whose case does not decide.</summary>
internal static class TrialPattern
{
    public static TrialValue Of(TrialValue value, TrialValue pattern, bool ignoresCase)
    {
        if (pattern.Kind != TrialKind.Text || pattern.Text.Contains('\\', StringComparison.Ordinal))
            return TrialValue.Unknown;
        // MySQL, SQLite and others take the digits of a number for its text.
        var text =
            value.Kind == TrialKind.Text ? value.Text
            : value is { Kind: TrialKind.Number, Whole: true } ? value.Number.ToString("F0", CultureInfo.InvariantCulture)
            : null;
        if (text is null || text.Contains('[', StringComparison.Ordinal) || pattern.Text.Contains('[', StringComparison.Ordinal))
            return TrialValue.Unknown;
        var loosely = Matches(text.ToUpperInvariant(), pattern.Text.ToUpperInvariant());
        return ignoresCase || Matches(text, pattern.Text) == loosely ? TrialValue.Of(loosely) : TrialValue.Unknown;
    }

    /// <summary>Goes back to the last % only, so that it takes no more than length times length.</summary>
    private static bool Matches(string text, string pattern)
    {
        var (at, inPattern, afterAny, taken) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '%')
                (afterAny, taken) = (++inPattern, at);
            else if (inPattern < pattern.Length && (pattern[inPattern] == '_' || pattern[inPattern] == text[at]))
                (at, inPattern) = (at + 1, inPattern + 1);
            else if (afterAny >= 0)
                (at, inPattern) = (++taken, afterAny);
            else
                return false;
        }
        return pattern.AsSpan(inPattern).TrimStart('%').IsEmpty;
    }
}
