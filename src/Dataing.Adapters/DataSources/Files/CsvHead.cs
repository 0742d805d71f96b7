using System.Globalization;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>How a delimited text file is written, read off its beginning. Files with equal heads are read together.</summary>
internal sealed record CsvHead(TextEncoding Encoding, char Delimiter, bool BackslashEscapes, bool HasHeader, IReadOnlyList<string> Columns)
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private const int ScoredCharacters = 16 << 10;

    /// <summary>Lines before the header, or before the first row.</summary>
    public int SkippedLines { get; init; }

    /// <summary>Whether the file is one of our own rewriting.</summary>
    public bool IsPlain { get; init; }

    public static CsvHead Of(SourceFile file)
    {
        var head = FileHead.Read(file);
        var preamble = CsvPreamble.Of(head.Text);
        var text = head.Text[preamble.Length..];
        var backslash = text.Contains("\\\"", StringComparison.Ordinal) && !text.Contains("\"\"", StringComparison.Ordinal);
        var delimiter = preamble.Delimiter ?? DelimiterOf(file, text[..Math.Min(text.Length, ScoredCharacters)], backslash);
        var rows = CsvText.Rows(text, delimiter, backslash, wholeFile: head.IsWhole);
        if (rows.Count == 0)
            return new CsvHead(head.Encoding, delimiter, backslash, HasHeader: true, ["column_1"]);
        var hasHeader = LooksLikeHeader(rows);
        var names = hasHeader ? rows[0] : [.. Enumerable.Repeat("", rows[0].Count)];
        return new CsvHead(head.Encoding, delimiter, backslash, hasHeader, Unique(names)) { SkippedLines = preamble.Lines };
    }

    public bool Equals(CsvHead? other) =>
        other is not null
        && (Encoding, Delimiter, BackslashEscapes, HasHeader, SkippedLines)
            == (other.Encoding, other.Delimiter, other.BackslashEscapes, other.HasHeader, other.SkippedLines)
        && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(Encoding, Delimiter, Columns.Count, Columns[0]);

    private static char DelimiterOf(SourceFile file, string text, bool backslash)
    {
        var byName = Path.GetExtension(file.IsGzip ? file.Path[..^3] : file.Path).ToLowerInvariant() switch
        {
            ".tsv" => '\t',
            ".psv" => '|',
            _ => ',',
        };
        return Delimiters.OrderByDescending(d => Score(text, d, backslash)).ThenByDescending(d => d == byName).First();
    }

    /// <summary>How many of the rows have the most common number of fields, weighed by whether there is more than one field at all.</summary>
    private static double Score(string text, char delimiter, bool backslash)
    {
        var rows = CsvText.Rows(text, delimiter, backslash, wholeFile: false);
        if (rows.Count == 0)
            return 0;
        var common = rows.GroupBy(r => r.Count).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First();
        return common.Key < 2 ? 0 : (double)common.Count() / rows.Count + (rows[0].Count == common.Key ? 1 : 0);
    }

    /// <summary>A first row is a header unless it holds a typed value where the rows below hold values of the same kind.</summary>
    private static bool LooksLikeHeader(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 1)
            return !rows[0].Any(IsTyped);
        var (header, data) = (0, 0);
        for (var i = 0; i < rows[0].Count; i++)
        {
            var below = rows.Skip(1).Where(r => r.Count > i && r[i].Length > 0).Take(100).Select(r => r[i]).ToList();
            if (below.Count == 0 || below.Count(IsTyped) * 10 < below.Count * 9)
                continue;
            if (IsTyped(rows[0][i]))
                data++;
            else if (rows[0][i].Length > 0)
                header++;
        }
        return header > 0 || data == 0;
    }

    private static bool IsTyped(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || text.Length >= 8
            && char.IsAsciiDigit(text[0])
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>The engine's names differ in more than case; a nameless column is called by its place.</summary>
    private static string[] Unique(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unique = new string[names.Count];
        for (var i = 0; i < unique.Length; i++)
        {
            var name = names[i].Trim();
            if (name.Length == 0)
                name = string.Create(CultureInfo.InvariantCulture, $"column_{i + 1}");
            unique[i] = Enumerable.Range(1, names.Count).Select(n => n == 1 ? name : $"{name}_{n}").First(taken.Add);
        }
        return unique;
    }
}
