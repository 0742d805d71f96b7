namespace Dataing.Demo.World;

/// <summary>When rows reach the warehouse: an hourly batch for tables, streams and upload batches for events.</summary>
internal static class Loading
{
    /// <summary>The hourly load starts five minutes past and takes some minutes.</summary>
    public static int Hourly(int second, DemoRandom random) =>
        (second / DemoCalendar.Hour + 1) * DemoCalendar.Hour + 5 * DemoCalendar.Minute + random.Below(4 * DemoCalendar.Minute);

    /// <summary>The stream lags by seconds.</summary>
    public static int Streamed(int second, DemoRandom random) => second + random.Between(2, 90);

    /// <summary>Phones upload in quarter-hour batches; a few were offline for hours.</summary>
    public static int Uploaded(int second, DemoRandom random)
    {
        var online = random.Chance(0.985) ? second : second + random.Between(DemoCalendar.Hour, 9 * DemoCalendar.Hour);
        const int Quarter = 15 * DemoCalendar.Minute;
        return (online / Quarter + 1) * Quarter + random.Between(20, 240);
    }
}
