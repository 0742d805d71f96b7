using System.CommandLine;
using Dataing.Adapters.Storage;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Host.Cli;
using Dataing.Host.Reporting;
using Dataing.Host.Runs;

namespace Dataing.Host.Saved;

/// <summary>`dataing investigations replay`: the finding derived anew from the recorded answers.</summary>
internal static class ReplayCommand
{
    public static Command Create(InvestigationRun run)
    {
        var save = SavedOption.Directory();
        var id = SavedOption.Id();
        var output = OutputOption.Create("text", "json", "markdown", "html");
        var command = new Command(
            "replay",
            "Derive the finding anew from the recorded answers: no source, no model, nothing written. It must come out as it was recorded, to the byte; if not, that is said and the exit code is 1."
        )
        {
            id,
            save,
            output,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var saved = new SavedInvestigations(result.GetRequiredValue(save));
                var whole = saved.Find(result.GetRequiredValue(id));
                var recorded = await saved.ReadAsync(whole, cancellationToken);
                var finding = await run.ReplayAsync(whole, recorded, cancellationToken);
                Require(finding, SavedRun.Of(whole, recorded).Finding);
                await Reports.WriteAsync(finding, result.GetRequiredValue(output), result.InvocationConfiguration.Output);
                return InvestigateCommand.ExitCodeOf(finding);
            }
        );
        return command;
    }

    private static void Require(Finding replayed, Finding? recorded)
    {
        var before = FindingJson.Write(recorded ?? replayed).Split('\n');
        var now = FindingJson.Write(replayed).Split('\n');
        var line = Enumerable
            .Range(0, Math.Max(before.Length, now.Length))
            .FirstOrDefault(i => i >= before.Length || i >= now.Length || before[i] != now[i], -1);
        if (line >= 0)
            throw new ReplayDivergedException(
                $"The replay differs from the recorded finding at line {line + 1} of its JSON: recorded {Line(before, line)}, replayed {Line(now, line)}. Another version of Dataing recorded it; \"investigations show\" tells what it found."
            );
    }

    private static string Line(string[] lines, int i) => i < lines.Length ? lines[i].Trim() : "nothing";
}
