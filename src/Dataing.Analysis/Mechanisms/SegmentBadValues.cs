using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A release or client bug: the values of one segment turn NULL or into rubbish, the other segments stay as they were.</summary>
internal sealed class SegmentBadValues : IMechanism
{
    private static readonly HashSet<string> Rubbish = new(StringComparer.OrdinalIgnoreCase)
    {
        "undefined",
        "nan",
        "null",
        "#err",
        "#error",
        "error",
        "-",
        "--",
        "?",
        "??",
        "[object object]",
        "none",
        "nil",
        "invalid",
        "#n/a",
        "#ref!",
        "#value!",
    };

    private const double AllGone = 0.995;

    public string Id => "segment_bad_values";

    public HypothesisCategory Category => HypothesisCategory.DataQuality;

    public double Plausibility(Incident incident) =>
        incident.Metric.Form == MetricForm.Rate && incident.Direction > 0 && !incident.Metric.Columns.Contains(incident.Time.Column)
            ? incident.Metric.Subject switch
            {
                Subject.Nulls => 0.8,
                Subject.Invalid or Subject.Malformed => 0.55,
                Subject.Custom => 0.5,
                Subject.Share when incident.Segment is not null => 0.4,
                _ => 0,
            }
            : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"{incident.Subject()} broke in one segment",
            $"The {incident.Metric.Name} rose{incident.Where()}.",
            "If true, the share of bad values jumps in the accused rows at the onset and stays flat in all others; if false, it rose everywhere alike or the values are of a known other kind."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        var (before, after) = Rates(incident);
        var shown = $"bad share{incident.Where()} went from {Figures.Percent(before)} to {Figures.Percent(after)}";
        if (after - before < 0.02)
            return Judgement.No($"The {shown}.");
        // A share that rises may be many things: what writes the value in one segment alone is the least that fits.
        if (incident.Metric.Subject == Subject.Share && after - before < 0.1)
            return Judgement.No($"The {shown}, which is little for a fault.");
        // A column that no row fills any more is gone, wherever its rows come from.
        if (incident is { Segment: null, Metric.Subject: Subject.Nulls } && after > AllGone)
            return Judgement.No($"The {shown}: in all rows, not in those of one segment.");
        var strength =
            incident.Segment is null ? 0.45
            : incident.Metric.Subject == Subject.Share ? 0.55
            : 0.72;
        if (incident.Segment is { } segment)
            strength += segment.Cause.ShareOfChange > 0.8 ? 0.08 : -0.1;
        if (incident.Metric.Subject is Subject.Invalid or Subject.Malformed)
        {
            if (await closer.ValuesAsync(asker, cancellationToken) is not { } values)
                return Judgement.Unclear("The values could not be read.");
            var rubbish = values.New.Where(v => Rubbish.Contains(v.Value ?? "")).ToList();
            if (rubbish.Count == 0)
                return Judgement.No(
                    values.New.Count == 0
                        ? "No single value is new in a good part of the rows."
                        : $"The new values are not rubbish: {string.Join(", ", values.New.Take(4).Select(v => $"'{v.Value}'"))}."
                );
            strength = rubbish.Count >= 2 ? 0.9 : 0.6;
            shown +=
                $"; the new values are {string.Join(", ", rubbish.Take(4).Select(v => $"'{v.Value}' ({Figures.Number(v.After)} rows)"))}";
        }
        var kind =
            incident.Metric.Subject == Subject.Nulls ? "NULL"
            : incident.Metric is { Subject: Subject.Share, Values: [var value, ..] } ? $"'{value}'"
            : "invalid";
        return Judgement.Yes(strength, $"The {shown}.") with
        {
            Statement = $"{incident.Subject()} turned {kind}{incident.Where()}",
            Culprit = Blamed(incident),
            EvidenceId = incident.Where.EvidenceId,
        };
    }

    /// <summary>A value that the segment is named by and that was hardly there before is a release.</summary>
    private static Culprit? Blamed(Incident incident)
    {
        if (incident.Segment is not { } segment)
            return incident.Metric.Column is { } c ? new Culprit("column", incident.Table.Name.Name, c, null) : null;
        foreach (var (dimension, values) in segment.Parts)
        {
            if (values is not [{ } value] || dimension.IsRange || dimension.Facet is not null)
                continue;
            if (IsYoung(incident, dimension, value))
                return incident.Blamed("release", dimension, value);
        }
        var (first, firstValues) = segment.Parts[0];
        return incident.Blamed("value", first, firstValues is [{ } only] && !first.IsRange ? only : null);
    }

    /// <summary>Rows that came up shortly before the change was seen have no past of their own: the table's is theirs.</summary>
    private static (double Before, double After) Rates(Incident incident)
    {
        var (usual, now) = (incident.Timeline.Episode?.Expected ?? 0, incident.Timeline.Episode?.Observed ?? 0);
        if (incident.Segment is not { } segment)
            return (usual, now);
        var isYoung = segment.Parts.Any(p => p is { Values: [{ } value], Dimension: { IsRange: false } d } && IsYoung(incident, d, value));
        return (isYoung ? Math.Min(segment.Cause.Before, usual) : segment.Cause.Before, segment.Cause.After);
    }

    private static bool IsYoung(Incident incident, Dimension dimension, string value)
    {
        const double Hardly = 0.1;
        var marginal = incident.Where.Marginals.FirstOrDefault(m => m.Dimension.Name == dimension.Name);
        var counts = marginal?.Values.FirstOrDefault(v => v.Value == value);
        return counts is not null && counts.Past.Rows / Math.Max(1, incident.Periods.Past.Count) < Hardly * counts.Incident.Rows;
    }
}
