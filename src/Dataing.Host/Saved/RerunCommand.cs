using System.CommandLine;
using Dataing.Adapters.Storage;
using Dataing.Core.Investigations;
using Dataing.Host.Cli;
using Dataing.Host.Runs;

namespace Dataing.Host.Saved;

/// <summary>`dataing investigations rerun`: the same alert on the same source with another model, or none.</summary>
internal static class RerunCommand
{
    public static Command Create(InvestigationRun run)
    {
        var save = SavedOption.Directory();
        var id = SavedOption.Id();
        var output = OutputOption.Create("text", "json", "markdown", "html");
        var model = new Option<string>("--model")
        {
            Description = "The model's id at the server that the environment names, or none: the built-in analyst alone.",
            HelpName = "ID|none",
            Required = true,
        };
        var source = new Option<string?>("--source")
        {
            Description = "Where the source is now, when it is no longer where it was.",
            HelpName = "URL-OR-PATH",
        };
        var command = new Command(
            "rerun",
            "Investigate the same alert on the same source again, under a new id in the same directory. The finding and the exit code are those of `investigate`; the new id goes to standard error. Cut off, the same command resumes it."
        )
        {
            id,
            model,
            save,
            source,
            output,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var saved = new SavedInvestigations(result.GetRequiredValue(save));
                var whole = saved.Find(result.GetRequiredValue(id));
                var earlier = SavedRun.Of(whole, await saved.ReadAsync(whole, cancellationToken));
                var request = await RequestAsync(
                    saved,
                    earlier,
                    result.GetRequiredValue(model),
                    result.GetValue(source),
                    cancellationToken
                );
                await result.InvocationConfiguration.Error.WriteLineAsync($"Investigating again as {InvestigationId.Of(request)}.");
                return await InvestigateCommand.InvestigateAsync(
                    run,
                    request,
                    result.GetRequiredValue(output),
                    result.InvocationConfiguration,
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static async Task<InvestigationRequest> RequestAsync(
        SavedInvestigations saved,
        SavedRun earlier,
        string model,
        string? source,
        CancellationToken cancellationToken
    )
    {
        if (earlier.State is not { Alert: { } alert, Context: { } context })
            throw new InvestigationFailedException(
                $"{earlier.Id} did not come as far as reading its source; investigate the alert instead."
            );
        if ((source ?? context.Location) is not { } location)
            throw new InvestigationFailedException($"The log of {earlier.Id} does not say where its source is; give it with --source.");
        var request = new InvestigationRequest(location, alert, context.Lineage, context.Changes, context.Limits, saved.Directory)
        {
            Notes = context.Notes ?? [],
            Model = model,
            Again = new Rerun(earlier.Id, 1),
        };
        // A rerun that was concluded is not the one that is asked for now; one that was cut off is.
        while (await IsConcludedAsync(saved, InvestigationId.Of(request), cancellationToken))
            request = request with { Again = new Rerun(earlier.Id, (request.Again?.Number ?? 0) + 1) };
        return request;
    }

    private static async Task<bool> IsConcludedAsync(SavedInvestigations saved, string id, CancellationToken cancellationToken) =>
        saved.Ids().Contains(id) && SavedRun.Of(id, await saved.ReadAsync(id, cancellationToken)).Finding is not null;
}
