using System.Globalization;
using Dataing.Core.Findings;

namespace Dataing.Host.Reporting.Html;

/// <summary>A finding as one HTML file that needs nothing else: no network, no font, no library.</summary>
internal static class HtmlReport
{
    public static string Of(Finding finding)
    {
        var page = new HtmlPage();
        page.Open("header");
        page.Element("p", Wording.Verdict(finding.Verdict), $"verdict {VerdictClass(finding.Verdict)}");
        page.Element("h1", Wording.Headline(finding));
        Confidence(page, finding);
        page.Close("header");
        page.Open("main");
        Facts(page, finding);
        Metric(page, finding);
        Why(page, finding);
        Recommendations(page, finding);
        Hypotheses(page, finding);
        HtmlEvidence.Write(page, finding);
        Lists(page, finding);
        page.Close("main");
        page.Open("footer");
        page.Element("p", $"{Wording.Cost(finding.Cost)}. Made by Dataing; every query above can be run again.");
        page.Close("footer");
        return page.ToString($"{Wording.Verdict(finding.Verdict)}: {Wording.Headline(finding)}");
    }

    private static void Confidence(HtmlPage page, Finding finding)
    {
        page.Open("details", "confidence");
        page.Element("summary", $"Confidence {Wording.Percent(finding.Confidence.Value)}");
        page.Open("ul");
        foreach (var factor in finding.Confidence.Factors)
            page.Element("li", $"{factor.Effect.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture)}  {factor.Explanation}");
        page.Close("ul");
        page.Close("details");
    }

    private static void Facts(HtmlPage page, Finding finding)
    {
        page.Open("dl", "facts");
        if (finding.Metric is { } metric && Wording.IsMeasured(metric))
            Fact(page, "What", $"{Wording.Figure(metric.Before, metric.Unit)} → {Wording.Figure(metric.After, metric.Unit)}", metric.Name);
        if (finding.Onset is { } onset)
            Fact(page, "When", $"Began {Wording.Onset(onset)}", null);
        if (finding.Scope is { } scope)
            Fact(page, "Where", Wording.Scope(scope), WhereDetail(scope));
        if (finding.RootCause is { } cause)
            Fact(page, "Mechanism", cause.Mechanism.Replace('_', ' '), cause.Culprit is { } culprit ? Wording.Culprit(culprit) : null);
        page.Close("dl");
    }

    private static string? WhereDetail(Scope scope)
    {
        var rows = scope.AffectedRows is { } count ? $"{Counted.Of(count, "row")} affected" : null;
        var aliases = scope.Aliases.Count > 0 ? $"the same rows: {string.Join("; ", scope.Aliases)}" : null;
        var parts = new[] { scope.WholeTable ? null : scope.Table, rows, aliases }.OfType<string>().ToList();
        return parts.Count > 0 ? string.Join(", ", parts) : null;
    }

    private static void Fact(HtmlPage page, string term, string value, string? detail)
    {
        page.Open("div");
        page.Element("dt", term);
        page.Element("dd", value);
        if (detail is not null)
            page.Element("dd", detail, "detail");
        page.Close("div");
    }

    private static void Metric(HtmlPage page, Finding finding)
    {
        if (finding.Metric is not { } metric || (metric.Series.Count < 2 && metric.Contributions.Count == 0))
            return;
        page.Open("section");
        page.Element("h2", metric.Name ?? "The metric");
        if (metric.SeriesName is { } shown && metric.Series.Count > 1)
            page.Element("h3", $"Over time: {shown}");
        MetricChart.Write(page, metric, finding.Onset);
        SegmentBars.Write(page, metric);
        page.Close("section");
    }

    private static void Why(HtmlPage page, Finding finding)
    {
        if (finding.CausalChain.Count == 0)
            return;
        page.Open("section");
        page.Element("h2", "Why");
        page.Open("ol", "chain");
        foreach (var step in finding.CausalChain)
        {
            page.Open("li");
            page.Element("strong", step.Role);
            if (step.At is { } at)
                page.Element("time", Wording.Time(at));
            page.Element("p", step.Statement);
            if (step.EvidenceId is { } id && finding.Evidence.Any(evidence => evidence.Id == id))
                page.Link($"#{HtmlEvidence.AnchorOf(id)}", $"Evidence {id}");
            page.Close("li");
        }
        page.Close("ol");
        page.Close("section");
    }

    private static void Recommendations(HtmlPage page, Finding finding)
    {
        if (finding.Recommendations.Count == 0)
            return;
        page.Open("section");
        page.Element("h2", "What to do");
        page.Open("ol");
        foreach (var recommendation in finding.Recommendations)
        {
            page.Open("li");
            page.Element("p", recommendation.Title);
            if (recommendation.Command is { } command)
                page.Code(command);
            page.Close("li");
        }
        page.Close("ol");
        page.Close("section");
    }

    private static void Hypotheses(HtmlPage page, Finding finding)
    {
        if (finding.Hypotheses.Count == 0)
            return;
        page.Open("section");
        page.Element("h2", "Causes considered");
        page.OpenTable("Causes considered", ["Verdict", "Cause", "Reason"]);
        foreach (var outcome in finding.Hypotheses.OrderBy(h => h.Verdict))
        {
            page.Open("tr");
            page.Element(
                "td",
                $"{Mark(outcome.Verdict)} {outcome.Verdict.ToString().ToLowerInvariant()}",
                $"outcome {outcome.Verdict.ToString().ToLowerInvariant()}"
            );
            page.Element("td", outcome.Title, "title");
            page.Element("td", outcome.Reason, "prose");
            page.Close("tr");
        }
        page.CloseTable();
        page.Close("section");
    }

    private static void Lists(HtmlPage page, Finding finding)
    {
        foreach (var (heading, items) in new[] { ("Touches downstream", finding.BlastRadius), ("Good to know", Wording.Caveats(finding)) })
        {
            if (items.Count == 0)
                continue;
            page.Open("section");
            page.Element("h2", heading);
            page.Open("ul");
            foreach (var item in items)
                page.Element("li", item);
            page.Close("ul");
            page.Close("section");
        }
    }

    private static string VerdictClass(Verdict verdict) =>
        verdict switch
        {
            Verdict.RootCause => "cause",
            Verdict.Inconclusive => "open",
            _ => "fine",
        };

    private static string Mark(HypothesisVerdict verdict) =>
        verdict switch
        {
            HypothesisVerdict.Confirmed => "✓",
            HypothesisVerdict.Rejected => "✗",
            _ => "?",
        };
}
