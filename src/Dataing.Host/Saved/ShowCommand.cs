using System.CommandLine;
using System.Globalization;
using Dataing.Adapters.Storage;
using Dataing.Core.Intake;
using Dataing.Core.Investigations;
using Dataing.Host.Cli;
using Dataing.Host.Reporting;

namespace Dataing.Host.Saved;

/// <summary>`dataing investigations show`: the recorded finding, or the story of the log.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var save = SavedOption.Directory();
        var id = SavedOption.Id();
        var output = OutputOption.Create("text", "json", "markdown", "html");
        var events = new Option<bool>("--events") { Description = "The log's events, one a line, instead of the finding." };
        var command = new Command(
            "show",
            "Show the recorded finding, in the forms of `investigate`. Exit code 1 when there is none to be written as JSON, Markdown or HTML."
        )
        {
            id,
            save,
            output,
            events,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var saved = new SavedInvestigations(result.GetRequiredValue(save));
                var whole = saved.Find(result.GetRequiredValue(id));
                var run = SavedRun.Of(whole, await saved.ReadAsync(whole, cancellationToken));
                var writer = result.InvocationConfiguration.Output;
                if (result.GetValue(events))
                {
                    await writer.WriteAsync(EventLog(run));
                    return ExitCodes.Verdict;
                }
                var form = result.GetRequiredValue(output);
                if (form == "text")
                    await writer.WriteAsync(Head(run));
                if (run.Finding is { } finding)
                    await Reports.WriteAsync(finding, form, writer);
                else if (form != "text")
                    throw new InvestigationFailedException($"{run.Id} has no finding: {run.Outcome}");
                return ExitCodes.Verdict;
            }
        );
        return command;
    }

    private static string Head(SavedRun run) =>
        TextColumns.Of(
            ["investigation", run.Id],
            ["started", run.StartedAt is { } at ? Wording.Time(at) : "never"],
            ["source", run.Source],
            ["alert", $"{run.State.Alert?.Type} of {run.State.Alert?.Dataset}"],
            ["model", run.Models.Count == 0 ? "none" : string.Join(", ", run.Models)],
            [
                "model's cost",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counted.Of(run.State.ModelSpend.Calls, "call")}, {Counted.Of(run.State.ModelSpend.Tokens, "token")}, {run.State.ModelSpend.Money:0.####} USD"
                ),
            ],
            ["result", run.Status],
            ["outcome", run.Outcome]
        );

    private static string EventLog(SavedRun run) =>
        run.Events.Count == 0
            ? "The log is empty.\n"
            : TextColumns.Of([
                .. run.Events.Select(e =>
                    (IReadOnlyList<string>)
                        [
                            e.Sequence.ToString(CultureInfo.InvariantCulture),
                            e.At.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
                            EventText.Name(e.Event),
                            PlainText.Clean(EventText.Detail(e.Event), 300),
                        ]
                ),
            ]);
}
