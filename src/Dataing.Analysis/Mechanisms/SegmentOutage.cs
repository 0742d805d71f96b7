using Dataing.Analysis.Cases;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Core.Alerts;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>
/// The rows of one segment stop coming, or most of them; the rest keeps its volume. A good part of all rows that is gone from one hour to the
/// next is an outage of the whole.
/// </summary>
internal sealed class SegmentOutage : IMechanism
{
    /// <summary>What may be left of all rows: demand that falls by less may be demand.</summary>
    private const double MostOfAll = 0.7;

    /// <summary>Standard deviations by which a loss of all rows alike must stand out.</summary>
    private const double Plainly = 8;

    /// <summary>Holidays and closures keep to whole days: an end this far from midnight is not theirs.</summary>
    private static readonly TimeSpan FromMidnight = TimeSpan.FromHours(3);

    public string Id => "segment_outage";

    public HypothesisCategory Category => HypothesisCategory.Infrastructure;

    public double Plausibility(Incident incident) =>
        incident is { IsVolume: true, Direction: < 0 }
            ? incident.Segment is null
                ? 0.3
                : 0.85
            : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"Rows lost{incident.Where()}",
            $"{incident.Table.Name.Name} has fewer rows than its season and trend allow{incident.Where()}.",
            "If true, the accused rows fall well below their past share while the other segments keep theirs; if false, everything fell alike."
        );

    public Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken) =>
        Task.FromResult(Judge(incident));

    private static Judgement Judge(Incident incident)
    {
        if (incident.Segment is not { } segment)
            return OfAll(incident);
        var kept = segment.Cause.Before > 0 ? segment.Cause.After / segment.Cause.Before : 1;
        var shown = FormattableString.Invariant(
            $"rows{incident.Where()} went from {Figures.Number(segment.Cause.Before)} to {Figures.Number(segment.Cause.After)} ({Figures.Percent(kept)} of the usual)"
        );
        if (kept > 0.85)
            return Judgement.No($"The {shown}.");
        var technical =
            PartialLoad.IsOneDaysShare(incident)
            || segment.Parts.All(p => p.Dimension.IsBatch || CopyFault.IsBatch(incident, p.Dimension.Column.Name));
        var strength = (kept < 0.1 ? 0.85 : 0.78) - (technical ? 0.25 : 0);
        var (dimension, values) = segment.Parts[0];
        return Judgement.Yes(strength, $"The {shown}; the other segments kept their volume.") with
        {
            Statement =
                $"{(kept < 0.05 ? "All" : Figures.Percent(1 - kept) + " of the")} rows of {incident.Table.Name.Name}{incident.Where()} are missing",
            Culprit = incident.Blamed("value", dimension, values is [{ } only] && !dimension.IsRange ? only : null),
            EvidenceId = incident.Where.EvidenceId,
        };
    }

    /// <summary>All segments fell alike: the loss must be great and sudden, and come or go in the middle of a day.</summary>
    private static Judgement OfAll(Incident incident)
    {
        var timeline = incident.Timeline;
        var (from, to) = (timeline.Fine.IndexOf(timeline.WindowFrom), timeline.Fine.IndexOf(timeline.WindowTo));
        var expected = Enumerable
            .Range(Math.Max(0, from), Math.Max(0, Math.Min(to, timeline.Fine.Count) - Math.Max(0, from)))
            .Sum(i => timeline.FineBaseline.Expected[i]);
        var kept = expected > 0 ? timeline.Fine.Sum(from, to).Numerator / expected : 1;
        var stands = Math.Abs(timeline.Episode?.Z ?? 0) >= Plainly;
        if (kept > MostOfAll || !stands || incident.Split is not null || !IsWithinDays(timeline))
            return Judgement.No("All segments fell alike, so no segment is out.");
        return Judgement.Yes(
            0.58,
            $"All segments fell alike, to {Figures.Percent(kept)} of the usual rows, {(IsSharp(timeline.OnsetFrom, timeline.OnsetTo) ? "from one hour to the next" : "and came back within a day")}."
        ) with
        {
            Statement = $"{Figures.Percent(1 - kept)} of all rows of {incident.Table.Name.Name} are missing, in every segment alike",
            Culprit = new Culprit("table", incident.Table.Name.Name, null, null),
            WholeTable = true,
            EvidenceId = incident.File.SeriesEvidence,
        };
    }

    private static bool IsWithinDays(Timeline timeline) =>
        timeline.Grain == Grain.Hour
        && (
            IsSharp(timeline.OnsetFrom, timeline.OnsetTo)
            || !timeline.Ongoing && IsSharp(timeline.WindowTo.AddHours(-1), timeline.WindowTo.AddHours(1))
        );

    /// <summary>Known to a few hours, none of them near midnight.</summary>
    private static bool IsSharp(DateTime from, DateTime to) =>
        to - from <= FromMidnight
        && from.TimeOfDay >= FromMidnight
        && to.TimeOfDay <= TimeSpan.FromDays(1) - FromMidnight
        && from.Date == to.Date;
}
