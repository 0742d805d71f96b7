using Dataing.Analysis.Cases;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>The unit or scale changed: the same shape, multiplied by a factor that units have between them.</summary>
internal sealed class UnitChange : IMechanism
{
    public string Id => "unit_change";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident) => ValueFault.Plausibility(incident);

    public Suspicion Describe(Incident incident) =>
        new(
            $"The unit of {incident.Subject()} changed{incident.Where()}",
            $"The {incident.Metric.Name} moved while rows keep coming.",
            "If true, after is before times a factor that units have between them (powers of ten, 60, 3600, 2.54 …), at every rank; if false, the factor is another or differs by rank."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.NumbersAsync(asker, cancellationToken) is not { } numbers)
            return Judgement.Unclear("The distribution could not be read.");
        if (ValueFault.Collapsed(numbers))
            return Judgement.No($"The {ValueFault.Shown(incident, numbers)}, and nearly all values are alike now.");
        var fit = NumberFit.Best(numbers);
        var shown =
            $"{ValueFault.Shown(incident, numbers)}: × {Figures.Number(fit.Factor)} fits best and explains {Figures.Percent(fit.Explained)} of the difference";
        var decimals = await ValueFault.DecimalsAsync(incident, closer, fit.Factor, asker, cancellationToken);
        if (fit.Factor <= 0 || ValueFault.Unit(fit.Factor, numbers, decimals) is not { } unit || fit.Explained < 0.6)
            return Judgement.No($"The {shown}, which is no factor between units.");
        return Judgement.Yes(0.75 + 0.18 * fit.Explained, $"The {shown}: {unit.Name}.") with
        {
            Statement = $"{incident.Subject()}{incident.Where()} is written in another unit: × {Figures.Number(unit.Factor)} ({unit.Name})",
            Culprit = new Culprit("column", incident.Table.Name.Name, numbers.Column, null),
            EvidenceId = numbers.EvidenceId,
        };
    }
}
