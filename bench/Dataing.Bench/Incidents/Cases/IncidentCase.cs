using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>One case: the data as broken, the alert as sent, and the truth it is scored against.</summary>
internal sealed record IncidentCase
{
    public required string Id { get; init; }

    public required int Seed { get; init; }

    public required string Family { get; init; }

    /// <summary>The label of the case; see <see cref="Mechanism.Id"/>.</summary>
    public required string Label { get; init; }

    public required Warehouse Warehouse { get; init; }

    public required Truth Truth { get; init; }

    public required AlertText Alert { get; init; }

    public IReadOnlyList<LineageEdge>? Lineage { get; init; }

    public IReadOnlyList<ChangeEvent>? Changes { get; init; }

    public IReadOnlyList<Distractor> Distractors { get; init; } = [];

    /// <summary>The main table is written as newline-delimited JSON rather than CSV.</summary>
    public bool AsJson { get; init; }
}

/// <summary>The alert file: its form (full, sparse, sentence), name and content.</summary>
internal sealed record AlertText(string Form, string FileName, string Content);

/// <summary>Something visible that is not the cause.</summary>
internal sealed record Distractor(string Kind, string Story, string? Column);
