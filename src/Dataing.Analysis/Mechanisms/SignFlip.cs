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
            return Inverted(incident, flag);
        if (await closer.NumbersAsync(asker, cancellationToken) is not { } numbers)
            return Judgement.Unclear("The distribution could not be read.");
        var (before, after) = (numbers.Before.Count(x => x < 0) / 40.0, numbers.After.Count(x => x < 0) / 40.0);
        var fit = NumberFit.Best(numbers);
        var shown = $"share of negative values{incident.Where()} went from {Figures.Percent(before)} to {Figures.Percent(after)}";
        if (Math.Abs(after - before) < 0.1 || fit.Factor > 0 || Math.Abs(Math.Log(-fit.Factor)) > 0.15)
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

    private static Judgement Inverted(Incident incident, string flag)
    {
        var (before, after) = incident.Segment is { } s
            ? (s.Cause.Before, s.Cause.After)
            : (incident.Timeline.Episode?.Expected ?? 0, incident.Timeline.Episode?.Observed ?? 0);
        var shown = $"share of true{incident.Where()} went from {Figures.Percent(before)} to {Figures.Percent(after)}";
        if (Math.Abs(1 - before - after) > Math.Max(0.06, 0.3 * Math.Abs(after - before)) || Math.Abs(after - before) < 0.05)
            return Judgement.No($"The {shown}, which is no inversion.");
        return Judgement.Yes(0.92, $"The {shown}: p became 1 − p.") with
        {
            Statement = $"{incident.Table.Name.Name}.{flag}{incident.Where()} is inverted",
            Culprit = new Culprit("column", incident.Table.Name.Name, flag, null),
            EvidenceId = incident.Where.EvidenceId,
            Variant = "boolean_inversion",
            Affected = incident.Segment?.Cause.Rows,
        };
    }

    /// <summary>The boolean that the metric is the share of.</summary>
    private static string? Boolean(Incident incident)
    {
        if (incident.Metric is not { Form: MetricForm.Rate, Subject: Subject.Share or Subject.Custom })
            return null;
        return incident.Metric.Columns.FirstOrDefault(c => incident.Table.FindColumn(c) is { } schema && IsFlag(incident, schema));
    }

    private static bool IsFlag(Incident incident, ColumnSchema column) =>
        column.Type == LogicalType.Boolean
        || incident.Profile.Of(column.Name) is { InsideBefore: { Distinct: <= 2 and > 0 } facts }
            && (
                column.Type == LogicalType.Integer
                    ? facts is { Least: 0, Greatest: 1 }
                    : incident.Metric.Values is ["true" or "false" or "t" or "f" or "yes" or "no" or "Y" or "N"]
            );
}
