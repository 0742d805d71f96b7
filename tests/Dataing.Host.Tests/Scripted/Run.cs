using Dataing.Adapters.DataSources;
using Dataing.Host.Runs;

namespace Dataing.Host.Tests.Scripted;

/// <summary>Runs for tests of the command line.</summary>
internal static class Run
{
    /// <summary>For tests in which nothing is investigated.</summary>
    public static InvestigationRun Unused { get; } =
        new(new ConnectorCatalog([]), _ => throw new InvalidOperationException("Nothing should be investigated."), TimeProvider.System);
}
