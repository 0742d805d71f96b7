using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Rows are loaded long after they happened.</summary>
internal sealed class LateArrival : IMechanism
{
    public string Id => "late_arrival";

    public HypothesisCategory Category => HypothesisCategory.Infrastructure;

    public double Plausibility(Incident incident)
    {
        if (incident.File.Times.Load is null)
            return 0;
        if (incident.Metric.Subject == Subject.Lateness)
            return incident.Direction > 0 ? 0.9 : 0;
        return incident is { IsVolume: true, Direction: < 0, Timeline.Ongoing: true } ? 0.35 : 0;
    }

    public Suspicion Describe(Incident incident) =>
        new(
            $"Rows arrive late{incident.Where()}",
            "Rows carry both an event time and a load time, and the two drift apart.",
            "If true, the lag from event to load grows and spreads in the accused rows while they do arrive; if false, the lag is as before, or moved by the same whole hours for every row."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.LagsAsync(asker, cancellationToken) is not { } lags)
            return Judgement.Unclear("The lag could not be read.");
        var (before, after) = (lags.Before[10], lags.After[10]);
        var (highBefore, highAfter) = (lags.Before[17], lags.After[17]);
        var shown =
            $"lag{incident.Where()} went from {Spans.Words(before)} to {Spans.Words(after)} (median), {Spans.Words(highBefore)} to {Spans.Words(highAfter)} (ninth decile)";
        if (highAfter < highBefore + Math.Max(60, 0.5 * Math.Abs(highBefore)))
            return Judgement.No($"The {shown}.");
        if (TimezoneShift.WholeHours(lags) is { } hours)
            return Judgement.No($"The {shown}: every row by the same {hours:0.#} hours.");
        return Judgement.Yes(0.9, $"The {shown}.") with
        {
            Statement = $"Rows of {incident.Table.Name.Name}{incident.Where()} were loaded late",
            Culprit =
                incident.Segment is { } s && s.Parts[0] is var (d, v) && !d.IsRange && v is [{ } only]
                    ? incident.Blamed("value", d, only)
                    : new Culprit("column", incident.Table.Name.Name, incident.File.Times.Load?.Column, null),
            EvidenceId = lags.EvidenceId,
        };
    }
}
