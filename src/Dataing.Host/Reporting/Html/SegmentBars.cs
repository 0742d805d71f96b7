using System.Globalization;
using Dataing.Core.Findings;

namespace Dataing.Host.Reporting.Html;

/// <summary>Which segments carry the change, as a table with bars.</summary>
internal static class SegmentBars
{
    public static void Write(HtmlPage page, MetricChange metric)
    {
        if (metric.Contributions.Count == 0)
            return;
        page.Element("h3", "Segments");
        page.OpenTable(
            "Contribution of segments to the change",
            [Wording.SegmentHeading(metric), "Before", "After", "Share of the change"]
        );
        foreach (var part in metric.Contributions.Take(20))
        {
            page.Open("tr");
            page.Element("td", part.Segment);
            page.Element("td", Wording.Figure(part.Before, metric.ContributionsUnit ?? metric.Unit), "number");
            page.Element("td", Wording.Figure(part.After, metric.ContributionsUnit ?? metric.Unit), "number");
            page.Open("td", "share");
            var width = Math.Clamp(Math.Abs(part.Share), 0, 1) * 160;
            page.Drawing(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<svg class=\"bar\" viewBox=\"0 0 160 12\" aria-hidden=\"true\"><rect x=\"0\" y=\"1\" width=\"{width:0.#}\" height=\"10\" rx=\"2\"/></svg>"
                )
            );
            page.Element("span", Wording.Percent(part.Share));
            page.Close("td");
            page.Close("tr");
        }
        page.CloseTable();
    }
}
