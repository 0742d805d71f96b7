using Dataing.Core.Alerts;
using Dataing.Core.ChangeEvents;
using Dataing.Core.Investigations;
using Dataing.Core.Lineage;
using Dataing.Core.Notes;

namespace Dataing.Host.Runs;

/// <summary>One investigation as its caller ordered it.</summary>
/// <param name="Location">The URL or path of the data source.</param>
/// <param name="Alert">What is wrong.</param>
/// <param name="Lineage">Given lineage; empty when there is none.</param>
/// <param name="Changes">Given change events; empty when there are none.</param>
/// <param name="Limits">What it may spend.</param>
/// <param name="SaveDirectory">Where its events are kept; null: nowhere.</param>
internal sealed record InvestigationRequest(
    string Location,
    AnomalyAlert Alert,
    LineageGraph Lineage,
    IReadOnlyList<ChangeEvent> Changes,
    InvestigationLimits Limits,
    string? SaveDirectory
)
{
    /// <summary>Notes of the team; empty when there are none.</summary>
    public IReadOnlyList<TeamNote> Notes { get; init; } = [];

    /// <summary>The model's id at the configured server, "none" for no model; null: as configured.</summary>
    public string? Model { get; init; }

    /// <summary>Which earlier investigation this one carries out again; null: none.</summary>
    public Rerun? Again { get; init; }
}

/// <param name="Id">The earlier investigation.</param>
/// <param name="Number">Counted from 1, so that the same one can be run again with the same model.</param>
internal sealed record Rerun(string Id, int Number);
