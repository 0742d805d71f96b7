using System.CommandLine;
using Dataing.Adapters.Storage;

namespace Dataing.Host.Saved;

/// <summary>`dataing investigations signals`: prompts, answers and what became of them, to learn from.</summary>
internal static class SignalsCommand
{
    public static Command Create()
    {
        var save = SavedOption.Directory();
        var ids = new Argument<string[]>("id")
        {
            Description = "The investigations' ids, or the beginnings of them; none: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "signals",
            "Training signals as JSON lines: each question to a model with its answer, whether it could be used, what became of its hypotheses, and the scores of the finding it led to."
        )
        {
            ids,
            save,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var saved = new SavedInvestigations(result.GetRequiredValue(save));
                var given = result.GetValue(ids) ?? [];
                List<string> whole = given.Length == 0 ? [.. saved.Ids()] : [.. given.Select(saved.Find).Distinct()];
                // All are read before the first line is written, so that a damaged log leaves no half of an answer.
                var runs = new List<SavedRun>();
                foreach (var id in whole)
                    runs.Add(SavedRun.Of(id, await saved.ReadAsync(id, cancellationToken)));
                foreach (var signal in runs.SelectMany(TrainingSignals.Of))
                    await SavedJson.WriteLineAsync(result.InvocationConfiguration.Output, signal);
                return ExitCodes.Verdict;
            }
        );
        return command;
    }
}
