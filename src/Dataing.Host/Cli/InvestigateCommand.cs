using System.CommandLine;
using Dataing.Core.Alerts;
using Dataing.Core.ChangeEvents;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Lineage;
using Dataing.Host.Live;
using Dataing.Host.Reporting;
using Dataing.Host.Runs;

namespace Dataing.Host.Cli;

/// <summary>`dataing investigate`: from an alert to a finding.</summary>
internal static class InvestigateCommand
{
    private static readonly string[] Formats = ["text", "json", "markdown", "html"];

    public static Command Create(InvestigationRun run)
    {
        var source = SourceOption.Create();
        var alert = new Option<string>("--alert")
        {
            Description = "The alert: a JSON file, - for standard input, or a sentence in quotes.",
            HelpName = "FILE|-|TEXT",
            Required = true,
        };
        var lineage = new Option<string?>("--lineage")
        {
            Description = "A JSON file with lineage: {\"edges\": [{\"from\", \"to\", \"job\"}]}.",
            HelpName = "FILE",
        };
        var changes = new Option<string?>("--changes")
        {
            Description = "A JSON file with deploys, job runs and other changes: {\"changes\": [{\"at\", \"kind\", \"name\"}]}.",
            HelpName = "FILE",
        };
        var notes = new Option<string?>("--notes")
        {
            Description =
                "A text or Markdown file, or a folder of them: runbooks, table notes, earlier incidents. A model is told what bears on the alert.",
            HelpName = "FILE|DIR",
        };
        var output = new Option<string>("--output")
        {
            Description = "How the finding is written to standard output.",
            DefaultValueFactory = _ => "text",
        };
        output.AcceptOnlyFromAmong(Formats);
        var save = new Option<string?>("--save")
        {
            Description = "Keep the investigation in this directory; the same command then resumes instead of starting again.",
            HelpName = "DIR",
        };
        save.Validators.Add(MustBeDirectory);
        var queries = WholeNumberOption.Create("--max-queries", "N", "Queries", 1, 1_000, usual: 50);
        var timeout = WholeNumberOption.Create("--timeout", "S", "Seconds", 1, 86_400, usual: 600);
        var command = new Command(
            "investigate",
            $"Find out why an alert fired.\n\nThe finding goes to standard output, progress to standard error.\n{ExitCodes.Help}"
        )
        {
            source,
            alert,
            lineage,
            changes,
            notes,
            output,
            save,
            queries,
            timeout,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var request = new InvestigationRequest(
                    result.GetRequiredValue(source),
                    AlertReader.Read(
                        await InputText.AlertAsync(result.GetRequiredValue(alert), Console.In, cancellationToken),
                        run.Clock.GetUtcNow()
                    ),
                    result.GetValue(lineage) is { } l
                        ? LineageReader.Read(await InputText.FileAsync(l, "lineage", LineageReader.MaximumBytes, cancellationToken))
                        : LineageGraph.Empty,
                    result.GetValue(changes) is { } c
                        ? ChangeEventReader.Read(
                            await InputText.FileAsync(c, "list of changes", ChangeEventReader.MaximumBytes, cancellationToken)
                        )
                        : [],
                    LimitsOf(result.GetValue(queries), TimeSpan.FromSeconds(result.GetValue(timeout))),
                    result.GetValue(save)
                )
                {
                    Notes = result.GetValue(notes) is { } n ? await NoteFiles.ReadAsync(n, cancellationToken) : [],
                };
                return await InvestigateAsync(
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

    internal static async Task<int> InvestigateAsync(
        InvestigationRun run,
        InvestigationRequest request,
        string format,
        InvocationConfiguration writers,
        CancellationToken cancellationToken
    )
    {
        Finding finding;
        await using (var progress = ProgressDisplay.Start(writers.Error, request.Limits, run.Clock))
        {
            try
            {
                finding = await run.RunAsync(request, progress, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                progress.Say(
                    request.SaveDirectory is null
                        ? "Cancelled. Nothing is kept; use --save DIR to be able to resume."
                        : $"Cancelled. All answers so far are kept in {request.SaveDirectory}; the same command resumes."
                );
                return ExitCodes.Cancelled;
            }
        }
        await Reports.WriteAsync(finding, format, writers.Output);
        return ExitCodeOf(finding);
    }

    internal static int ExitCodeOf(Finding finding) =>
        finding.Status switch
        {
            FindingStatus.Failed => ExitCodes.Failed,
            FindingStatus.Cancelled => ExitCodes.Cancelled,
            _ => finding.Verdict == Verdict.Inconclusive ? ExitCodes.Inconclusive : ExitCodes.Verdict,
        };

    private static InvestigationLimits LimitsOf(int queries, TimeSpan duration)
    {
        var limits = new InvestigationLimits { Queries = queries, Duration = duration };
        return limits with { Query = limits.Query with { Time = limits.Query.Time < duration ? limits.Query.Time : duration } };
    }

    private static void MustBeDirectory(System.CommandLine.Parsing.OptionResult result)
    {
        var path = result.Tokens is [.., var token] ? token.Value : "";
        if (string.IsNullOrWhiteSpace(path))
            result.AddError("--save names no directory; give one that may be written.");
        else if (File.Exists(path))
            result.AddError($"--save: {path} is a file; give a directory that may be written.");
    }
}
