using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>The same thing is written again by a retry without idempotency: same business key and payload, close in time.</summary>
internal sealed class DuplicateRetry : IMechanism
{
    public string Id => "duplicate_retry";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident) => CopyFault.Plausibility(incident);

    public Suspicion Describe(Incident incident) =>
        new(
            "A retry without idempotency writes rows again",
            "There are more rows than keys.",
            "If true, rows with one business key carry the same payload, arrive close together and differ in surrogate key or load time at most, and only a part of the rows is doubled; if false, whole loads are doubled, attributes differ, or the keys are unique."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.CopiesAsync(asker, cancellationToken) is not { } copies)
            return Judgement.No("No key that was unique before repeats now.");
        var differing = CopyFault.Differing(incident, copies);
        var shown =
            $"{Figures.Number(copies.Groups)} values of {copies.Key} have more than one row ({Figures.Number(copies.Extra)} extra rows)";
        if (copies.ExtraShare < 0.01)
            return Judgement.No($"Only {shown}.");
        if (differing.Count > 0)
            return Judgement.No($"{shown}, but copies differ in {string.Join(", ", differing.Take(4))}.");
        if (copies.EventApart > 0.3)
            return Judgement.No($"{shown}, but {Figures.Percent(copies.EventApart)} of them lie more than an hour apart.");
        var coverage = copies.Groups / Math.Max(1, copies.Rows - copies.Extra);
        if (copies.LoadApart > 0.6 && coverage > 0.9)
            return Judgement.No(
                $"{shown}, loaded {Spans.Words(copies.LoadGap ?? 0)} apart, and nearly every row has a copy: a load done twice."
            );
        var strength = 0.78;
        if (copies.LoadGap is not null)
            strength += copies.LoadApart < 0.3 ? 0.12 : -0.3;
        if (coverage > 0.95 && incident.Segment is null)
            strength -= 0.15;
        return Judgement.Yes(
            strength,
            $"{shown}; the copies carry the same payload{(copies.LoadGap is { } g ? $" and were loaded {Spans.Words(g)} apart" : "")}."
        ) with
        {
            Statement =
                $"Rows of {incident.Table.Name.Name}{incident.Where()} were written again under the same {copies.Key}, as a retry without idempotency does",
            Culprit =
                incident.Segment is { } s && s.Parts[0] is var (writer, values) && values is [{ } only]
                    ? incident.Blamed("value", writer, only)
                    : new Culprit("column", incident.Table.Name.Name, copies.Keys[^1], null),
            EvidenceId = copies.EvidenceId,
            Affected = incident.IsVolume ? copies.Extra : null,
            AddsRows = true,
            Keys = copies.Keys,
        };
    }
}
