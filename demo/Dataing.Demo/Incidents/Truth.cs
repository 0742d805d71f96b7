using Dataing.Demo.World;

namespace Dataing.Demo.Incidents;

/// <summary>Counts the truth from the finished rows, never from the parameters that made them.</summary>
internal static class Truth
{
    public static DemoInterval Interval(Stretch stretch) => new(DemoCalendar.ToTime(stretch.Start), DemoCalendar.ToTime(stretch.End));

    /// <summary>From the cause's moment to the first row that shows it.</summary>
    public static DemoInterval Onset(int cause, int firstRow) => new(DemoCalendar.ToTime(cause), DemoCalendar.ToTime(firstRow));

    /// <summary>The share of wrong rows before the window and inside it.</summary>
    public static DemoMetric Share<TRow>(string name, TRow[] rows, Func<TRow, int> time, Func<TRow, bool> wrong, Stretch window)
    {
        int before = 0,
            wrongBefore = 0,
            inside = 0,
            wrongInside = 0;
        foreach (var row in rows)
        {
            var second = time(row);
            if (second < DemoCalendar.Start || second >= window.End)
                continue;

            if (window.Covers(second))
            {
                inside++;
                wrongInside += wrong(row) ? 1 : 0;
            }
            else
            {
                before++;
                wrongBefore += wrong(row) ? 1 : 0;
            }
        }

        return new DemoMetric(name, Divide(wrongBefore, before), Divide(wrongInside, inside), "share");
    }

    /// <summary>Rows per day of a window, without and with the incident.</summary>
    public static DemoMetric PerDay<TRow>(string name, TRow[] without, TRow[] with, Func<TRow, int> time, Stretch window) =>
        new(
            name,
            without.Count(row => window.Covers(time(row))) / window.Days,
            with.Count(row => window.Covers(time(row))) / window.Days,
            "rows per day"
        );

    private static double Divide(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
