using Dataing.Core.Findings;
using Dataing.Demo;

namespace Dataing.Host.Demo;

/// <summary>What the demo needs of the rest of the command line. It is the same code that `dataing investigate` runs.</summary>
/// <param name="Investigate">Investigates the folder with its alert, lineage and changes; progress goes to the error writer.</param>
/// <param name="Show">Prints the finding for a person.</param>
/// <param name="WriteReport">Writes the finding as an HTML file.</param>
internal sealed record DemoStage(
    Func<DemoFolder, TextWriter, CancellationToken, Task<Finding>> Investigate,
    Action<DemoIncident, Finding, TextWriter> Show,
    Func<Finding, string, CancellationToken, Task> WriteReport
);
