using System.Globalization;
using System.Text;

namespace Dataing.Core.Intake;

/// <summary>Text from outside, made harmless to show: no control characters, no direction overrides, bounded.</summary>
public static class PlainText
{
    /// <summary>Input larger than this is refused before it is read: 1 MiB.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>The text without control characters (a line break becomes a space), trimmed, and cut at the given length.</summary>
    public static string Clean(string text, int maximumLength = 10_000)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maximumLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= maximumLength)
                break;
            if (rune.Value is '\n' or '\r' or '\t')
                clean.Append(' ');
            else if (IsShowable(rune))
                clean.Append(rune);
        }
        return clean.ToString().Trim();
    }

    /// <summary>Refuses input that is too large to be what it is said to be.</summary>
    public static void RequireBounded(string text, string what, int maximumBytes = MaximumBytes)
    {
        if (text.Length > maximumBytes || Encoding.UTF8.GetByteCount(text) > maximumBytes)
            throw new UnreadableInputException(
                $"The {what} is larger than {maximumBytes / 1024} KiB; hand over the {what} alone, without the data it speaks of."
            );
    }

    private static bool IsShowable(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0xFEFF);
}
