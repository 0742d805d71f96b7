using System.CommandLine;
using Dataing.Host.Runs;

namespace Dataing.Host.Saved;

/// <summary>`dataing investigations …`: what `investigate --save` has kept.</summary>
internal static class InvestigationsCommand
{
    public static Command Create(InvestigationRun run) =>
        new(
            "investigations",
            $"List, show, replay, run again and compare the investigations that `investigate --save DIR` has kept.\n\n{ExitCodes.Help}"
        )
        {
            ListCommand.Create(),
            ShowCommand.Create(),
            ReplayCommand.Create(run),
            RerunCommand.Create(run),
            DiffCommand.Create(),
            EgressCommand.Create(),
            SignalsCommand.Create(),
        };
}
