using Dataing.Core.Findings;
using Dataing.Demo;

namespace Dataing.Host.Demo;

/// <summary>What became of one story: a finding, or the sentence that says why there is none.</summary>
internal sealed record DemoOutcome(DemoIncident Incident, Finding? Finding, string? Error, TimeSpan Took, string? ReportPath);
