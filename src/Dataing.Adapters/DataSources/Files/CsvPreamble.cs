namespace Dataing.Adapters.DataSources.Files;

/// <summary>The lines that may stand before a header: "sep=;" as spreadsheets write it, and remarks that begin with #.</summary>
/// <param name="Lines">How many lines there are.</param>
/// <param name="Length">How many characters they take.</param>
/// <param name="Delimiter">What the file says of itself; null when it says nothing.</param>
internal sealed record CsvPreamble(int Lines, int Length, char? Delimiter)
{
    private const string Separator = "sep=";
    private const string Delimiters = ",;\t|";

    public static CsvPreamble Of(string text)
    {
        var preamble = new CsvPreamble(0, 0, null);
        var first = LineAt(text, 0).Trim('"');
        if (first.Length == Separator.Length + 1 && first.StartsWith(Separator, StringComparison.OrdinalIgnoreCase))
            preamble = After(text, preamble) with { Delimiter = first[^1] };
        while (LineAt(text, preamble.Length).StartsWith('#'))
        {
            var next = After(text, preamble);
            if (IsHeader(text, preamble, next))
                break;
            preamble = next;
        }
        // A file of nothing but remarks has no header to stand before.
        return preamble.Length < text.Length ? preamble : new CsvPreamble(0, 0, null);
    }

    /// <summary>Some write their header behind a #: it has as many fields as the row below, which is none of its kind.</summary>
    private static bool IsHeader(string text, CsvPreamble preamble, CsvPreamble next)
    {
        var line = LineAt(text, preamble.Length);
        var below = LineAt(text, next.Length);
        if (below.StartsWith('#') || below.IsEmpty)
            return false;
        var at = line.IndexOfAny(Delimiters);
        return at >= 0 ? line.Count(line[at]) == below.Count(line[at]) : below.IndexOfAny(Delimiters) < 0 && !line.Contains(' ');
    }

    private static CsvPreamble After(string text, CsvPreamble preamble)
    {
        var end = preamble.Length + LineAt(text, preamble.Length).Length;
        if (end < text.Length)
            end += text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1;
        return preamble with { Lines = preamble.Lines + 1, Length = end };
    }

    private static ReadOnlySpan<char> LineAt(string text, int start)
    {
        var rest = text.AsSpan(start);
        return rest.IndexOfAny('\n', '\r') is >= 0 and var end ? rest[..end] : rest;
    }
}
