using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A table that this one is made from stopped at the onset.</summary>
internal sealed class UpstreamStale : IMechanism
{
    public string Id => "upstream_stale";

    public HypothesisCategory Category => HypothesisCategory.UpstreamDependency;

    public double Plausibility(Incident incident)
    {
        if (incident.Upstream.Stale is null)
            return incident.Upstream.Parents.Count > 0 && incident.Metric.Subject is Subject.Nulls or Subject.Rows ? 0.2 : 0;
        return incident.Metric.Subject switch
        {
            Subject.Nulls when incident.Direction > 0 => 0.95,
            Subject.Rows or Subject.Total or Subject.Lateness => 0.8,
            Subject.Orphans => 0.75,
            _ => 0.5,
        };
    }

    public Suspicion Describe(Incident incident) =>
        new(
            incident.Upstream.Stale is { } p ? $"{p.Table.Name.Name} stopped" : "An upstream table stopped",
            "What the table is made from is as good a suspect as the table itself.",
            "If true, a parent has no new rows from the onset on, no later than the symptom; if false, all parents kept their rhythm."
        );

    public Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken) =>
        Task.FromResult(Judge(incident));

    private static Judgement Judge(Incident incident)
    {
        if (incident.Upstream.Stale is not { } parent)
            return Judgement.No(
                $"All parents kept their rhythm: {string.Join("; ", incident.Upstream.Parents.Select(p => $"{p.Table.Name.Name} {Figures.Number(p.Observed)} rows a day, {Figures.Number(p.Expected)} before"))}."
            );
        var part = parent.StoppedKey is { } key ? $" for {key.Column} = '{key.Value}'" : "";
        var shown =
            $"{parent.Table.Name.Name} has no rows{part} after {Figures.Moment(parent.FrozenAt ?? parent.Newest)} (before: {Figures.Number(parent.Expected)} a day)";
        if (parent.StoppedKey is { } stopped && !(incident.Segment?.Parts.Any(p => p.Values.Contains(stopped.Value)) ?? false))
            return Judgement.No($"{shown}, but those are not the accused rows.");
        if (parent.FedColumn is { } fed && incident.Metric.Subject is Subject.Nulls or Subject.Mean && fed != incident.Metric.Column)
            return Judgement.No($"{shown}, but it feeds {fed}.");
        if (
            parent.FrozenAt is not null
            && incident.Segment is not null
            && incident.Metric.Subject != Subject.Rows
            && incident.Segment.Cause.ShareOfChange > 0.5
            && incident.Segment.Cause.Rows < 0.5 * WindowRows(incident)
        )
            return Judgement.Unclear($"{shown}, which should show in all rows, not only{incident.Where()}.");
        return Judgement.Yes(0.96, $"{shown}.") with
        {
            Statement =
                $"{parent.Table.Name.Name}, which {incident.Table.Name.Name} is made from, stopped{part} after {Figures.Moment(parent.FrozenAt ?? incident.Timeline.OnsetFrom)}",
            Culprit = new Culprit("table", parent.Table.Name.Name, parent.TimeColumn, parent.Job),
            WholeTable = parent.StoppedKey is null,
            EvidenceId = parent.EvidenceId,
        };
    }

    /// <summary>All rows of the table in the incident window.</summary>
    private static double WindowRows(Incident incident) =>
        incident.File.Timeline is { } whole
            ? whole.Fine.Sum(whole.Fine.IndexOf(incident.Periods.From), whole.Fine.IndexOf(incident.Periods.To)).Rows
            : 0;
}
