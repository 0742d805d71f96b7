using System.Text;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>Splits the beginning of a delimited text into rows and fields; only to learn how the file is written.</summary>
internal static class CsvText
{
    private const char Quote = '"';

    /// <param name="wholeFile">When false, the last row is left out: it may have been cut.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string text, char delimiter, bool backslashEscapes, bool wholeFile)
    {
        var rows = new List<IReadOnlyList<string>>();
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && backslashEscapes && c == '\\' && i + 1 < text.Length)
                field.Append(text[++i]);
            else if (quoted && c == Quote && i + 1 < text.Length && text[i + 1] == Quote)
                field.Append(text[++i]);
            else if (c == Quote && (quoted || field.Length == 0))
                quoted = !quoted;
            else if (!quoted && c == delimiter)
                EndField(row, field);
            else if (!quoted && c is '\n' or '\r')
                EndRow(rows, ref row, field);
            else
                field.Append(c);
        }
        if ((wholeFile || rows.Count == 0) && !quoted)
            EndRow(rows, ref row, field);
        return rows;
    }

    private static void EndField(List<string> row, StringBuilder field)
    {
        row.Add(field.ToString());
        field.Clear();
    }

    private static void EndRow(List<IReadOnlyList<string>> rows, ref List<string> row, StringBuilder field)
    {
        if (row.Count == 0 && field.Length == 0)
            return;
        EndField(row, field);
        rows.Add(row);
        row = [];
    }
}
