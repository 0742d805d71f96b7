using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Proof;

/// <summary>How often clean stretches of the same length stray as far as the incident did.</summary>
/// <param name="Asked">Clean stretches looked at.</param>
/// <param name="AsFar">Those that strayed at least as far.</param>
internal sealed record Placebo(int Asked, int AsFar)
{
    public static Placebo Of(Timeline timeline)
    {
        if (timeline.Episode is not { } episode)
            return new Placebo(0, 0);
        var series = timeline.Coarse;
        var strayed = timeline.Episodes.Select(e => (e.Start, e.End)).ToList();
        var from = series.IndexOf(timeline.WindowFrom);
        var to = Math.Max(from + 1, series.IndexOf(timeline.WindowTo.AddTicks(-1)) + 1);
        var length = Math.Clamp(to - from, 1, Math.Max(1, series.Count / 4));
        var bar = Math.Abs(Z(timeline, from, from + length));
        var (asked, far) = (0, 0);
        for (var i = 7; i + length <= series.Count; i++)
        {
            if (
                i < to && from < i + length
                || strayed.Exists(s => s.Start < i + length && i < s.End && s.Start <= episode.End && episode.Start <= s.End)
            )
                continue;
            asked++;
            if (Math.Abs(Z(timeline, i, i + length)) >= bar)
                far++;
        }
        return new Placebo(asked, far);
    }

    private static double Z(Timeline timeline, int start, int end)
    {
        var sum = 0.0;
        for (var i = Math.Max(0, start); i < Math.Min(end, timeline.Coarse.Count); i++)
            sum += timeline.Baseline.Deviation(i, timeline.Form.Value(timeline.Coarse.Buckets[i]));
        return sum / Math.Sqrt(Math.Max(1, end - start));
    }
}
