using Dataing.Core.Findings;
using Dataing.Core.Intake;

namespace Dataing.Host.Reporting.Text;

/// <summary>A finding as an incident note: the cause in a sentence, then when, where, why, what was ruled out, and what to run.</summary>
internal static class TextReport
{
    private const int RuledOutShown = 12;

    public static string Of(Finding finding, int width, bool hasColor)
    {
        var page = new TextPage(width, hasColor);
        page.Title(Wording.Verdict(finding.Verdict), $"confidence {Wording.Percent(finding.Confidence.Value)}", finding.Verdict);
        page.Paragraph(Wording.Headline(finding), Style.Bold);
        page.Gap();
        What(page, finding);
        Where(page, finding);
        Why(page, finding);
        RuledOut(page, finding);
        Run(page, finding);
        Rest(page, finding);
        return page.ToString();
    }

    private static void What(TextPage page, Finding finding)
    {
        if (finding.Metric is { } metric)
        {
            if (Wording.IsMeasured(metric))
                page.Field(
                    "What",
                    $"{metric.Name ?? "The metric"}: {Wording.Figure(metric.Before, metric.Unit)} → {Wording.Figure(metric.After, metric.Unit)}"
                );
            if (Sparkline.Of(metric.Series, page.Room) is { } line)
                page.Field("", line, Style.Blue);
            if (metric is { SeriesName: { } shown, Series.Count: > 1 })
                page.Field("", $"Drawn: {shown}", Style.Dim);
        }
        if (finding.Onset is { } onset)
            page.Field("When", $"It began {Wording.Onset(onset)}.");
    }

    private static void Where(TextPage page, Finding finding)
    {
        if (finding.Scope is not { } scope)
            return;
        var rows = scope.AffectedRows is { } count ? $" ({Counted.Of(count, "row")} affected)" : "";
        var table = scope.Table is null || scope.WholeTable || scope.Predicate.Count == 0 ? "" : $" in {scope.Table}";
        page.Field("Where", $"{Wording.Scope(scope)}{table}{rows}");
        if (scope.Aliases.Count > 0)
            page.Field("", $"The same rows: {string.Join("; ", scope.Aliases.Take(4))}", Style.Dim);
        if (finding.Metric is { Contributions: { Count: > 0 } parts } metric)
            page.Table(
                [Wording.SegmentHeading(metric), "Before", "After", "Share of the change"],
                [
                    .. parts
                        .Take(6)
                        .Select(p =>
                            (string[])
                                [
                                    p.Segment,
                                    Wording.Figure(p.Before, metric.ContributionsUnit ?? metric.Unit),
                                    Wording.Figure(p.After, metric.ContributionsUnit ?? metric.Unit),
                                    $"{Bar(p.Share)} {Wording.Percent(p.Share)}",
                                ]
                        ),
                ]
            );
    }

    private static void Why(TextPage page, Finding finding)
    {
        if (finding.CausalChain.Count > 0)
        {
            page.Heading("Why");
            foreach (var step in finding.CausalChain)
                page.Item(
                    step.Role.PadRight(9),
                    $"{(step.At is { } at ? Wording.Time(at) + ", " : "")}{step.Statement}{Reference(step.EvidenceId)}"
                );
        }
        if (finding.Confidence.Factors.Count == 0)
            return;
        page.Heading("How sure");
        foreach (var factor in finding.Confidence.Factors)
            page.Item(factor.Effect.ToString("+0.00;-0.00;0.00", System.Globalization.CultureInfo.InvariantCulture), factor.Explanation);
    }

    private static void RuledOut(TextPage page, Finding finding)
    {
        foreach (var (verdict, heading) in new[] { (HypothesisVerdict.Rejected, "Ruled out"), (HypothesisVerdict.Undecided, "Left open") })
        {
            var outcomes = finding.Hypotheses.Where(h => h.Verdict == verdict).ToList();
            if (outcomes.Count == 0)
                continue;
            page.Heading(heading);
            foreach (var outcome in outcomes.Take(RuledOutShown))
                page.Item(verdict == HypothesisVerdict.Rejected ? "✗" : "?", $"{outcome.Title}: {outcome.Reason}");
            if (outcomes.Count > RuledOutShown)
                page.Item(" ", $"and {outcomes.Count - RuledOutShown} more");
        }
    }

    private static void Run(TextPage page, Finding finding)
    {
        if (finding.Recommendations.Count == 0)
            return;
        page.Heading("What to do");
        foreach (var (recommendation, i) in finding.Recommendations.Select((r, i) => (r, i)))
        {
            page.Item($"{i + 1}.", recommendation.Title);
            if (recommendation.Command is { } command)
                page.Verbatim(command);
        }
    }

    private static void Rest(TextPage page, Finding finding)
    {
        if (finding.Evidence.Count > 0)
        {
            page.Heading("Evidence");
            foreach (var evidence in finding.Evidence)
                page.Item(evidence.Id, $"{evidence.Interpretation} ({Counted.Of(evidence.RowCount, "row")})");
        }
        if (finding.BlastRadius.Count > 0)
            page.Section("Touches downstream", string.Join(", ", finding.BlastRadius));
        if (Wording.Caveats(finding) is { Count: > 0 } caveats)
        {
            page.Heading("Good to know");
            foreach (var caveat in caveats)
                page.Item("·", caveat);
        }
        page.Gap();
        page.Paragraph(Footer(finding), Style.Dim);
    }

    private static string Footer(Finding finding) => $"{Wording.Cost(finding.Cost)}. Every query is in --output json, markdown and html.";

    private static string Reference(string? evidenceId) => evidenceId is null ? "" : $" [{PlainText.Clean(evidenceId, 40)}]";

    private static string Bar(double share) => new('█', (int)Math.Round(Math.Clamp(Math.Abs(share), 0, 1) * 12));
}
