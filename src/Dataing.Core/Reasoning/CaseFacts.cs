using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Notes;

namespace Dataing.Core.Reasoning;

/// <summary>What a reasoner starts from: the alert, the analyst's facts, and the part of the schema that matters.</summary>
public sealed record CaseFacts
{
    public required AnomalyAlert Alert { get; init; }

    /// <summary>The dialect that queries are to be written in.</summary>
    public required string Dialect { get; init; }

    /// <summary>Tables by relevance, nearest to the alert first.</summary>
    public required IReadOnlyList<TableSchema> Tables { get; init; }

    /// <summary>What the team wrote about these tables; it is no evidence.</summary>
    public IReadOnlyList<TeamNote> Notes { get; init; } = [];

    public AlertConfirmation? Confirmation { get; init; }

    public IncidentProfile? Profile { get; init; }

    /// <summary>What became of the hypotheses so far.</summary>
    public IReadOnlyList<HypothesisOutcome> Outcomes { get; init; } = [];

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Everything the facts say, as sentences, for the grounding check.</summary>
    public IEnumerable<string> Sentences() =>
        [
            Alert.Dataset,
            .. Alert.Metric.Columns,
            Alert.Metric.Expression ?? "",
            Confirmation?.Statement ?? "",
            Confirmation?.MetricDefinition ?? "",
            .. Confirmation?.Choices ?? [],
            .. Profile?.ChangedColumns ?? [],
            .. Profile?.Upstream ?? [],
            .. Profile?.ChangesNearOnset ?? [],
            .. Tables.Select(t => t.Name.ToString()),
            .. Tables.SelectMany(t => t.Columns.Select(c => c.Name)),
        ];
}
