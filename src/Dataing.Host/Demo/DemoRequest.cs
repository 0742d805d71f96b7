using Dataing.Demo;

namespace Dataing.Host.Demo;

/// <summary>What the caller of `dataing demo` asked for.</summary>
internal sealed record DemoRequest(IReadOnlyList<DemoIncident> Incidents, string Directory, int Seed, bool Json)
{
    /// <summary>Where the reports are written.</summary>
    public string ReportDirectory => Path.Combine(Directory, "reports");
}
