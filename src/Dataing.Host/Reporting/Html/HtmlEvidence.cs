using Dataing.Core.Findings;

namespace Dataing.Host.Reporting.Html;

/// <summary>The queries of a finding with what they gave, each folded away until it is wanted.</summary>
internal static class HtmlEvidence
{
    public static void Write(HtmlPage page, Finding finding)
    {
        if (finding.Evidence.Count == 0)
            return;
        page.Open("section");
        page.Element("h2", "Evidence");
        foreach (var evidence in finding.Evidence)
        {
            page.Open("details", "evidence", AnchorOf(evidence.Id));
            page.Element("summary", $"{evidence.Interpretation} ({evidence.Id})");
            page.Code(evidence.Sql);
            Rows(page, evidence);
            page.Close("details");
        }
        page.Close("section");
    }

    /// <summary>An id that may stand in an attribute and a link, whatever the evidence is called.</summary>
    public static string AnchorOf(string evidenceId) =>
        "evidence-" + string.Concat(evidenceId.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '-'));

    private static void Rows(HtmlPage page, Evidence evidence)
    {
        if (evidence.Columns.Count > 0 && evidence.Rows.Count > 0)
        {
            page.OpenTable($"Result of {evidence.Id}", evidence.Columns);
            foreach (var row in evidence.Rows)
            {
                page.Open("tr");
                foreach (var cell in row)
                    page.Element(
                        "td",
                        Wording.Cell(cell),
                        cell is null ? "null"
                            : cell is string ? null
                            : "number"
                    );
                page.Close("tr");
            }
            page.CloseTable();
        }
        if (evidence.RowCount != evidence.Rows.Count)
            page.Element("p", $"{Counted.Of(evidence.Rows.Count, "row")} of {Counted.Of(evidence.RowCount, "row")} shown.", "detail");
    }
}
