using System.Text.Json.Nodes;
using Dataing.Demo.World;

namespace Dataing.Demo.Incidents;

/// <summary>What a story leaves behind: the tables, the alert that was raised, what changed in those weeks, and the truth.</summary>
internal sealed record DemoStory(DemoTables Tables, JsonObject Alert, IReadOnlyList<DemoChange> Changes, IncidentManifest Manifest);

/// <summary>A change event: something somebody or some job did at a known time.</summary>
internal sealed record DemoChange(DateTimeOffset At, string Kind, string Name, string Detail, string Target);
