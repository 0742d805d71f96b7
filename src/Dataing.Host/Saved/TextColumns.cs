using Dataing.Core.Intake;

namespace Dataing.Host.Saved;

/// <summary>Lines of cells, each column as wide as it needs; the last one is not padded.</summary>
internal static class TextColumns
{
    private const int WidestCell = 100;

    public static string Of(params IReadOnlyList<IReadOnlyList<string>> lines)
    {
        List<string[]> clean = [.. lines.Select(line => line.Select(Cell).ToArray())];
        int[] widths =
        [
            .. Enumerable.Range(0, clean.Max(line => line.Length)).Select(i => clean.Max(line => i < line.Length ? line[i].Length : 0)),
        ];
        return string.Concat(clean.Select(line => string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd() + "\n"));
    }

    private static string Cell(string text)
    {
        var clean = PlainText.Clean(text, WidestCell + 1);
        return clean.Length > WidestCell ? clean[..(WidestCell - 1)] + "…" : clean;
    }
}
