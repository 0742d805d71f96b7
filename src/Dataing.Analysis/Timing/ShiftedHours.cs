namespace Dataing.Analysis.Timing;

/// <summary>
/// From when on times were written so many hours off, seen in the counts by hour: rows vanish from their own hours from that moment on and turn
/// up in others, so that a shift forward leaves a gap at the moment, and a shift backward a pile before it.
/// </summary>
internal static class ShiftedHours
{
    private const int PerHour = 4;
    private const double Reach = 40;
    private const int FewestDays = 7;
    private static readonly double[] Shares = [1, 0.85, 0.7, 0.5, 0.35, 0.2, 0.1];

    /// <summary>The moment as an interval of at most two hours; null where the counts do not tell it so closely.</summary>
    /// <param name="timeline">The rows by hour, with the coarse onset and the end of the incident.</param>
    /// <param name="hours">By how many hours the times moved, forward if positive.</param>
    public static (DateTime From, DateTime To)? Find(Timeline timeline, double hours)
    {
        var series = timeline.Fine;
        var usual = Usual(series, timeline.WindowFrom.AddHours(-Reach));
        if (series.Grain != Core.Alerts.Grain.Hour || usual is null)
            return null;
        var near = (timeline.OnsetFrom + (timeline.OnsetTo - timeline.OnsetFrom) / 2 - series.Start).TotalHours;
        var first = Math.Max(Math.Abs(hours), Math.Floor(near - Reach));
        var last = Math.Min(Math.Floor(near + Reach), (timeline.WindowTo - series.Start).TotalHours - 1);
        var (low, high) = ((int)Math.Max(0, first - Math.Abs(hours) - 1), (int)Math.Min(series.Count - 1, last + Math.Abs(hours) + 6));
        if (!timeline.Ongoing)
            high = (int)Math.Min(high, (timeline.WindowTo - series.Start).TotalHours - Math.Abs(hours) - 1);
        if (high - low < 6 || last <= first)
            return null;
        var candidates = Enumerable.Range(0, (int)((last - first) * PerHour) + 1).Select(i => first + (double)i / PerHour).ToArray();
        var best = Shares.Select(share => Logs(series, usual, candidates, hours, share, low, high)).MaxBy(logs => logs.Max());
        return best is null ? null : Narrowest(series, candidates, best);
    }

    /// <summary>
    /// A series of the share of late rows as the share of shifted ones, by the hour in which they were written: those whose lag says that they
    /// were shifted are put back.
    /// </summary>
    /// <param name="late">Rows by hour, those of a longer lag above the line.</param>
    /// <param name="longer">By how many hours the lag of shifted rows is longer; shorter if negative.</param>
    public static Series SetRight(Series late, double longer)
    {
        var back = (int)Math.Round(longer);
        var all = new Bucket[late.Count];
        for (var i = 0; i < late.Count; i++)
        {
            var bucket = late.Buckets[i];
            var shifted = longer > 0 ? bucket.Numerator : bucket.Denominator - bucket.Numerator;
            var kept = bucket.Denominator - shifted;
            all[i] += new Bucket(kept, 0, kept, 0);
            if (i + back >= 0 && i + back < all.Length)
                all[i + back] += new Bucket(shifted, shifted, shifted, 0);
        }
        return new Series(late.Grain, late.Start, all);
    }

    private static double[] Logs(Series series, double[] usual, double[] candidates, double hours, double share, int low, int high) =>
        [
            .. candidates.Select(moment =>
            {
                var sum = 0.0;
                for (var i = low; i <= high; i++)
                {
                    var kept = Usual(usual, series, i) * (1 - share * Behind(i, moment));
                    var moved = share * Usual(usual, series, i - hours) * Behind(i - hours, moment);
                    var expected = Math.Max(kept + moved, 0.02);
                    // Counts scatter more than by chance alone: half of what they say is believed.
                    sum += (series.Buckets[i].Rows * Math.Log(expected) - expected) / 2;
                }
                return sum;
            }),
        ];

    /// <summary>How much of an hour lies behind the moment.</summary>
    private static double Behind(double hour, double moment) => Math.Clamp(hour + 1 - moment, 0, 1);

    private static double Usual(double[] usual, Series series, double hour)
    {
        var at = series.Start.AddHours(hour);
        return usual[(int)at.DayOfWeek * 24 + at.Hour];
    }

    /// <summary>The mean rows of each hour of the week before the change; of the day where there is less than three weeks.</summary>
    private static double[]? Usual(Series series, DateTime until)
    {
        var end = Math.Min(series.Count, series.IndexOf(until));
        if (end < 24 * FewestDays)
            return null;
        var byWeek = end >= 3 * 168;
        var (sums, counts) = (new double[168], new int[168]);
        for (var i = Math.Max(0, end - 8 * 168); i < end; i++)
        {
            var at = series.At(i);
            var key = (byWeek ? (int)at.DayOfWeek : 0) * 24 + at.Hour;
            sums[key] += series.Buckets[i].Rows;
            counts[key]++;
        }
        return [.. Enumerable.Range(0, 168).Select(k => byWeek ? k : k % 24).Select(k => counts[k] == 0 ? 0 : sums[k] / counts[k])];
    }

    private static (DateTime From, DateTime To)? Narrowest(Series series, double[] candidates, double[] logs)
    {
        var most = logs.Max();
        double[] mass = [.. logs.Select(l => Math.Exp(l - most))];
        var total = mass.Sum();
        // Of all windows of two hours the one that holds most, its mass in the middle.
        var (best, held) = (0, 0.0);
        for (var i = 0; i < mass.Length; i++)
        {
            var inside = mass.Skip(i).Take(2 * PerHour - 1).Sum();
            if (inside > held + 1e-12 * total)
                (best, held) = (i, inside);
        }
        if (held < 0.8 * total)
            return null;
        var centre = Enumerable.Range(best, Math.Min(2 * PerHour - 1, mass.Length - best)).Sum(i => candidates[i] * mass[i]) / held;
        var from = series.Start.AddHours(Math.Round((centre - 1) * PerHour) / PerHour);
        return (from, from.AddHours(2));
    }
}
