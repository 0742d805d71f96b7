using Dataing.Analysis.Cases;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;

namespace Dataing.Analysis.Mechanisms;

/// <summary>What a clock change does to times that are written as they should be.</summary>
internal static class ClockExplained
{
    private const double Turned = 0.55;

    /// <summary>True when the incident begins with a clock change and is one of the hours of the day.</summary>
    public static bool IsPlausible(Incident incident) =>
        !incident.Time.DateOnly && ClockChanges.Near(incident.Timeline.OnsetFrom) is not null && (incident.IsVolume || IsOfHours(incident));

    /// <summary>The reason and the statement; null where the clocks do not explain it.</summary>
    public static async Task<(string Reason, string Statement)?> OfAsync(
        Incident incident,
        Anatomies closer,
        string asker,
        CancellationToken cancellationToken
    )
    {
        if (!IsPlausible(incident) || ClockChanges.Near(incident.Timeline.OnsetFrom) is not var (day, name, hours))
            return null;
        if (incident is { IsVolume: true, Segment: null } && IsTheHour(incident.Timeline, day, hours))
            return (
                $"{Figures.Moment(day)} is {name}: in local time that night {(hours > 0 ? "lacks an hour" : "has an hour twice")}.",
                $"{incident.Table.Name.Name} {(hours > 0 ? "has no rows in the hour that was left out" : "has the rows of the hour that came twice")} at {name}"
            );
        // A zone that was mixed up moves one time against the other; here all of them moved with the people.
        if (await closer.LagsAsync(asker, cancellationToken) is { } lags && TimezoneShift.WholeHours(lags) is not null)
            return null;
        return
            await closer.HoursAsync(asker, cancellationToken) is { } profile
            && profile.Turn() is var (turned, gain)
            && turned == -hours
            && gain > Turned
            && Math.Abs(profile.Growth - 1) <= TimezoneShift.MostGrowth
            ? (
                $"{Figures.Moment(day)} is {name}, and the profile by hour of day is the old one turned by {turned} hour: who lives by the clock comes an hour {(hours > 0 ? "earlier" : "later")} in UTC.",
                $"The hours of {incident.Table.Name.Name}.{incident.Time.Column} moved with {name}"
            )
            : null;
    }

    private static bool IsOfHours(Incident incident) => incident.Metric.Columns.Contains(incident.Time.Column);

    private static bool IsTheHour(Timeline timeline, DateTime day, int hours) =>
        timeline.Direction == -hours
        && timeline.WindowFrom >= day
        && timeline.WindowTo <= day.AddHours(5)
        && timeline.WindowTo - timeline.WindowFrom <= TimeSpan.FromHours(2);
}
