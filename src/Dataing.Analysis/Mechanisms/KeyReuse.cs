using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>One key names two different things.</summary>
internal sealed class KeyReuse : IMechanism
{
    /// <summary>Copies never differ in so much of what they say, whatever a join or a reload changes in them.</summary>
    private const double Most = 0.6;

    public string Id => "key_reuse";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident) => incident.Metric.Subject == Subject.Duplicates ? 0.7 : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"Keys of {incident.Subject()} were given out again",
            "There are more rows than keys.",
            "If true, rows that share a key differ in most of what they say and lie far apart in time; if false, they are copies."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.CopiesAsync(asker, cancellationToken) is not { } copies)
            return Judgement.No("No key repeats.");
        if (copies.IsOfActors)
            return Judgement.No(
                $"A {copies.Key} that repeats has {Figures.Number(copies.Extra / Math.Max(1, copies.Groups))} more rows: who is named by it is busy."
            );
        var payload = CopyFault.Payload(incident, copies.Keys);
        var differing = CopyFault.Differing(incident, copies, 0.4);
        var shown =
            $"rows that share a {copies.Key} differ in {differing.Count} of {payload.Count} columns and lie {Spans.Words(copies.EventGap)} apart";
        // Keys given out twice within a day lie near each other, and a date alone does not say how near: then what the rows say decides.
        var unlike = differing.Count >= Math.Max(3, Most * payload.Count);
        if (differing.Count < Math.Max(2, payload.Count * 0.25) || copies.EventApart < 0.4 && !unlike)
            return Judgement.No($"The {shown}.");
        return Judgement.Yes(0.93, $"The {shown}.") with
        {
            Statement = $"Values of {incident.Subject()} that name earlier rows were given out again{incident.Where()}",
            Culprit = new Culprit("column", incident.Table.Name.Name, copies.Key, null),
            EvidenceId = copies.EvidenceId,
            Affected = copies.Groups,
            Spills = true,
        };
    }
}
