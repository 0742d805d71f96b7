using System.CommandLine;
using System.CommandLine.Invocation;
using Dataing.Host.Demo;
using Dataing.Host.Runs;
using Dataing.Host.Saved;
using Dataing.Host.Sql;

namespace Dataing.Host.Cli;

/// <summary>The whole command line.</summary>
internal static class CommandLine
{
    public static RootCommand Create(InvestigationRun run) =>
        new($"Dataing finds out why a data alert fired, and proves it with queries that anyone can run again.\n\n{ExitCodes.Help}")
        {
            InvestigateCommand.Create(run),
            DemoCommand.Create(DemoWiring.Of(run)),
            SourcesCommand.Create(run.Connectors),
            DoctorCommand.Create(),
            SqlCommand.Create(),
            ModelsCommand.Create(run.Clock),
            InvestigationsCommand.Create(run),
        };

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        InvestigationRun run,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        var result = Create(run).Parse(arguments);
        if (result.Action is ParseErrorAction)
            return await RefuseAsync(result, error);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // Time for a running query to be cancelled on the source and for the log to be closed.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        };
        return await Failures.ToExitCodeAsync(() => result.InvokeAsync(configuration, cancellationToken), error);
    }

    private static async Task<int> RefuseAsync(ParseResult result, TextWriter error)
    {
        foreach (var problem in result.Errors)
            await error.WriteLineAsync(Failures.Shown(problem.Message));
        var path = string.Concat(Names(result.CommandResult.Command).Reverse());
        await error.WriteLineAsync($"Run \"dataing{path} --help\" to see what it takes.");
        return ExitCodes.BadInput;
    }

    private static IEnumerable<string> Names(Command command)
    {
        for (var at = command; at is not RootCommand; at = at.Parents.OfType<Command>().First())
            yield return " " + at.Name;
    }
}
