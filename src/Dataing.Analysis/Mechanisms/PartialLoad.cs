using Dataing.Analysis.Cases;
using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Core.Alerts;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A part of a load is missing to the last row: hours, a shard, a file or a partition; the rest is exact.</summary>
internal sealed class PartialLoad : IMechanism
{
    /// <summary>The part of the usual rows that may be left of what was not loaded: late ones.</summary>
    private const double MostLeft = 0.02;

    /// <summary>What another column may tell of the loss, of what the accused one does.</summary>
    private const double OthersTell = 0.1;

    /// <summary>Hours on both sides of a day that must be complete.</summary>
    private const double Near = 12;
    private const double FewRows = 6;
    private const double FewBeyond = 2;

    public string Id => "partial_load";

    public HypothesisCategory Category => HypothesisCategory.Infrastructure;

    public double Plausibility(Incident incident) =>
        incident is { IsVolume: true, Direction: < 0 }
            ? IsTechnical(incident) || IsOneDaysShare(incident)
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
            if (!IsTechnical(incident) && !IsOneDaysShare(incident) || kept > 0.12)
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
            Window = (first, last),
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

    /// <summary>
    /// One value of one column has no row of one calendar day, and all its rows of the day before and of the day after: faults come and go at any
    /// moment, a day's share of a load that was left out begins and ends at midnight. Where there are days alone, so that everything does, the rows
    /// must be like all others as well, as a load's shares are and a country's or a shop's rows are not.
    /// </summary>
    public static bool IsOneDaysShare(Incident incident)
    {
        if (
            incident is not { Timeline: { Ongoing: false } timeline, Segment.Parts: [var (dimension, values)] }
            || dimension is not { IsRange: false, Facet: null, Parent: null }
            || values.Count != 1
        )
            return false;
        var (from, to) = Emptied(timeline);
        var (first, last) = (timeline.Fine.At(from), timeline.Fine.At(to));
        if (timeline.Grain == Grain.Day)
            return to - from == 1 && IsEmpty(timeline, first, last) && IsLikeAllOthers(incident, dimension);
        var day = first.TimeOfDay.TotalHours <= 12 ? first.Date : first.Date.AddDays(1);
        // Rows that should have come in the hours beyond either midnight and did not: the loss is not the day's.
        if (Rows(timeline, first, day).Expected > FewBeyond || Rows(timeline, day.AddDays(1), last).Expected > FewBeyond)
            return false;
        return IsEmpty(timeline, day, day.AddDays(1))
            && IsFull(timeline, day.AddHours(-Near), day)
            && IsFull(timeline, day.AddDays(1), day.AddHours(24 + Near));
    }

    private static bool IsEmpty(Timeline timeline, DateTime from, DateTime to) =>
        Rows(timeline, from, to) is var (observed, expected) && expected >= FewRows && observed <= MostLeft * expected;

    /// <summary>Not less than chance leaves of the expected.</summary>
    private static bool IsFull(Timeline timeline, DateTime from, DateTime to) =>
        Rows(timeline, from, to) is var (observed, expected) && expected >= FewRows && observed >= 0.7 * expected - 2 * Math.Sqrt(expected);

    private static (double Observed, double Expected) Rows(Timeline timeline, DateTime from, DateTime to)
    {
        var (start, end) = (Math.Max(0, timeline.Fine.IndexOf(from)), Math.Min(timeline.Fine.Count, timeline.Fine.IndexOf(to)));
        var expected = Enumerable.Range(start, Math.Max(0, end - start)).Sum(i => timeline.FineBaseline.Expected[i]);
        return (timeline.Fine.Sum(start, end).Numerator, expected);
    }

    /// <summary>Without them every other column has the values that it had, in the shares that it had.</summary>
    private static bool IsLikeAllOthers(Incident incident, Dimension dimension)
    {
        var own = incident.Where.Marginals.FirstOrDefault(m => m.Dimension.Column == dimension.Column)?.Evidence ?? 0;
        return incident
            .Where.Marginals.Where(m => m.Dimension.Column != dimension.Column && !m.Dimension.IsBatch)
            .All(m => m.Evidence < OthersTell * own);
    }

    private static bool IsTechnical(Incident incident) =>
        incident.Segment is { } s && s.Parts.All(p => p.Dimension.IsBatch || CopyFault.IsBatch(incident, p.Dimension.Column.Name));
}
