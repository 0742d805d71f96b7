using System.Text;
using System.Text.Json;
using Dataing.Core.DataSources;
using Dataing.Core.Intake;
using Dataing.Core.Investigations;
using Dataing.Core.Json;

namespace Dataing.Host.Reporting;

/// <summary>Writes the rows of one query: a table for people, JSON or CSV for programs.</summary>
internal static class QueryOutput
{
    private const int WidestCell = 60;

    public static Task WriteAsync(QueryResult result, string form, TextWriter output) =>
        form switch
        {
            "json" => output.WriteLineAsync(Json(result)),
            "csv" => output.WriteAsync(Csv(result)),
            _ => output.WriteAsync(Table(result)),
        };

    private static string Json(QueryResult result) =>
        JsonSerializer.Serialize(
            new
            {
                Columns = result.Columns.Select(c => new { c.Name, c.Type }),
                result.Rows,
                Truncated = result.Outcome.Truncated != Truncation.None,
            },
            DataingJson.Wire
        );

    private static string Csv(QueryResult result)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', result.Columns.Select(c => Quoted(c.Name))).Append("\r\n");
        foreach (var row in result.Rows)
            text.AppendJoin(',', row.Select(cell => cell is null ? "" : Quoted(CellText.Of(cell)))).Append("\r\n");
        return text.ToString();
    }

    private static string Quoted(string text) =>
        text.Length == 0 || text.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Table(QueryResult result)
    {
        string[] heads = [.. result.Columns.Select(c => Cut(c.Name))];
        List<string[]> rows = [.. result.Rows.Select(row => row.Select(cell => Cut(CellText.Of(cell))).ToArray())];
        int[] widths = [.. heads.Select((head, i) => Math.Max(head.Length, rows.Count == 0 ? 0 : rows.Max(row => row[i].Length)))];
        var text = new StringBuilder();
        text.Append(Line(heads, widths))
            .Append('\n')
            .Append(Line([.. widths.Select(width => new string('─', width))], widths))
            .Append('\n');
        foreach (var row in rows)
            text.Append(Line(row, widths)).Append('\n');
        return text.Append($"{Counted.Of(rows.Count, "row")} in {Wording.Milliseconds(result.Outcome.Elapsed)}.\n").ToString();
    }

    private static string Line(IReadOnlyList<string> cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd();

    private static string Cut(string text)
    {
        var clean = PlainText.Clean(text, WidestCell + 1);
        return clean.Length > WidestCell ? clean[..(WidestCell - 1)] + "…" : clean;
    }
}
