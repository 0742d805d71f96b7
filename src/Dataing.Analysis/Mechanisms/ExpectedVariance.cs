using Dataing.Analysis.Cases;
using Dataing.Analysis.Changes;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Nobody is to blame: a season, a holiday, a launch or another announced change.</summary>
internal sealed class ExpectedVariance : IMechanism
{
    public string Id => "expected_variance";

    public HypothesisCategory Category => HypothesisCategory.ExpectedVariance;

    public double Plausibility(Incident incident) =>
        Explains(incident) is not null ? 0.97
        : ClockExplained.IsPlausible(incident) ? 0.8
        : incident.IsVolume ? 0.4
        : 0.15;

    public Suspicion Describe(Incident incident) =>
        new(
            "The change was to be expected",
            "A calendar, the history or an announcement may say so.",
            "If true, the same days of earlier months or a holiday show the same, or an announced event begins with it; if false, nothing announced it and history shows nothing like it."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        var reason = Explains(incident);
        if (reason is null && await ClockExplained.OfAsync(incident, closer, asker, cancellationToken) is var (why, what))
            reason = (why, what, null);
        return reason is var (shown, statement, culprit)
            ? Judgement.Yes(0.97, shown) with
            {
                Statement = statement,
                Culprit = culprit,
                EvidenceId = incident.File.SeriesEvidence,
            }
            : Judgement.No("No holiday, no announced event and no like of it in the history.");
    }

    private static (string Reason, string Statement, Culprit? Culprit)? Explains(Incident incident)
    {
        if (Drifting(incident) is { } drifting)
            return drifting;
        if (incident.IsMix)
            return Announced(incident);
        if (!incident.IsVolume && incident.Metric.Form == MetricForm.Rate)
            return null;
        // Copies are copies, holiday or not; what was announced or comes every month explains its own rows.
        return Announced(incident)
            ?? Recurring(incident)
            ?? (CopyFault.RepeatedNow(incident) && incident.Direction > 0 ? null : OnHoliday(incident));
    }

    private static (string, string, Culprit?)? Announced(Incident incident)
    {
        foreach (var change in incident.Changes.Where(c => c.ExplainsDemand && c.OnTarget != false))
        {
            var holiday =
                change.Event.Kind.Contains("holiday", StringComparison.OrdinalIgnoreCase)
                || change.Event.Kind.Contains("closure", StringComparison.OrdinalIgnoreCase);
            var near = holiday
                ? Math.Abs(change.Lead.TotalHours) <= 30
                : change.Lead.TotalHours is > -30 and < 40 || IsAlertsDay(incident, change);
            if (!near || holiday && incident.Segment is { } s && s.Cause.ShareOfChange > 0.8 && s.Cause.After < 0.1 * s.Cause.Before)
                continue;
            if (incident.IsValue ? !change.ExplainsValues || !IsModest(incident) : !incident.IsVolume && !incident.IsMix)
                continue;
            if (incident.IsVolume && !holiday && incident.Direction < 0)
                continue;
            var words = $"{change.Event.Name} ({change.Event.Kind}, {Figures.Moment(change.Event.At.UtcDateTime)})";
            return (
                $"{words} begins with it{(change.Event.Detail is { Length: > 0 } detail ? $": {detail}" : "")}.",
                $"{(incident.IsVolume ? incident.Table.Name.Name : incident.Subject())} {(incident.Direction < 0 ? "fell" : "rose")}{incident.Where()} because of {change.Event.Name}",
                new Culprit("change", incident.Table.Name.Name, null, change.Event.Name)
            );
        }
        return null;
    }

    /// <summary>Where a metric is noisy its onset is found a few days late: what begins on the very day of the alert begins with what the monitor saw.</summary>
    private static bool IsAlertsDay(Incident incident, NearbyChange change) =>
        incident.File.Period is { } alert
        && change.Event.At.UtcDateTime >= alert.From.AddHours(-1)
        && change.Event.At.UtcDateTime < alert.To
        && change.Lead < TimeSpan.FromDays(4);

    /// <summary>Prices are raised by a part of what they were; a hundredfold is a mistake, whatever was announced.</summary>
    private static bool IsModest(Incident incident) =>
        incident.Segment is { } s && s.Cause.Before > 0
            ? s.Cause.After / s.Cause.Before is > 0.4 and < 2.5
            : incident.Timeline.Episode is { Expected: > 0 } e && e.Observed / e.Expected is > 0.4 and < 2.5;

