using Dataing.Core.Alerts;
using Dataing.Core.ChangeEvents;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Lineage;
using Dataing.Demo;
using Dataing.Host.Demo;
using Dataing.Host.Live;
using Dataing.Host.Reporting;
using Dataing.Host.Reporting.Html;
using Dataing.Host.Runs;

namespace Dataing.Host.Cli;

/// <summary>Gives the demo the same road that `dataing investigate` takes.</summary>
internal static class DemoWiring
{
    public static DemoStage Of(InvestigationRun run) =>
        new(
            (folder, error, cancellationToken) => InvestigateAsync(run, folder, error, cancellationToken),
            Show,
            (finding, path, cancellationToken) => File.WriteAllTextAsync(path, HtmlReport.Of(finding), cancellationToken)
        );

    private static async Task<Finding> InvestigateAsync(
        InvestigationRun run,
        DemoFolder folder,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        var request = new InvestigationRequest(
            folder.DataDirectory,
            AlertReader.Read(await File.ReadAllTextAsync(folder.AlertPath, cancellationToken), run.Clock.GetUtcNow()),
            LineageReader.Read(await File.ReadAllTextAsync(folder.LineagePath, cancellationToken)),
            ChangeEventReader.Read(await File.ReadAllTextAsync(folder.ChangesPath, cancellationToken)),
            new InvestigationLimits(),
            SaveDirectory: null
        );
        await using var progress = ProgressDisplay.Start(error, request.Limits, run.Clock);
        return await run.RunAsync(request, progress, cancellationToken);
    }

    private static void Show(DemoIncident incident, Finding finding, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"── {incident.Name}: {incident.Title} ──");
        output.Write(Reports.Text(finding, output));
    }
}
