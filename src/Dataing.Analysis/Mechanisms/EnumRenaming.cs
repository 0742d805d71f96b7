using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A category got another name, or was split: one value falls as another rises by as much.</summary>
internal sealed class EnumRenaming : IMechanism
{
    public string Id => "enum_renaming";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident) =>
        TextFault.Plausibility(incident) > 0
            ? incident.Metric.Subject is Subject.Share or Subject.Invalid
                ? 0.75
                : 0.3
            : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"A value of {incident.Subject()} was renamed",
            $"The {incident.Metric.Name} moved at once.",
            "If true, one value that was never there takes over the share that one old value loses; if false, the new value takes from many, or nothing new appears."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.ValuesAsync(asker, cancellationToken) is not { } values)
            return Judgement.Unclear("The values could not be read.");
        var risen = values.New.OrderByDescending(v => v.After).Take(4).ToList();
        if (risen.Count == 0)
            return Judgement.No("No new value appears.");
        var gained = risen[0];
        var gain = values.ShareAfter(gained);
        var lost = values
            .Fallen.Where(v => values.ShareBefore(v) > 0.3 * gain)
            .OrderBy(v => Math.Abs(values.ShareBefore(v) - values.ShareAfter(v) - gain))
            .FirstOrDefault();
        if (lost is null || gain < 0.01)
            return Judgement.No($"'{gained.Value}' is new with {Figures.Percent(gain)} of the rows, but no value lost as much.");
        var loss = values.ShareBefore(lost) - values.ShareAfter(lost);
        var shown =
            $"'{lost.Value}' went from {Figures.Percent(values.ShareBefore(lost))} to {Figures.Percent(values.ShareAfter(lost))} as '{gained.Value}' came from {Figures.Percent(values.ShareBefore(gained))} to {Figures.Percent(gain)}";
        var others = values.Fallen.Where(v => v != lost).Sum(v => values.ShareBefore(v) - values.ShareAfter(v));
        var single = values.Values.Count(v => v.Before > 0) <= 1;
        if (
            Math.Abs(loss - gain) > 0.25 * Math.Max(loss, gain)
            || values.ShareAfter(lost) > 0.35 * values.ShareBefore(lost)
            || others > 0.5 * gain && !single
        )
            return Judgement.No($"{shown}: not the same size.");
        if (DefaultFill.IsFiller(gained.Value))
            return Judgement.No($"{shown}, but '{gained.Value}' is a filler.");
        var column = incident.MeasuredColumn ?? throw new InvalidOperationException("A category has a column.");
        var dimension = new Dimension { Column = column };
        return Judgement.Yes(0.93, $"{shown}.") with
        {
            Statement = $"'{lost.Value}' of {incident.Subject()} is now called '{gained.Value}'",
            Culprit = new Culprit("value", incident.Table.Name.Name, column.Name, gained.Value),
            Predicate = [dimension.Described([gained.Value])],
            Condition = dimension.Condition([gained.Value], incident.Interview.Dialect),
            Affected = gained.After,
            EvidenceId = values.EvidenceId,
        };
    }
}
