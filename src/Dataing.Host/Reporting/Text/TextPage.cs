using System.Globalization;
using System.Text;
using Dataing.Core.Findings;
using Dataing.Core.Intake;

namespace Dataing.Host.Reporting.Text;

/// <summary>A page of text of a given width: labels to the left, wrapped text to the right, commands as they are.</summary>
internal sealed class TextPage(int width, bool hasColor)
{
    private const int Margin = 10;

    private readonly StringBuilder _page = new();

    /// <summary>Columns beside the labels.</summary>
    public int Room => width - Margin;

    public void Title(string verdict, string confidence, Verdict kind)
    {
        var style = kind switch
        {
            Verdict.RootCause => Style.Red,
            Verdict.Inconclusive => Style.Yellow,
            _ => Style.Green,
        };
        Line($"{Styled(verdict.ToUpperInvariant(), style)}  {Styled(confidence, Style.Dim)}");
    }

    public void Paragraph(string text, Style style)
    {
        foreach (var line in TextWrap.Lines(PlainText.Clean(text), width))
            Line(Styled(line, style));
    }

    /// <summary>One empty line, however many ask for it.</summary>
    public void Gap()
    {
        if (_page is not { Length: > 1 } || _page[^1] != '\n' || _page[^2] != '\n')
            _page.Append('\n');
    }

    public void Heading(string heading)
    {
        Gap();
        Line(Styled(heading, Style.Bold));
    }

    public void Field(string label, string text, Style style = Style.Plain)
    {
        var first = true;
        foreach (var line in TextWrap.Lines(PlainText.Clean(text), Room))
        {
            Line($"{Styled((first ? label : "").PadRight(Margin), Style.Bold)}{Styled(line, style)}");
            first = false;
        }
    }

    public void Item(string mark, string text)
    {
        var clean = PlainText.Clean(mark, 40).PadRight(Math.Min(mark.Length, 40));
        var indent = Math.Max(4, 3 + clean.Length);
        var first = true;
        foreach (var line in TextWrap.Lines(PlainText.Clean(text), Math.Max(20, width - indent)))
        {
            Line(
                first ? $"  {Styled(clean, Style.Dim)}{new string(' ', indent - 2 - clean.Length)}{line}" : new string(' ', indent) + line
            );
            first = false;
        }
    }

    public void Section(string heading, string text)
    {
        Heading(heading);
        foreach (var line in TextWrap.Lines(PlainText.Clean(text), width - 2))
            Line("  " + line);
    }

    /// <summary>A command keeps its own lines, so that it can be copied.</summary>
    public void Verbatim(string command)
    {
        foreach (var line in command.Split('\n'))
            Line("     " + Styled(PlainText.Clean("|" + line)[1..].TrimEnd(), Style.Blue));
    }

    public void Table(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Gap();
        var cells = rows.Select(row =>
                row.Select((cell, i) => Cut(PlainText.Clean(cell, 200), i == 0 ? Math.Max(16, width - 50) : 30)).ToArray()
            )
            .ToList();
        int[] widths = [.. heads.Select((head, i) => Math.Max(head.Length, cells.Max(row => TextWrap.WidthOf(row[i]))))];
        Line(Styled(Row(heads, widths), Style.Dim));
        foreach (var row in cells)
            Line(Row(row, widths));
    }

    public override string ToString() => _page.ToString();

    private static string Row(IReadOnlyList<string> cells, int[] widths) =>
        "  "
        + string.Join("  ", cells.Select((cell, i) => i is 1 or 2 ? Padding(cell, widths[i]) + cell : cell + Padding(cell, widths[i])));

    private static string Padding(string cell, int to) => new(' ', Math.Max(0, to - TextWrap.WidthOf(cell)));

    private static string Cut(string cell, int most) => TextWrap.WidthOf(cell) <= most ? cell : TextWrap.Lines(cell, most - 1)[0] + "…";

    private string Styled(string text, Style style) =>
        !hasColor || style == Style.Plain || text.Length == 0
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"\u001b[{(int)style}m{text}\u001b[0m");

    private void Line(string line) => _page.Append(line.TrimEnd()).Append('\n');
}
