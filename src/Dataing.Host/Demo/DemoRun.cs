using System.Diagnostics;
using Dataing.Core.Investigations;
using Dataing.Demo;

namespace Dataing.Host.Demo;

/// <summary>Makes the data, investigates story by story, and writes the reports. The next story's data is made meanwhile.</summary>
internal sealed class DemoRun(DemoRequest request, DemoStage stage, TextWriter output, TextWriter error)
{
    public async Task<IReadOnlyList<DemoOutcome>> RunAsync(CancellationToken cancellationToken)
    {
        await error.WriteLineAsync($"Making the demo data (seed {request.Seed}) in {request.Directory}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writer = new DemoWriter(DemoWorld.Create(request.Seed));
        var folders = request.Incidents.Select(_ => new TaskCompletionSource<DemoFolder>()).ToArray();
        var writing = WriteAsync(writer, folders, stop.Token);
        try
        {
            var outcomes = new List<DemoOutcome>();
            for (var i = 0; i < folders.Length; i++)
                outcomes.Add(await TellAsync(await folders[i].Task, cancellationToken));
            return outcomes;
        }
        finally
        {
            // Whatever ended the run, no writer is left working behind its back.
            await stop.CancelAsync();
            await writing;
        }
    }

    // Reports every failure through the folder that could not be made, so that it never throws itself.
    private async Task WriteAsync(DemoWriter writer, TaskCompletionSource<DemoFolder>[] folders, CancellationToken cancellationToken)
    {
        for (var i = 0; i < folders.Length; i++)
        {
            var incident = request.Incidents[i];
            try
            {
                folders[i]
                    .SetResult(await Task.Run(() => writer.WriteAsync(incident, request.Directory, cancellationToken), cancellationToken));
            }
            catch (OperationCanceledException)
            {
                folders[i].SetCanceled(cancellationToken);
            }
            catch (DemoFolderException e)
            {
                folders[i].SetException(e);
            }
        }
    }

    private async Task<DemoOutcome> TellAsync(DemoFolder folder, CancellationToken cancellationToken)
    {
        var incident = folder.Incident;
        await error.WriteLineAsync($"{incident.Name}: {incident.Title}");
        var watch = Stopwatch.StartNew();
        try
        {
            var finding = await stage.Investigate(folder, error, cancellationToken);
            var took = watch.Elapsed;
            var report = Path.Combine(request.ReportDirectory, $"{incident.Name}.html");
            Directory.CreateDirectory(request.ReportDirectory);
            await stage.WriteReport(finding, report, cancellationToken);
            if (!request.Json)
                stage.Show(incident, finding, output);
            return new DemoOutcome(incident, finding, null, took, report);
        }
        catch (InvestigationFailedException e)
        {
            return await FailAsync(incident, e.Message, watch.Elapsed);
        }
        catch (BadAlertException e)
        {
            return await FailAsync(incident, e.Message, watch.Elapsed);
        }
    }

    private async Task<DemoOutcome> FailAsync(DemoIncident incident, string reason, TimeSpan took)
    {
        await error.WriteLineAsync($"{incident.Name}: {reason}");
        return new DemoOutcome(incident, null, reason, took, null);
    }
}
