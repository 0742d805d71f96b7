using System.CommandLine;
using System.Globalization;
using Dataing.Adapters.Models.StandIn;
using Dataing.Bench.Incidents.Running;
using Dataing.Demo;

namespace Dataing.Bench.Models;

/// <summary>What a language model takes on each demo incident: calls, tokens, bytes and seconds, beside the analyst alone.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--dir")
        {
            Description = "Where the demo data and the logs are kept.",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "dataing-models"),
        };
        var program = new Option<string?>("--program")
        {
            Description = "The dataing executable or dll; default the newest build of this repository.",
        };
        var command = new Command("models", "Investigates every demo incident with a stand-in for a model and without one.")
        {
            folder,
            program,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var runs = new ModelRuns(parsed.GetValue(program) ?? BuiltProgram.Find(), parsed.GetRequiredValue(folder));
                await using var standIn = await ModelStandIn.StartAsync(0, new RuleBasedPerson(), cancellationToken);
                Console.WriteLine(
                    "| incident | same finding | calls | tokens | kB sent | queries, with and without | seconds, with and without |"
                );
                Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
                foreach (var demo in await new DemoWriter(DemoWorld.Create()).WriteAllAsync(runs.Data, cancellationToken))
                {
                    var without = await runs.InvestigateAsync(demo, null, cancellationToken);
                    var with = await runs.InvestigateAsync(demo, standIn.Url, cancellationToken);
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"| {demo.Incident.Name} | {(with.Claim == without.Claim ? "yes" : "NO")} | {with.Calls} | {with.Tokens:N0} | {with.Bytes / 1000.0:0} | {with.Queries}, {without.Queries} | {with.Seconds:0.0}, {without.Seconds:0.0} |"
                        )
                    );
                }
                return 0;
            }
        );
        return command;
    }
}