    /// <summary>It moved a little every day for as long as there are days; nothing set in.</summary>
    private static (string, string, Culprit?)? Drifting(Incident incident)
    {
        if (Drift.Of(incident.Timeline) is null && (incident.File.Timeline is not { } whole || Drift.Of(whole) is null))
            return null;
        return (
            "A straight line through all days describes them better than a sudden change, and nothing moved at the onset itself.",
            $"The {incident.Metric.Name}{incident.Where()} drifts steadily",
            null
        );
    }

    /// <summary>The same days of the months before strayed alike; no season takes all rows of one segment and none of the others.</summary>
    private static (string, string, Culprit?)? Recurring(Incident incident)
    {
        var timeline = incident.File.Timeline ?? incident.Timeline;
        if (incident.Segment is { Cause: var cause } && cause.After < 0.12 * cause.Before && !AllMoved(incident))
            return null;
        if (!incident.IsVolume || timeline.Episode is not { } episode || Recurrence.Find(timeline) is not { Count: > 0 } earlier)
            return null;
        var days = string.Join(", ", earlier.Select(d => Figures.Moment(d)));
        return (
            $"The same days of the month strayed alike before: {days}.",
            $"{incident.Table.Name.Name} {(episode.Observed > episode.Expected ? "rises" : "falls")} at this time of every month",
            null
        );
    }

    /// <summary>No segment stands out, or the one that does holds most rows and the rest went the same way.</summary>
    private static bool AllMoved(Incident incident)
    {
        if (incident.Segment is not { Cause: { Before: > 0 } cause })
            return incident.Segment is null;
        var timeline = incident.File.Timeline ?? incident.Timeline;
        var (from, to) = (timeline.Fine.IndexOf(incident.Periods.From), timeline.Fine.IndexOf(incident.Periods.To));
        var after = timeline.Fine.Sum(from, to).Numerator - cause.After;
        var past = incident.Periods.Past.Select(p =>
            timeline.Fine.Sum(timeline.Fine.IndexOf(p.From), timeline.Fine.IndexOf(p.To)).Numerator
        );
        var before = past.Sum() * incident.Periods.Exposure / Math.Max(1, incident.Periods.Past.Count) - cause.Before;
        var (inside, outside) = (cause.After / cause.Before - 1, before > 0 ? after / before - 1 : 0);
        return inside * outside > 0 && Math.Abs(outside) > 0.4 * Math.Abs(inside) || cause.Before > 4 * Math.Max(before, 0);
    }

    /// <summary>True when as much was gone half a day and more before the holiday: then it is not the holiday that took it.</summary>
    private static bool BeganBefore(Incident incident, DateTime holiday, double ratio)
    {
        var timeline = incident.Timeline;
        var until = holiday.AddHours(-12);
        if (timeline.Grain != Core.Alerts.Grain.Hour || until - timeline.OnsetTo < TimeSpan.FromHours(3))
            return false;
        var (from, to) = (timeline.Fine.IndexOf(timeline.OnsetTo), timeline.Fine.IndexOf(until));
        var expected = Enumerable.Range(from, Math.Max(0, to - from)).Sum(i => timeline.FineBaseline.Expected[i]);
        var observed = timeline.Fine.Sum(from, to).Numerator;
        return expected >= 10 && (1 - observed / expected) / (1 - ratio) > 0.6;
    }

    private static (string, string, Culprit?)? OnHoliday(Incident incident)
    {
        var timeline = incident.Timeline;
        var days = (timeline.WindowTo - timeline.WindowFrom).TotalDays;
        if (!incident.IsVolume || !AllMoved(incident) || days > 4.1)
            return null;
        var ratio = timeline.Episode is { Expected: > 0 } e ? e.Observed / e.Expected : 1;
        if (ratio < 0.12)
            return null;
        for (var day = timeline.WindowFrom.Date; day < timeline.WindowTo; day = day.AddDays(1))
            if (Calendar.Holiday(day) is { } name && !BeganBefore(incident, day, ratio))
                return (
                    $"{Figures.Moment(day)} is {name}, and all segments moved alike.",
                    $"{incident.Table.Name.Name} {(ratio < 1 ? "fell" : "rose")} on {name}",
                    null
                );
        return null;
    }
}
