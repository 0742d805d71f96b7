using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>The stretch of time that an alert speaks of, on the data's clock; [From, To).</summary>
internal sealed record AlertPeriod(DateTime From, DateTime To)
{
    /// <summary>Null when the alert names no time.</summary>
    public static AlertPeriod? Of(AlertWindow? window)
    {
        if (window is null)
            return null;
        var start = window.Start ?? window.ObservedAt ?? window.End;
        var end = window.End ?? window.ObservedAt ?? window.Start;
        if (start is not { } from || end is not { } to)
            return null;
        return new AlertPeriod(from.UtcDateTime, Closing(from.UtcDateTime, to.UtcDateTime));
    }

    public double DaysFrom(DateTime from, DateTime to)
    {
        if (from < To && From < to)
            return 0;
        return from >= To ? (from - To).TotalDays : (From - to).TotalDays;
    }

    /// <summary>A date alone means its whole day; an hour, that hour.</summary>
    private static DateTime Closing(DateTime from, DateTime to)
    {
        if (to < from)
            to = from;
        if (to.TimeOfDay == TimeSpan.Zero)
            return to == from ? to.AddDays(1) : to;
        return to > from ? to : to.AddHours(1);
    }
}
