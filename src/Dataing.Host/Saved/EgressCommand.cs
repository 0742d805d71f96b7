using System.CommandLine;
using Dataing.Adapters.Storage;
using Dataing.Host.Cli;

namespace Dataing.Host.Saved;

/// <summary>`dataing investigations egress`: what left for a model.</summary>
internal static class EgressCommand
{
    public static Command Create()
    {
        var save = SavedOption.Directory();
        var id = SavedOption.Id();
        var output = OutputOption.Create("text", "json", "jsonl");
        var command = new Command(
            "egress",
            "The egress ledger: what left for a model, when, to which, how many bytes. jsonl writes every question with its full text, one JSON object a line."
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
                var ledger = EgressLedger.Of(SavedRun.Of(whole, await saved.ReadAsync(whole, cancellationToken)));
                var writer = result.InvocationConfiguration.Output;
                switch (result.GetValue(output))
                {
                    case "json":
                        await SavedJson.WriteAsync(writer, ledger.Report());
                        break;
                    case "jsonl":
                        foreach (var entry in ledger.Entries)
                            await SavedJson.WriteLineAsync(writer, entry.Full(whole));
                        break;
                    default:
                        await writer.WriteAsync(ledger.Text());
                        break;
                }
                return ExitCodes.Verdict;
            }
        );
        return command;
    }
}
