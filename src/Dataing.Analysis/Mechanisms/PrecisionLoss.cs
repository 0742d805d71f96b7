using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Decimals were rounded away.</summary>
internal sealed class PrecisionLoss : IMechanism
{
    public string Id => "precision_loss";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident)
    {
        var column = Column(incident);
        if (column is null || incident.Profile.Of(column) is not { } shift)
            return 0;
        return shift.InsideAfter.WholeShare > shift.InsideBefore.WholeShare + 0.1
            ? incident.Metric.Subject == Subject.Custom
                ? 0.95
                : 0.7
            : 0;
    }

    public Suspicion Describe(Incident incident) =>
        new(
            $"Decimals of {incident.Table.Name.Name}.{Column(incident)} are lost{incident.Where()}",
            "More values than before are whole numbers.",
            "If true, the fractional part vanishes while the size of the values stays; if false, fractions are as common as before, or the sizes changed as well."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (Column(incident) is not { } column || incident.Profile.Of(column) is not { } shift)
            return Judgement.No("No measured number.");
        var (before, after) = (shift.InsideBefore.WholeShare, shift.InsideAfter.WholeShare);
        var numbers = await closer.NumbersAsync(asker, cancellationToken);
        var (middle, now) =
            numbers is { Column: var read } && read == column
                ? (numbers.Before[20], numbers.After[20])
                : (shift.InsideBefore.Mean ?? 0, shift.InsideAfter.Mean ?? 0);
        var shown =
            $"share of whole numbers in {column}{incident.Where()} went from {Figures.Percent(before)} to {Figures.Percent(after)}, the median from {Figures.Number(middle)} to {Figures.Number(now)}";
        // Rounding moves no value by more than one; few rows of wide spread move the middle by more.
        var steady = Math.Abs(now - middle) < 0.4 * Math.Abs(middle) + 1;
        if (after < 0.5 || after - before < 0.3 || !steady)
            return Judgement.No($"The {shown}.");
        return Judgement.Yes(0.93, $"The {shown}.") with
        {
            Statement = $"{incident.Table.Name.Name}.{column}{incident.Where()} is rounded to whole numbers",
            Culprit = new Culprit("column", incident.Table.Name.Name, column, null),
            EvidenceId = incident.Profile.EvidenceId,
        };
    }

    private static string? Column(Incident incident) =>
        incident.Metric.Subject is Subject.Custom or Subject.Mean or Subject.Tail or Subject.Total or Subject.Distinct or Subject.Malformed
            ? incident.Metric.Columns.FirstOrDefault(c =>
                incident.Table.FindColumn(c) is { } schema
                && ColumnTraits.IsNumber(schema)
                && schema.Type != Core.DataSources.LogicalType.Integer
            )
            : null;
}
