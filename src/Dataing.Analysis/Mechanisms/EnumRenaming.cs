using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A category got another name, or was split: one value falls as another rises by as much.</summary>
internal sealed class EnumRenaming : IMechanism
{
    /// <summary>Values on either side of a renaming that are looked at.</summary>
    private const int Most = 4;

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
        var risen = values.New.OrderByDescending(v => v.After).Take(Most).ToList();
        if (risen.Count == 0)
            return Judgement.No("No new value appears.");
        if (Turnover.Best(values, risen) is not { } turnover)
            return Judgement.No(
                $"'{risen[0].Value}' is new with {Figures.Percent(values.ShareAfter(risen[0]))} of the rows, but no value lost as much."
            );
        var (lost, gained) = (turnover.Lost, turnover.Gained);
        var shown =
            $"{Names(lost)} went from {Figures.Percent(lost.Sum(values.ShareBefore))} to {Figures.Percent(lost.Sum(values.ShareAfter))} as {Names(gained)} came from {Figures.Percent(gained.Sum(values.ShareBefore))} to {Figures.Percent(turnover.Gain)}";
        var others = values.Fallen.Except(lost).Sum(v => values.ShareBefore(v) - values.ShareAfter(v));
        var single = values.Values.Count(v => v.Before > 0) <= 1;
        if (turnover.Misfit > 0.25 || !turnover.Vanished || others > 0.5 * turnover.Gain && !single)
            return Judgement.No($"{shown}: not the same size.");
        if (gained.FirstOrDefault(v => DefaultFill.IsFiller(v.Value)) is { } filler)
            return Judgement.No($"{shown}, but '{filler.Value}' is a filler.");
        var column = incident.MeasuredColumn ?? throw new InvalidOperationException("A category has a column.");
        var dimension = new Dimension { Column = column };
        string?[] names = [.. gained.Select(v => v.Value)];
        var became =
            gained.Count > 1 ? "is now split into"
            : lost.Count > 1 ? "are now merged into"
            : "is now called";
        return Judgement.Yes(0.93, $"{shown}.") with
        {
            Statement = $"{Names(lost)} of {incident.Subject()} {became} {Names(gained)}",
            Culprit = new Culprit("value", incident.Table.Name.Name, column.Name, gained[0].Value),
            Predicate = [dimension.Described(names)],
            Condition = dimension.Condition(names, incident.Interview.Dialect),
            Affected = gained.Sum(v => v.After),
            EvidenceId = values.EvidenceId,
        };
    }

    private static string Names(IReadOnlyList<ValueCount> values) => string.Join(", ", values.Select(v => $"'{v.Value}'"));

    /// <summary>Old values that make room for new ones: one for one, one for several (a split), or several for one (a merger).</summary>
    /// <param name="Gain">The share of the rows that the new values have.</param>
    /// <param name="Misfit">How far loss and gain are apart, as a part of the larger.</param>
    /// <param name="Vanished">True when the old values are all but gone.</param>
    private sealed record Turnover(
        IReadOnlyList<ValueCount> Lost,
        IReadOnlyList<ValueCount> Gained,
        double Gain,
        double Misfit,
        bool Vanished
    )
    {
        public static Turnover? Best(ValueAnatomy values, IReadOnlyList<ValueCount> risen)
        {
            ValueCount[] sizeable = [.. risen.Where(v => values.ShareAfter(v) > 0.1 * values.ShareAfter(risen[0]))];
            ValueCount[] gone = [.. values.Fallen.Where(v => IsGone(values, v) && values.ShareBefore(v) > 0.002).Take(Most)];
            var pairs = values.Fallen.Select(v => Of(values, [v], [risen[0]]));
            if (sizeable.Length > 1)
                pairs = pairs.Concat(values.Fallen.Select(v => Of(values, [v], sizeable)));
            if (gone.Length > 1)
                pairs = pairs.Append(Of(values, gone, [risen[0]]));
            return pairs
                .Where(t => t.Gain >= 0.01 && t.Lost.Sum(values.ShareBefore) > 0.3 * t.Gain)
                .OrderByDescending(t => t.Vanished)
                .ThenBy(t => t.Misfit)
                .FirstOrDefault();
        }

        private static Turnover Of(ValueAnatomy values, IReadOnlyList<ValueCount> lost, IReadOnlyList<ValueCount> gained)
        {
            var gain = gained.Sum(values.ShareAfter);
            var loss = lost.Sum(v => values.ShareBefore(v) - values.ShareAfter(v));
            return new Turnover(lost, gained, gain, Math.Abs(loss - gain) / Math.Max(loss, gain), lost.All(v => IsGone(values, v)));
        }

        private static bool IsGone(ValueAnatomy values, ValueCount v) => values.ShareAfter(v) <= 0.35 * values.ShareBefore(v);
    }
}
