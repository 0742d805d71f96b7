using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Signs inverted, or a boolean turned into its opposite.</summary>
internal sealed class SignFlip : IMechanism
{
    public string Id => "sign_flip";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident)
    {
        if (Boolean(incident) is not null)
            return 0.85;
        if (
            ValueFault.Plausibility(incident) == 0
            || incident.MeasuredColumn is not { } column
            || incident.Profile.Of(column.Name) is not { } shift
        )
            return 0;
        return Math.Abs(shift.InsideAfter.NegativeShare - shift.InsideBefore.NegativeShare) > 0.02 ? 0.9 : 0.05;
    }

    public Suspicion Describe(Incident incident) =>
        new(
            Boolean(incident) is { } flag
                ? $"{flag} is inverted{incident.Where()}"
                : $"The sign of {incident.Subject()} is inverted{incident.Where()}",
            $"The {incident.Metric.Name} moved.",
            "If true, the new distribution is the mirror of the old (for a boolean: p became 1 − p); if false, sizes changed, not signs."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (Boolean(incident) is { } flag)
            return await InvertedAsync(incident, flag, closer, asker, cancellationToken);
        if (await closer.NumbersAsync(asker, cancellationToken) is not { } numbers)
            return Judgement.Unclear("The distribution could not be read.");
        var (before, after) = (numbers.Before.Count(x => x < 0) / 40.0, numbers.After.Count(x => x < 0) / 40.0);
        var fit = NumberFit.Best(numbers);
        var shown = $"share of negative values{incident.Where()} went from {Figures.Percent(before)} to {Figures.Percent(after)}";
        if (
            Math.Abs(after - before) < 0.1
            || fit.Factor > 0
            || Math.Abs(Math.Log(-fit.Factor)) > ValueFault.Tolerance(numbers, 0.15, 0.4) / Math.Sqrt(fit.Share)
        )
            return Judgement.No($"The {shown}.");
        return Judgement.Yes(
            0.94,
            $"The {shown}, with the same sizes (× {Figures.Number(fit.Factor)} in {Figures.Percent(fit.Share)} of the rows explains {Figures.Percent(fit.Explained)})."
        ) with
        {
            Statement = $"The sign of {incident.Subject()}{incident.Where()} is inverted",
            Culprit = new Culprit("column", incident.Table.Name.Name, numbers.Column, null),
            EvidenceId = numbers.EvidenceId,
        };
    }

    private static async Task<Judgement> InvertedAsync(
        Incident incident,
        string flag,
        Anatomies closer,
        string asker,
        CancellationToken cancellationToken
    )
    {
        if (await SharesOfTrueAsync(incident, flag, closer, asker, cancellationToken) is not var (before, after, evidence))
            return Judgement.Unclear("The values could not be read.");
        var shown = $"share of true{incident.Where()} went from {Figures.Percent(before)} to {Figures.Percent(after)}";
        if (Math.Abs(1 - before - after) > Math.Max(0.06, 0.3 * Math.Abs(after - before)) || Math.Abs(after - before) < 0.05)
            return Judgement.No($"The {shown}, which is no inversion.");
        return Judgement.Yes(0.92, $"The {shown}: p became 1 − p.") with
        {
            Statement = $"{incident.Table.Name.Name}.{flag}{incident.Where()} is inverted",
            Culprit = new Culprit("column", incident.Table.Name.Name, flag, null),
            EvidenceId = evidence,
            Variant = "boolean_inversion",
            Affected = incident.Segment?.Cause.Rows,
        };
    }

    /// <summary>The shares of true in the accused rows: the metric itself where it is one, else read from the values.</summary>
    private static async Task<(double Before, double After, string? EvidenceId)?> SharesOfTrueAsync(
        Incident incident,
        string flag,
        Anatomies closer,
        string asker,
        CancellationToken cancellationToken
    )
    {
        if (incident.Metric.Form == MetricForm.Rate)
            return incident.Segment is { } s
                ? (s.Cause.Before, s.Cause.After, incident.Where.EvidenceId)
                : (incident.Timeline.Episode?.Expected ?? 0, incident.Timeline.Episode?.Observed ?? 0, incident.Where.EvidenceId);
        if (
            await closer.ValuesAsync(asker, cancellationToken) is not { } values
            || values.Values.FirstOrDefault(v => v.Value is "t" or "true" or "True" || DefaultFill.Number(v.Value) == 1) is not { } one
        )
            return null;
        return (values.ShareBefore(one), values.ShareAfter(one), values.EvidenceId);
    }

    /// <summary>The boolean that the metric is the share, mean or sum of.</summary>
    private static string? Boolean(Incident incident)
    {
        if (incident.Metric.Subject is not (Subject.Share or Subject.Custom or Subject.Mean or Subject.Total) || incident.IsVolume)
            return null;
        return incident.Metric.Columns.FirstOrDefault(c =>
            (incident.Metric.Form == MetricForm.Rate || incident.MeasuredColumn?.Name == c)
            && incident.Table.FindColumn(c) is { } schema
            && IsFlag(incident, schema)
        );
    }

    private static bool IsFlag(Incident incident, ColumnSchema column) =>
        column.Type == LogicalType.Boolean
        || incident.Profile.Of(column.Name) is { InsideBefore: { Distinct: <= 2 and > 0 } facts }
            && (
                column.Type == LogicalType.Integer
                    ? facts is { Least: 0, Greatest: 1 }
                    : incident.Metric.Form == MetricForm.Rate
                        && incident.Metric.Values is ["true" or "false" or "t" or "f" or "yes" or "no" or "Y" or "N"]
            );
}
