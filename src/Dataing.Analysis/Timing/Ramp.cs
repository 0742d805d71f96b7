using Dataing.Analysis.Localisation;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>
/// A change that set in little by little, as a release that reaches its clients one after the other does. Dated by where it stands out, it would
/// be dated days late: its first rows are where the rise, drawn back, meets what was usual.
/// </summary>
/// <param name="Start">The step in which it began, as far as can be told.</param>
internal sealed record Ramp(int Start)
{
    /// <summary>Evidence in nats by which a rise must describe the steps better than any sudden change.</summary>
    private const double Clearly = 7;

    /// <summary>Of the move of the last third, the most that the first one may have.</summary>
    private const double Slow = 0.95;

    private static readonly double[] Days = [1.5, 2, 3, 4, 5, 6, 8];

    /// <summary>How far the rise goes, as a multiple of the level that its last third is at: it may still be rising there.</summary>
    private static readonly double[] Heights = [1, 1.3, 1.7];
    private static readonly double[] Levels = [0.4, 0.6, 0.8, 1];

    private static readonly double[] Shares = [.. Enumerable.Range(1, 40).Select(i => i / 20.0)];

    /// <summary>Null where the change is sudden, or too short to say.</summary>
    /// <param name="timeline">The series and what was to be expected of it.</param>
    /// <param name="first">The first step of the run that strays.</param>
    /// <param name="last">The first step behind it.</param>
    public static Ramp? Of(Timeline timeline, int first, int last)
    {
        var (series, baseline, form) = (timeline.Fine, timeline.FineBaseline, timeline.Form);
        var day = series.Grain == Grain.Hour ? 24 : 1;
        last = Math.Min(Math.Min(last, series.Count), first + 14 * day);
        var third = (last - first) / 3;
        if (series.Grain is not (Grain.Hour or Grain.Day or Grain.Week) || third < day)
            return null;
        var end = EpisodeScan.Describe(series, baseline, form, last - third, last, 0, false);
        var early = EpisodeScan.Describe(series, baseline, form, first, first + third, 0, false);
        if (double.IsNaN(end.Observed) || double.IsNaN(early.Observed) || Move(form, early) / Move(form, end) is not (> -0.2 and < Slow))
            return null;
        var from = Math.Max(0, first - 4 * day);
        var regimes = new Regimes(form, baseline, end.Expected > 0 ? end.Observed / end.Expected : 1, end.Observed)
        {
            Move = MeanMove.Of(series, baseline, form, last - third, last, end.Observed, end.Expected),
        };
        double Told(Func<int, double> share)
        {
            var sum = 0.0;
            for (var i = from; i < last; i++)
                sum += share(i) is > 0 and var hit ? regimes.Told(series.Buckets[i], i, hit) : 0;
            return sum;
        }
        var sudden = Levels.Max(level => MostFrom(level));
        var (best, start) = (double.NegativeInfinity, first);
        foreach (var length in Days)
        foreach (var height in Heights)
            for (var at = from; at <= first + day; at += day == 24 ? 2 : 1)
            {
                var (began, steps) = (at, length * day);
                var told = Told(i => height * Math.Min(1, (i + 0.5 - began) / steps));
                if (told > best)
                    (best, start) = (told, at);
            }
        return best - sudden > Clearly * Math.Max(1, Scatter()) ? new Ramp(start) : null;

        // Steps that scatter about any one level beyond chance, as where a share of the rows comes and goes by the hour, would follow a rise by chance.
        double Scatter()
        {
            var steps = Enumerable.Range(last - third, third).Where(i => series.Buckets[i].Rows > 0).ToList();
            var own = steps.Sum(i => Shares.Max(share => regimes.Told(series.Buckets[i], i, share)));
            var common = Shares.Max(share => steps.Sum(i => regimes.Told(series.Buckets[i], i, share)));
            return 2 * (own - common) / Math.Max(1, steps.Count - 1);
        }

        double MostFrom(double level)
        {
            var (most, sum) = (0.0, 0.0);
            for (var i = last - 1; i >= from; i--)
                most = Math.Max(most, sum += regimes.Told(series.Buckets[i], i, level));
            return most;
        }
    }

    private static double Move(MetricForm form, Episode run) =>
        form.IsAdditive() && run.Expected != 0 ? run.Observed / run.Expected - 1 : run.Observed - run.Expected;

    /// <summary>The timeline that begins where the rise does, which is known to a day, or a week where there is nothing finer.</summary>
    public Timeline Begins(Timeline timeline)
    {
        var at = timeline.Fine.At(Start);
        var margin = timeline.Grain == Grain.Week ? 7 : 1;
        var (least, most) = (at.AddDays(-margin), at.AddDays(margin));
        return timeline with
        {
            OnsetFrom = least > timeline.Fine.Start ? least : timeline.Fine.Start,
            OnsetTo = most < timeline.WindowTo ? most : timeline.WindowTo,
            WindowFrom = at,
        };
    }
}
