namespace Dataing.Demo.World;

/// <summary>A stretch of time, its end excluded.</summary>
internal readonly record struct Stretch(int Start, int End)
{
    public double Days => (End - Start) / (double)DemoCalendar.Day;

    public bool Covers(int second) => second >= Start && second < End;
}
