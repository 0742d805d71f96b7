using System.Text;
using Dataing.Core.Findings;
using Dataing.Core.Intake;

namespace Dataing.Host.Reporting;

/// <summary>A finding as Markdown, for a ticket or a pull request.</summary>
internal static class MarkdownReport
{
    private const int RowsShown = 10;

    public static string Of(Finding finding)
    {
        var text = new StringBuilder();
        text.Append($"# {Wording.Verdict(finding.Verdict)}: {Safe(Wording.Headline(finding))}\n\n");
        text.Append($"Confidence {Wording.Percent(finding.Confidence.Value)}.");
        if (finding.RootCause is { } cause)
            text.Append(
                $" Mechanism `{Code(cause.Mechanism)}`{(cause.Culprit is { } culprit ? $", culprit {Safe(Wording.Culprit(culprit))}" : "")}."
            );
        text.Append("\n\n");
        Facts(text, finding);
        List(
            text,
            "Why",
            finding.CausalChain.Select(s =>
                $"**{Safe(s.Role)}**{(s.At is { } at ? $" ({Wording.Time(at)})" : "")}: {Safe(s.Statement)}{(s.EvidenceId is { } id ? $" ({Safe(id)})" : "")}"
            )
        );
        Contributions(text, finding);
        List(
            text,
            "How sure",
            finding.Confidence.Factors.Select(f =>
                $"{f.Effect.ToString("+0.00;-0.00;0.00", System.Globalization.CultureInfo.InvariantCulture)} {Safe(f.Explanation)}"
            )
        );
        List(text, "Ruled out", Outcomes(finding, HypothesisVerdict.Rejected));
        List(text, "Left open", Outcomes(finding, HypothesisVerdict.Undecided));
        Recommendations(text, finding);
        List(text, "Touches downstream", finding.BlastRadius.Select(Safe));
        List(text, "Good to know", Wording.Caveats(finding).Select(Safe));
        Evidence(text, finding);
        return text.Append($"---\n\n{Wording.Cost(finding.Cost)}.\n").ToString();
    }

    private static void Facts(StringBuilder text, Finding finding)
    {
        if (finding.Metric is { } metric && Wording.IsMeasured(metric))
            text.Append(
                $"- **What**: {Safe(metric.Name ?? "the metric")}: {Safe(Wording.Figure(metric.Before, metric.Unit))} → {Safe(Wording.Figure(metric.After, metric.Unit))}\n"
            );
        if (finding.Onset is { } onset)
            text.Append($"- **When**: it began {Wording.Onset(onset)}\n");
        if (finding.Scope is { } scope)
            text.Append(
                $"- **Where**: {Safe(Wording.Scope(scope))}{(scope.AffectedRows is { } rows ? $", {Counted.Of(rows, "row")} affected" : "")}\n"
            );
        text.Append('\n');
    }

    private static void Contributions(StringBuilder text, Finding finding)
    {
        if (finding.Metric is not { Contributions: { Count: > 0 } parts } metric)
            return;
        text.Append(
            $"## Segments\n\n| {Safe(Wording.SegmentHeading(metric))} | Before | After | Share of the change |\n| --- | ---: | ---: | ---: |\n"
        );
        foreach (var part in parts)
            text.Append(
                $"| {Safe(part.Segment)} | {Safe(Wording.Figure(part.Before, metric.ContributionsUnit ?? metric.Unit))} | {Safe(Wording.Figure(part.After, metric.ContributionsUnit ?? metric.Unit))} | {Wording.Percent(part.Share)} |\n"
            );
        text.Append('\n');
    }

    private static void Recommendations(StringBuilder text, Finding finding)
    {
        if (finding.Recommendations.Count == 0)
            return;
        text.Append("## What to do\n\n");
        foreach (var (recommendation, i) in finding.Recommendations.Select((r, i) => (r, i)))
        {
            text.Append($"{i + 1}. {Safe(recommendation.Title)}\n\n");
            if (recommendation.Command is { } command)
                Fenced(text, command, "   ");
        }
    }

    private static void Evidence(StringBuilder text, Finding finding)
    {
        if (finding.Evidence.Count == 0)
            return;
        text.Append("## Evidence\n\n");
        foreach (var evidence in finding.Evidence)
        {
            text.Append($"### {Safe(evidence.Id)}\n\n{Safe(evidence.Interpretation)}\n\n");
            Fenced(text, evidence.Sql, "");
            if (evidence.Columns.Count == 0 || evidence.Rows.Count == 0)
                continue;
            text.Append(
                $"| {string.Join(" | ", evidence.Columns.Select(Safe))} |\n|{string.Concat(evidence.Columns.Select(_ => " --- |"))}\n"
            );
            foreach (var row in evidence.Rows.Take(RowsShown))
                text.Append($"| {string.Join(" | ", row.Select(cell => Safe(Wording.Cell(cell))))} |\n");
            text.Append(evidence.RowCount > RowsShown ? $"\n{Counted.Of(evidence.RowCount, "row")} in all.\n\n" : "\n");
        }
    }

    private static void List(StringBuilder text, string heading, IEnumerable<string> items)
    {
        var lines = items.ToList();
        if (lines.Count == 0)
            return;
        text.Append($"## {heading}\n\n");
        foreach (var line in lines)
            text.Append($"- {line}\n");
        text.Append('\n');
    }

    private static IEnumerable<string> Outcomes(Finding finding, HypothesisVerdict verdict) =>
        finding.Hypotheses.Where(h => h.Verdict == verdict).Select(h => $"{Safe(h.Title)}: {Safe(h.Reason)}");

    /// <summary>The fence is longer than any run of backticks inside.</summary>
    private static void Fenced(StringBuilder text, string code, string indent)
    {
        var lines = code.Split('\n').Select(line => PlainText.Clean("|" + line, 20_000)[1..]).ToList();
        var fence = new string('`', Math.Max(3, lines.Max(LongestRun) + 1));
        text.Append($"{indent}{fence}sql\n");
        foreach (var line in lines)
            text.Append($"{indent}{line}\n");
        text.Append($"{indent}{fence}\n\n");
    }

    private static int LongestRun(string line)
    {
        var (longest, run) = (0, 0);
        foreach (var c in line)
            longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }

    private static string Code(string id) => string.Concat(id.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Take(60));

    /// <summary>Nothing in the text acts as Markdown or HTML.</summary>
    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in PlainText.Clean(text))
            safe.Append(
                c switch
                {
                    '<' => "&lt;",
                    '&' => "&amp;",
                    '\\' or '`' or '*' or '[' or ']' or '|' or '#' or '!' or '~' => $"\\{c}",
                    '_' when safe.Length == 0 || safe[^1] == ' ' => "\\_",
                    _ => c.ToString(),
                }
            );
        return safe.ToString();
    }
}
