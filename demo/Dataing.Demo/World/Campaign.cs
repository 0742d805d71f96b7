namespace Dataing.Demo.World;

/// <summary>The announced two-day sale that only the expected-variance case contains.</summary>
internal static class Campaign
{
    public static readonly int Start = DemoCalendar.At(2, 14);

    public static bool Covers(int second) => second >= Start;
}
