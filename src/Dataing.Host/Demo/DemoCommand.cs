using System.CommandLine;
using Dataing.Demo;

namespace Dataing.Host.Demo;

/// <summary>`dataing demo`: makes the demo data, investigates it, shows what was found.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> NoServe = new("--no-serve")
    {
        Description = "End after the findings instead of serving the web UI.",
    };

    private static readonly Option<string> Output = new("--output")
    {
        Description = "text, or json: one array of findings on standard output and nothing else.",
        DefaultValueFactory = _ => "text",
    };

    private static readonly Option<string?> Incident = new("--incident") { Description = "Only the story of this name." };

    private static readonly Option<string> Directory = new("--dir")
    {
        Description = "Where the data and the reports are written.",
        DefaultValueFactory = _ => Path.Combine(".dataing", "demo"),
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Draws the data anew; the same seed gives the same data.",
        DefaultValueFactory = _ => DemoWorld.DefaultSeed,
    };

    public static Command Create(DemoStage stage)
    {
        Output.AcceptOnlyFromAmong("text", "json");
        Incident.AcceptOnlyFromAmong([.. DemoIncidents.All.Select(incident => incident.Name)]);
        var command = new Command("demo", "Make the demo data, investigate it and show what was found.")
        {
            NoServe,
            Output,
            Incident,
            Directory,
            Seed,
        };
        command.SetAction((result, cancellationToken) => RunAsync(result, stage, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, DemoStage stage, CancellationToken cancellationToken)
    {
        var request = new DemoRequest(
            result.GetValue(Incident) is { } name && DemoIncidents.Find(name) is { } one ? [one] : DemoIncidents.All,
            Path.GetFullPath(result.GetRequiredValue(Directory)),
            result.GetValue(Seed),
            result.GetValue(Output) == "json"
        );
        var output = result.InvocationConfiguration.Output;
        var error = result.InvocationConfiguration.Error;
        try
        {
            var outcomes = await new DemoRun(request, stage, output, error).RunAsync(cancellationToken);
            await DemoSummary.WriteAsync(outcomes, request, output);
            return DemoSummary.ExitCode(outcomes);
        }
        catch (DemoFolderException e)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.BadInput;
        }
    }
}
