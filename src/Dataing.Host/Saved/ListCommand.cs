using System.CommandLine;
using System.Globalization;
using Dataing.Adapters.Storage;
using Dataing.Core.Investigations;
using Dataing.Host.Cli;

namespace Dataing.Host.Saved;

/// <summary>`dataing investigations list`: one line for each, the latest first.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var save = SavedOption.Directory();
        var output = OutputOption.Create("text", "json");
        var command = new Command("list", "One line for each, the latest first. A damaged log is named, and the exit code is then 1.")
        {
            save,
            output,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var (runs, damaged) = await ReadAsync(new SavedInvestigations(result.GetRequiredValue(save)), cancellationToken);
                var writer = result.InvocationConfiguration.Output;
                if (result.GetValue(output) == "json")
                    await SavedJson.WriteAsync(writer, runs.Select(r => r.Summary()));
                else
                    await writer.WriteAsync(Text(runs));
                foreach (var problem in damaged)
                    await result.InvocationConfiguration.Error.WriteLineAsync(Failures.Shown(problem));
                return damaged.Count > 0 ? ExitCodes.Failed : ExitCodes.Verdict;
            }
        );
        return command;
    }

    private static async Task<(IReadOnlyList<SavedRun> Runs, IReadOnlyList<string> Damaged)> ReadAsync(
        SavedInvestigations saved,
        CancellationToken cancellationToken
    )
    {
        var (runs, damaged) = (new List<SavedRun>(), new List<string>());
        foreach (var id in saved.Ids())
        {
            try
            {
                runs.Add(SavedRun.Of(id, await saved.ReadAsync(id, cancellationToken)));
            }
            catch (EventStoreException e)
            {
                damaged.Add(e.Message);
            }
        }
        return ([.. runs.OrderByDescending(r => r.StartedAt).ThenBy(r => r.Id, StringComparer.Ordinal)], damaged);
    }

    private static string Text(IReadOnlyList<SavedRun> runs) =>
        runs.Count == 0
            ? "No investigation is kept here.\n"
            : TextColumns.Of([
                ["ID", "STARTED", "DATASET", "MODEL", "RESULT", "QUERIES", "CALLS", "TOKENS", "OUTCOME"],
                .. runs.Select(r =>
                    (IReadOnlyList<string>)
                        [
                            r.Id,
                            r.StartedAt is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "",
                            r.State.Alert?.Dataset ?? "",
                            r.Models.Count == 0 ? "none" : string.Join(", ", r.Models),
                            r.Status,
                            r.State.Submissions.ToString(CultureInfo.InvariantCulture),
                            r.State.ModelSpend.Calls.ToString(CultureInfo.InvariantCulture),
                            r.State.ModelSpend.Tokens.ToString(CultureInfo.InvariantCulture),
                            r.Outcome,
                        ]
                ),
            ]);
}
