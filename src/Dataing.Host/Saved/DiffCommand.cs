using System.CommandLine;
using Dataing.Adapters.Storage;
using Dataing.Host.Cli;

namespace Dataing.Host.Saved;

/// <summary>`dataing investigations diff`: two runs beside each other.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var save = SavedOption.Directory();
        var a = SavedOption.Id("a");
        var b = SavedOption.Id("b");
        var output = OutputOption.Create("text", "json");
        var command = new Command(
            "diff",
            "Compare two runs: verdict, cause, onset, scope, confidence, hypotheses with their verdicts, queries, and the model's calls, tokens and money. The exit code is 0 whether they differ or not."
        )
        {
            a,
            b,
            save,
            output,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var saved = new SavedInvestigations(result.GetRequiredValue(save));
                async Task<SavedRun> Read(string id) => SavedRun.Of(id, await saved.ReadAsync(id, cancellationToken));
                var (first, second) = (saved.Find(result.GetRequiredValue(a)), saved.Find(result.GetRequiredValue(b)));
                var comparison = new RunComparison(await Read(first), await Read(second));
                var writer = result.InvocationConfiguration.Output;
                if (result.GetValue(output) == "json")
                    await SavedJson.WriteAsync(writer, comparison.Report());
                else
                    await writer.WriteAsync(comparison.Text());
                return ExitCodes.Verdict;
            }
        );
        return command;
    }
}
