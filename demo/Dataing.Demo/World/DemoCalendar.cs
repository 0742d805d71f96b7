namespace Dataing.Demo.World;

/// <summary>The demo's fixed calendar: five weeks of history and the week of the incident, Monday to Sunday, in UTC.</summary>
internal static class DemoCalendar
{
    public const int Minute = 60;
    public const int Hour = 3600;
    public const int Day = 86400;
    public const int Days = 42;

    public static readonly int Start = At(1, 5);

    /// <summary>The moment the data was extracted; nothing was loaded later.</summary>
    public static readonly int End = Start + Days * Day;

    /// <summary>A moment in the demo's year, 2026.</summary>
    public static int At(int month, int day, int hour = 0, int minute = 0) =>
        (int)new DateTimeOffset(2026, month, day, hour, minute, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public static DateTimeOffset ToTime(int second) => DateTimeOffset.FromUnixTimeSeconds(second);

    /// <summary>0 is Monday.</summary>
    public static int WeekdayOf(int second) => (second / Day + 3) % 7;
}
