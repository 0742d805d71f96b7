using Dataing.Analysis.Localisation;
using Dataing.Analysis.Statistics;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>A metric that moved a little every day, until a baseline that looks back a month called it an episode.</summary>
/// <param name="PerDay">What a day, or a week of weekly data, adds, in the metric's own measure; a relative change for counts and sums.</param>
internal sealed record Drift(double PerDay)
{
    private const int FewestDays = 21;
    private const int FewestWeeks = 12;
    private const int FewestInside = 7;
    private const int FewestForWeeks = 42;
    private const int FewestOfWeeks = 4;
    private const int FewestBefore = 1;

    /// <summary>Null when a sudden change describes the days better than a straight line over all of them, or as well.</summary>
    public static Drift? Of(Timeline timeline)
    {
        var days = timeline.Coarse;
        var (onset, end) = (days.IndexOf(timeline.WindowFrom), Math.Min(days.Count, days.IndexOf(timeline.WindowTo.AddTicks(-1)) + 1));
        var logs = timeline.Form.IsAdditive();
        var points = new List<(double Day, double Value)>();
        for (var i = 0; i < end; i++)
            if (timeline.Form.Value(days.Buckets[i]) is { } value && (!logs || value > 0))
                points.Add((i, logs ? Math.Log(value) : value));
        double[] before = [.. points.Where(p => p.Day < onset).Select(p => p.Value)];
        double[] inside = [.. points.Where(p => p.Day >= onset).Select(p => p.Value)];
        var (fewest, inWindow) = days.Grain == Grain.Week ? (FewestWeeks, FewestOfWeeks) : (FewestDays, FewestInside);
        if (points.Count < fewest || before.Length < FewestBefore || inside.Length < inWindow)
            return null;
        var (old, now) = (Robust.Median([.. before]), Robust.Median([.. inside]));
        // On the way to a new level half of it must not be taken in the days around the onset: three, or whole weeks where weekdays differ.
        var around = timeline.Baseline.Weekly && points.Count >= FewestForWeeks ? 7 : 3;
        var sudden =
            Robust.Median(inside.AsSpan(0, Math.Min(around, inside.Length)))
            - Robust.Median(before.AsSpan(Math.Max(0, before.Length - around)));
        if (Math.Abs(sudden) > 0.4 * Math.Abs(now - old))
            return null;
        var slope = Slope(points, days.Grain == Grain.Week ? 1 : 7);
        var base0 = Robust.Median([.. points.Select(p => p.Value - slope * p.Day)]);
        var line = points.Sum(p => Math.Abs(p.Value - base0 - slope * p.Day));
        var step = before.Sum(v => Math.Abs(v - old)) + inside.Sum(v => Math.Abs(v - now));
        return line < 0.8 * step ? new Drift(slope) : null;
    }

    /// <summary>The median of the slopes between days whole weeks apart, or any days where the series is short.</summary>
    private static double Slope(List<(double Day, double Value)> points, int week)
    {
        var slopes = new List<double>();
        foreach (var (i, early) in points.Index())
        foreach (var late in points.Skip(i + 1))
            if ((late.Day - early.Day) % week == 0)
                slopes.Add((late.Value - early.Value) / (late.Day - early.Day));
        return slopes.Count == 0 ? 0 : Robust.Median(slopes.ToArray());
    }
}
