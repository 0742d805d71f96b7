using System.Globalization;
using Dataing.Core.Findings;
using Dataing.Core.Intake;
using Dataing.Core.Investigations;
using Dataing.Host.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dataing.Host.Live;

/// <summary>Draws the state of an investigation, never higher than the terminal.</summary>
internal sealed class ProgressScreen(InvestigationLimits limits)
{
    private const string Frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    public IRenderable Draw(ProgressState state, TimeSpan elapsed, int width, int height)
    {
        var lines = new List<string> { Head(state, elapsed, width) };
        Add(lines, "Context", state.Context, width);
        Add(lines, "Alert", state.Confirmation, width);
        Add(lines, "Where", state.Where, width);
        // One line of the terminal stays free, and each list has a head; what is left is shared two to one.
        var room = height - lines.Count - 4;
        var queries = Math.Clamp(room / 3, 0, 6);
        AddHypotheses(lines, state, Math.Max(0, room - queries), width);
        AddQueries(lines, state, queries, width);
        // One text, for a stack of rows counts a line too many and would climb up the screen.
        return new Markup(string.Join('\n', lines));
    }

    private string Head(ProgressState state, TimeSpan elapsed, int width)
    {
        var frame = state.IsDone ? '✓' : Frames[(int)(elapsed.TotalMilliseconds / 100) % Frames.Length];
        var time = string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)elapsed.TotalMinutes}:{elapsed:ss\\.f} of {Wording.Seconds(limits.Duration.TotalSeconds)}"
        );
        // What does not fit on the line is left out, from the right.
        var line = $"[blue]{frame}[/] [bold]{Safe(state.Phase, 24)}[/]";
        var used = 2 + Math.Min(24, state.Phase.Length);
        foreach (var part in new[] { time, $"{state.Submissions} of {limits.Queries} queries", PlainText.Clean(state.Title, 60) })
        {
            if (used + 2 + part.Length > width)
                break;
            line += $"  [grey]{Markup.Escape(part)}[/]";
            used += 2 + part.Length;
        }
        return line;
    }

    private static void Add(List<string> lines, string label, string? text, int width)
    {
        if (text is not null)
            lines.Add($"[green]✓[/] {label, -8} {Safe(text, width - 12)}");
    }

    private static void AddHypotheses(List<string> lines, ProgressState state, int room, int width)
    {
        if (state.Hypotheses.Count == 0)
            return;
        var confirmed = state.Hypotheses.Count(h => h.Verdict == HypothesisVerdict.Confirmed);
        var rejected = state.Hypotheses.Count(h => h.Verdict == HypothesisVerdict.Rejected);
        // A line that wraps would be one more than was counted, and the display would climb.
        var counts = $"{confirmed} confirmed, {rejected} rejected, {state.Hypotheses.Count - confirmed - rejected} open";
        lines.Add($"  [grey]Hypotheses[/] {Safe(counts, width - 14)}");
        var shown = state
            .Hypotheses.OrderBy(h =>
                h.Verdict switch
                {
                    HypothesisVerdict.Confirmed => 0,
                    null => 1,
                    _ => 2,
                }
            )
            .Take(room)
            .ToList();
        lines.AddRange(shown.Select(h => $"    {Mark(h.Verdict)} {Safe(h.Title, width - 8)}"));
        if (shown.Count < state.Hypotheses.Count)
            lines.Add($"    [grey]and {state.Hypotheses.Count - shown.Count} more[/]");
    }

    private static void AddQueries(List<string> lines, ProgressState state, int room, int width)
    {
        if (state.Queries.Count == 0)
            return;
        lines.Add("  [grey]Queries[/]");
        lines.AddRange(state.Queries.TakeLast(room).Select(q => $"    {Told(q)} {Safe(q.Purpose, width - 26)}"));
    }

    private static string Told(ShownQuery query) =>
        query switch
        {
            { HasFailed: true } => "[red]failed             [/]",
            { Rows: { } rows, Elapsed: { } elapsed } => $"[grey]{Counted.Of(rows, "row"), 10} {Wording.Milliseconds(elapsed), 8}[/]",
            _ => "[yellow]running            [/]",
        };

    private static string Mark(HypothesisVerdict? verdict) =>
        verdict switch
        {
            HypothesisVerdict.Confirmed => "[green]✓[/]",
            HypothesisVerdict.Rejected => "[red]✗[/]",
            HypothesisVerdict.Undecided => "[yellow]?[/]",
            _ => "[blue]…[/]",
        };

    private static string Safe(string text, int length)
    {
        var clean = PlainText.Clean(text, 1_000);
        var room = Math.Max(8, length);
        return Markup.Escape(clean.Length <= room ? clean : clean[..(room - 1)] + "…");
    }
}
