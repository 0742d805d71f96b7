using Dataing.Core.DataSources;

namespace Dataing.Analysis.Upstream;

/// <summary>How a parent fares around the onset.</summary>
/// <param name="Table">The parent.</param>
/// <param name="TimeColumn">The time it was read by.</param>
/// <param name="Expected">Rows a day it usually has.</param>
/// <param name="Observed">Rows a day in the incident window.</param>
/// <param name="Newest">Its newest row's time.</param>
/// <param name="FrozenAt">The moment after which nothing came, when that is at the onset; else null.</param>
/// <param name="Onset">When its volume changed, if it did around the onset.</param>
/// <param name="EvidenceId">The query that shows it.</param>
internal sealed record ParentState(
    TableSchema Table,
    string TimeColumn,
    double Expected,
    double Observed,
    DateTime Newest,
    DateTime? FrozenAt,
    DateTime? Onset,
    string? EvidenceId
)
{
    public string? Job { get; init; }

    /// <summary>The column of the watched table that this parent feeds, where lineage says so.</summary>
    public string? FedColumn { get; init; }

    /// <summary>The values of a key column whose rows stopped, when not all did.</summary>
    public StoppedParts? StoppedParts { get; init; }

    public bool Stopped => FrozenAt is not null;
}

/// <summary>The parts of a parent that stopped at the onset while its others went on.</summary>
/// <param name="Column">The parent's column that names the parts.</param>
/// <param name="Values">Those of its values that had no rows any more.</param>
internal sealed record StoppedParts(string Column, IReadOnlyList<string> Values);

/// <summary>The parents by lineage and reference, those in trouble first.</summary>
internal sealed record UpstreamReport(IReadOnlyList<ParentState> Parents)
{
    public static UpstreamReport Empty { get; } = new([]);

    public ParentState? Stale => Parents.FirstOrDefault(p => p.Stopped || p.StoppedParts is not null);
}
