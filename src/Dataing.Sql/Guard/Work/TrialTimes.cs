namespace Dataing.Sql.Guard.Work;

/// <summary>Moments cut down to the beginning of their hour, day, month or year.</summary>
internal static class TrialTimes
{
    public static TrialValue Truncated(TrialValue moment, string unit)
    {
        if (Constants.SecondsOf(unit) is >= 1 and <= CalendarStep.Day and var length)
            return Cut(moment, length);
        if (Math.Abs(moment.Number) > 6e10)
            return TrialValue.Unknown;
        var at = DateTime.UnixEpoch.AddSeconds(moment.Number);
        DateTime? first = unit.ToLowerInvariant() switch
        {
            "month" => new DateTime(at.Year, at.Month, 1),
            "quarter" => new DateTime(at.Year, (at.Month - 1) / 3 * 3 + 1, 1),
            "year" => new DateTime(at.Year, 1, 1),
            _ => null,
        };
        return first is { } start ? moment with { Number = (start - DateTime.UnixEpoch).TotalSeconds } : TrialValue.Unknown;
    }

    /// <summary>A date has no hours: a step of one hour, cut off each time, leads nowhere.</summary>
    public static TrialValue Cut(TrialValue time, double seconds) =>
        time.Kind == TrialKind.Time ? time with { Number = Math.Floor(time.Number / seconds) * seconds } : time;
}
