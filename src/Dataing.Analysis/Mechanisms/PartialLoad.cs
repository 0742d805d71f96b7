using Dataing.Analysis.Cases;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A part of a load is missing to the last row: hours, a shard, a file or a partition; the rest is exact.</summary>
internal sealed class PartialLoad : IMechanism
{
    public string Id => "partial_load";

    public HypothesisCategory Category => HypothesisCategory.Infrastructure;

    public double Plausibility(Incident incident) =>
        incident is { IsVolume: true, Direction: < 0 }
            ? IsTechnical(incident)
                ? 0.9
                : incident.Segment is null
                    ? 0.75
                    : 0.3
            : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"A part of the load of {incident.Table.Name.Name} is missing",
            $"Rows are missing{incident.Where()} from {Figures.Moment(incident.Timeline.WindowFrom)} to {Figures.Moment(incident.Timeline.WindowTo)}.",
            "If true, one load unit (hours, shard, file, partition) has next to no rows and all others have their usual number; if false, the loss is spread."
        );

    public Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken) =>
        Task.FromResult(Judge(incident));

    private static Judgement Judge(Incident incident)
    {
        var timeline = incident.Timeline;
        if (incident.Segment is { } segment)
        {
            var kept = segment.Cause.Before > 0 ? segment.Cause.After / segment.Cause.Before : 1;
            if (!IsTechnical(incident) || kept > 0.12)
                return Judgement.No($"{Figures.Percent(kept)} of the usual rows{incident.Where()} are there, and that is no load unit.");
            var (dimension, values) = segment.Parts[0];
            return Judgement.Yes(
                0.9,
                $"{Figures.Number(segment.Cause.After)} rows{incident.Where()} where {Figures.Number(segment.Cause.Before)} are usual; the other load units are complete."
            ) with
            {
                Statement = $"{string.Join(", ", values)} of {dimension.Name} was not loaded into {incident.Table.Name.Name}",
                Culprit = incident.Blamed("batch", dimension, values.Count > 0 ? values[0] : null),
                EvidenceId = incident.Where.EvidenceId,
            };
        }
        var (from, to) = Emptied(timeline);
        // What the baseline expects is rows, or for a total its values.
        var observed = timeline.Fine.Sum(from, to).Numerator;
        var expected = Enumerable.Range(from, Math.Max(0, to - from)).Sum(i => timeline.FineBaseline.Expected[i]);
        var share = expected > 0 ? observed / expected : 1;
        var (first, last) = (timeline.Fine.At(from), timeline.Fine.At(to));
        if (share > 0.12)
            return Judgement.No($"{Figures.Percent(share)} of the expected rows are there in every part of the load.");
        var strength = timeline.Ongoing ? 0.55 : 0.9;
        var isOfRows = timeline.Fine.Buckets.All(b => b.Numerator.Equals(b.Rows));
        var unit = isOfRows ? " rows" : "";
        return Judgement.Yes(
            strength,
            $"From {Figures.Moment(first)} to {Figures.Moment(last)} there are {Figures.Number(observed)}{unit} where {Figures.Number(expected)}{unit} were expected; before and after it is complete."
        ) with
        {
            Statement = $"The rows of {incident.Table.Name.Name} from {Figures.Moment(first)} to {Figures.Moment(last)} were not loaded",
            Culprit = new Culprit(
                "batch",
                incident.Table.Name.Name,
                incident.Time.Column,
                $"{Figures.Moment(first)}/{Figures.Moment(last)}"
            ),
            WholeTable = true,
            EvidenceId = incident.File.SeriesEvidence,
            Affected = isOfRows ? Math.Max(0, expected - observed) : null,
        };
    }

    /// <summary>
    /// The window without the steps at its ends that lost less than most of their rows: an incident is timed with some slack, a load that is
    /// missing ends where it ends.
    /// </summary>
    private static (int From, int To) Emptied(Timeline timeline)
    {
        var (from, to) = (timeline.Fine.IndexOf(timeline.WindowFrom), timeline.Fine.IndexOf(timeline.WindowTo));
        while (to - from > 1 && Kept(timeline, from) > 0.3)
            from++;
        while (to - from > 1 && Kept(timeline, to - 1) > 0.3)
            to--;
        return (from, to);
    }

    private static double Kept(Timeline timeline, int step) =>
        timeline.FineBaseline.Expected[step] is > 0 and var expected ? timeline.Fine.Buckets[step].Numerator / expected : 1;

    private static bool IsTechnical(Incident incident) =>
        incident.Segment is { } s && s.Parts.All(p => p.Dimension.IsBatch || CopyFault.IsBatch(incident, p.Dimension.Column.Name));
}
