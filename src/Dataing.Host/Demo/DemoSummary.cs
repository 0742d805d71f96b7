using System.Globalization;
using System.Text.Json;
using Dataing.Core.Findings;
using Dataing.Core.Json;

namespace Dataing.Host.Demo;

/// <summary>The end of a demo: a line per story for a person, or one JSON array for a program.</summary>
internal static class DemoSummary
{
    public static async Task WriteAsync(IReadOnlyList<DemoOutcome> outcomes, DemoRequest request, TextWriter output)
    {
        if (request.Json)
        {
            var array = outcomes.Select(outcome => new { incident = outcome.Incident.Name, finding = outcome.Finding });
            await output.WriteLineAsync(JsonSerializer.Serialize(array, DataingJson.Wire));
            return;
        }

        await output.WriteLineAsync();
        foreach (var outcome in outcomes)
            await output.WriteLineAsync(Line(outcome));
        await output.WriteLineAsync($"Reports: {request.ReportDirectory}");
    }

    /// <summary>The worst that happened decides: failed, then inconclusive, then fine.</summary>
    public static int ExitCode(IReadOnlyList<DemoOutcome> outcomes) =>
        outcomes.Any(outcome => outcome.Finding is null) ? ExitCodes.Failed
        : outcomes.Any(outcome => outcome.Finding?.Verdict == Verdict.Inconclusive) ? ExitCodes.Inconclusive
        : ExitCodes.Verdict;

    private static string Line(DemoOutcome outcome) =>
        outcome.Finding is { } finding
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome.Incident.Name, -18} {Words(finding), -42} {finding.Confidence.Value, 5:P0}  {outcome.Took.TotalSeconds, 5:F1} s"
            )
            : $"{outcome.Incident.Name, -18} failed: {outcome.Error}";

    private static string Words(Finding finding) =>
        finding.Verdict switch
        {
            Verdict.RootCause => $"root cause: {finding.RootCause?.Mechanism}",
            Verdict.ExpectedVariance => "expected variance",
            Verdict.FalseAlarm => "false alarm",
            _ => "inconclusive",
        };
}
