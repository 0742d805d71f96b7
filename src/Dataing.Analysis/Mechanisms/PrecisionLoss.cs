using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Decimals were rounded away.</summary>
internal sealed class PrecisionLoss : IMechanism
{
    /// <summary>The part of the rows beside one value from which on they tell whether all were rounded.</summary>
    private const double LeastRest = 0.02;

    public string Id => "precision_loss";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident)
    {
        var column = Column(incident);
        if (column is null || incident.Profile.Of(column) is not { } shift)
            return 0;
        if (shift.InsideAfter.WholeShare > shift.InsideBefore.WholeShare + 0.1)
            return incident.Metric.Subject == Subject.Custom ? 0.95 : 0.7;
        return FewerValues(shift) ? 0.6 : 0;
    }

    /// <summary>Rounded values repeat: fewer of them differ than in the longer time before.</summary>
    private static bool FewerValues(ColumnShift shift) =>
        shift.InsideAfter.Filled > 50
        && shift.InsideAfter.Distinct / shift.InsideAfter.Filled
            < 0.7 * shift.InsideBefore.Distinct / Math.Max(1, shift.InsideBefore.Filled);

    public Suspicion Describe(Incident incident) =>
        new(
            $"Decimals of {incident.Table.Name.Name}.{Column(incident)} are lost{incident.Where()}",
            "Values have fewer decimals than before, or repeat more.",
            "If true, the fractional part vanishes while the size of the values stays; if false, fractions are as common as before, or the sizes changed as well."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (Column(incident) is not { } column || incident.Profile.Of(column) is not { } shift)
            return Judgement.No("No measured number.");
        if (
            incident.Table.FindColumn(column) is not { } schema
            || await closer.DecimalsAsync(schema, asker, cancellationToken) is not { } decimals
        )
            return Judgement.Unclear("The decimals could not be read.");
        var kept = decimals.Kept;
        var (before, after) = (decimals.Before[kept ?? 0], decimals.After[kept ?? 0]);
        var form = kept is > 0 and var k ? $"at most {k} decimal{(k == 1 ? "" : "s")}" : "no decimals";
        var numbers = await closer.NumbersAsync(asker, cancellationToken);
        var (middle, now) =
            numbers is { Column: var read } && read == column
                ? (numbers.Before[20], numbers.After[20])
                : (shift.InsideBefore.Mean ?? 0, shift.InsideAfter.Mean ?? 0);
        var shown =
            $"share of values of {column}{incident.Where()} with {form} went from {Figures.Percent(before)} to {Figures.Percent(after)}, the median from {Figures.Number(middle)} to {Figures.Number(now)}";
        // Rounding moves no value by more than one; few rows of wide spread move the middle by more. Who watches the decimals asks for no more.
        var isOfDecimals = incident.Metric is { Subject: Subject.Custom, Form: MetricForm.Rate };
        var steady = isOfDecimals || Math.Abs(now - middle) < 0.4 * Math.Abs(middle) + 1;
        if (kept is null || !steady)
            return Judgement.No($"The {shown}.");
        if (await OneValueAsync(closer, decimals, kept.Value, asker, cancellationToken) is { } filler)
            return Judgement.No($"The {shown}, but '{filler}' alone makes it: no value was rounded.");
        return Judgement.Yes(0.93, $"The {shown}.") with
        {
            Statement = $"{incident.Table.Name.Name}.{column}{incident.Where()} is rounded to {(kept > 0 ? form : "whole numbers")}",
            Culprit = new Culprit("column", incident.Table.Name.Name, column, null),
            EvidenceId = decimals.EvidenceId,
        };
    }

    /// <summary>The one value that has the few decimals, where rounding would have made many: what fills in is not rounded.</summary>
    private static async Task<string?> OneValueAsync(
        Anatomies closer,
        DecimalAnatomy decimals,
        int kept,
        string asker,
        CancellationToken cancellationToken
    )
    {
        if (await closer.ValuesAsync(asker, cancellationToken) is not { } values || ValueFault.Spike(values) is not { } spike)
            return null;
        if (RestIsRounded(decimals, kept, values.ShareAfter(spike)))
            return null;
        var rise = decimals.After[kept] - decimals.Before[kept];
        return values.ShareAfter(spike) - values.ShareBefore(spike) > 0.8 * rise ? spike.Value : null;
    }

    /// <summary>What fills in leaves the other values as they were; small numbers that are rounded become one value, and the others lose their decimals too.</summary>
    public static bool RestIsRounded(DecimalAnatomy decimals, int kept, double spike) =>
        1 - spike >= LeastRest && decimals.Before[kept] < 0.5 && decimals.After[kept] - spike >= 0.9 * (1 - spike);

    private static string? Column(Incident incident) =>
        incident.Metric.Subject is Subject.Custom or Subject.Mean or Subject.Tail or Subject.Total or Subject.Distinct or Subject.Malformed
            ? incident.Metric.Columns.FirstOrDefault(c =>
                incident.Table.FindColumn(c) is { } schema
                && ColumnTraits.IsNumber(schema)
                && schema.Type != Core.DataSources.LogicalType.Integer
            )
            : null;
}
