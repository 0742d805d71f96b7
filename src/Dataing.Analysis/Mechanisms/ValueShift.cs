using Dataing.Analysis.Cases;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>The values of a segment moved; counts and NULLs did not.</summary>
internal sealed class ValueShift : IMechanism
{
    /// <summary>How specific a shift is that explains some of the difference, and one that explains all of it.</summary>
    private const double Moved = 0.6;

    private const double Wholly = 0.68;

    public string Id => "value_shift";

    public HypothesisCategory Category => HypothesisCategory.DataQuality;

    public double Plausibility(Incident incident) => ValueFault.Plausibility(incident) * 0.9;

    public Suspicion Describe(Incident incident) =>
        new(
            $"Values of {incident.Subject()} moved{incident.Where()}",
            $"The {incident.Metric.Name} moved while rows keep coming.",
            "If true, the ranks of the accused rows move together by a factor that is no unit and no sign; if false, they stay, or the change has a more special form."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.NumbersAsync(asker, cancellationToken) is not { } numbers)
            return Judgement.Unclear("The distribution could not be read.");
        var shown = ValueFault.Shown(incident, numbers);
        if (ValueFault.Collapsed(numbers))
            return Judgement.No($"The {ValueFault.Shown(incident, numbers)}, and nearly all values are alike now.");
        var fit = NumberFit.Best(numbers);
        if (fit.Explained < 0.15 || Math.Abs(Math.Log(Math.Abs(fit.Factor))) < 0.04 && fit.Factor > 0)
            return Judgement.No($"The {shown}.");
        if (ValueFault.Change(incident) is { } change && !fit.Explains(change))
            return Judgement.No(
                $"The {shown}, while the mean went from {Figures.Number(incident.Timeline.Episode?.Expected ?? 0)} to {Figures.Number(incident.Timeline.Episode?.Observed ?? 0)}: a few values make it, not all."
            );
        return Judgement.Yes(
            Moved + (Wholly - Moved) * Math.Clamp((fit.Explained - 0.6) / 0.4, 0, 1),
            $"The {shown}: × {Figures.Number(fit.Factor)} in {Figures.Percent(fit.Share)} of the rows fits best and explains {Figures.Percent(fit.Explained)} of the difference."
        ) with
        {
            Statement = $"Values of {incident.Subject()}{incident.Where()} moved by a factor of about {Figures.Number(fit.Factor)}",
            Culprit = new Culprit("column", incident.Table.Name.Name, numbers.Column, null),
            EvidenceId = numbers.EvidenceId,
        };
    }
}
