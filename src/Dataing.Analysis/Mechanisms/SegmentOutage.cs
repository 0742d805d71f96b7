using Dataing.Analysis.Cases;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>The rows of one segment stop coming, or most of them; the rest keeps its volume.</summary>
internal sealed class SegmentOutage : IMechanism
{
    public string Id => "segment_outage";

    public HypothesisCategory Category => HypothesisCategory.Infrastructure;

    public double Plausibility(Incident incident) =>
        incident is { IsVolume: true, Direction: < 0 }
            ? incident.Segment is null
                ? 0.3
                : 0.85
            : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"Rows lost{incident.Where()}",
            $"{incident.Table.Name.Name} has fewer rows than its season and trend allow{incident.Where()}.",
            "If true, the accused rows fall well below their past share while the other segments keep theirs; if false, everything fell alike."
        );

    public Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken) =>
        Task.FromResult(Judge(incident));

    private static Judgement Judge(Incident incident)
    {
        if (incident.Segment is not { } segment)
            return Judgement.No("All segments fell alike, so no segment is out.");
        var kept = segment.Cause.Before > 0 ? segment.Cause.After / segment.Cause.Before : 1;
        var shown = FormattableString.Invariant(
            $"rows{incident.Where()} went from {Figures.Number(segment.Cause.Before)} to {Figures.Number(segment.Cause.After)} ({Figures.Percent(kept)} of the usual)"
        );
        if (kept > 0.85)
            return Judgement.No($"The {shown}.");
        var technical =
            PartialLoad.IsOneDaysShare(incident)
            || segment.Parts.All(p => p.Dimension.IsBatch || CopyFault.IsBatch(incident, p.Dimension.Column.Name));
        var strength = (kept < 0.1 ? 0.85 : 0.78) - (technical ? 0.25 : 0);
        var (dimension, values) = segment.Parts[0];
        return Judgement.Yes(strength, $"The {shown}; the other segments kept their volume.") with
        {
            Statement =
                $"{(kept < 0.05 ? "All" : Figures.Percent(1 - kept) + " of the")} rows of {incident.Table.Name.Name}{incident.Where()} are missing",
            Culprit = incident.Blamed("value", dimension, values is [{ } only] && !dimension.IsRange ? only : null),
            EvidenceId = incident.Where.EvidenceId,
        };
    }
}
