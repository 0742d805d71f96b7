namespace Dataing.Analysis.Timing;

/// <summary>When clocks are put forward or back. Local times then lack an hour or have one twice; in UTC, people come an hour earlier or later.</summary>
internal static class ClockChanges
{
    private const int Nearest = 1;

    /// <summary>The change on a day, and the hours that clocks go forward; null on all others.</summary>
    public static (string Name, int Hours)? On(DateTime day) =>
        day.DayOfWeek != DayOfWeek.Sunday
            ? null
            : (day.Month, (day.Day - 1) / 7, day.AddDays(7).Month != day.Month) switch
            {
                (3, _, true) => ("the change to summer time (Europe)", 1),
                (10, _, true) => ("the end of summer time (Europe)", -1),
                (3, 1, _) => ("the change to daylight saving time (North America)", 1),
                (11, 0, _) => ("the end of daylight saving time (North America)", -1),
                (10, 0, _) => ("the change to daylight saving time (Australia)", 1),
                (4, 0, _) => ("the end of daylight saving time (Australia)", -1),
                _ => null,
            };

    /// <summary>The change on the day of a moment, or on one next to it.</summary>
    public static (DateTime Day, string Name, int Hours)? Near(DateTime moment) =>
        Enumerable
            .Range(-Nearest, 2 * Nearest + 1)
            .Select(d => moment.Date.AddDays(d))
            .Select(d => On(d) is var (name, hours) ? ((DateTime, string, int)?)(d, name, hours) : null)
            .FirstOrDefault(c => c is not null);
}
