using Dataing.Analysis.Localisation;
using Dataing.Analysis.Statistics;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>
/// The robust expectation of a daily series: a recent level, the trend, and the day of the week, each by medians, so that an
/// incident, a healed older one or a holiday in the history does not drag it along.
/// </summary>
internal static class DailyBaseline
{
    private const int Memory = 28;
    private const int FewestForWeekdays = 21;
    private const int FewestWeeks = 8;

    /// <summary>By how much more than from day to day a metric may wander by itself.</summary>
    private const double InRuns = 2.5;

    /// <param name="exclude">Steps that must not teach: known episodes and the incomplete end.</param>
    /// <param name="alert">When something is said to have happened: what lies on either side of it is no trend.</param>
    public static Baseline Fit(Series series, MetricForm form, Func<int, bool> exclude, DateTime? alert = null)
    {
        var n = series.Count;
        var logs = form.IsAdditive();
        var y = new double[n];
        var usable = new bool[n];
        for (var i = 0; i < n; i++)
        {
            var value = form.Value(series.Buckets[i]);
            usable[i] = value is not null && !exclude(i);
            y[i] = value is { } v ? Transform(v, logs) : double.NaN;
        }
        var slope = logs ? TheilSen(series.Grain, y, usable, alert is { } at ? Math.Clamp(series.IndexOf(at), 0, n) : n) : 0;
        var weekdays = Weekdays(series, form, y, usable, slope);
        var expected = new double[n];
        for (var i = 0; i < n; i++)
        {
            var level = Level(y, usable, weekdays, series, slope, i);
            var z = level + weekdays[Day(series, i)];
            expected[i] = logs ? Math.Exp(z) : z;
        }
        if (form == MetricForm.Rate)
            for (var i = 0; i < n; i++)
                expected[i] = Math.Clamp(expected[i], 0, 1);
        return new Baseline(expected, Sigmas(series, form, expected, usable), weekdays.Any(w => w != 0), slope);
    }

    private static double Transform(double value, bool logs) => logs ? Math.Log(Math.Max(value, 0.5)) : value;

    private static int Day(Series series, int i) => (int)series.At(i).DayOfWeek;

    /// <summary>The level just before a step: the median of the usable days behind it, or around it where there are too few.</summary>
    private static double Level(double[] y, bool[] usable, double[] weekdays, Series series, double slope, int at)
    {
        var values = new List<double>(Memory);
        for (var j = at - 1; j >= 0 && values.Count < Memory; j--)
            if (usable[j])
                values.Add(y[j] - weekdays[Day(series, j)] + slope * (at - j));
        for (var j = at + 1; j < y.Length && values.Count < 10; j++)
            if (usable[j])
                values.Add(y[j] - weekdays[Day(series, j)] - slope * (j - at));
        if (values.Count == 0)
            return double.IsNaN(y[at]) ? 0 : y[at];
        return Robust.TrimmedMean(values.ToArray(), 0.3);
    }

    /// <summary>The median of the slopes between days a week or more apart, so that weekdays cancel, on the same side of a step.</summary>
    private static double TheilSen(Grain grain, double[] y, bool[] usable, int step)
    {
        var (week, fewest) = grain == Grain.Week ? (1, FewestWeeks) : (7, FewestForWeekdays);
        if (usable.Count(u => u) < fewest)
            return 0;
        var slopes = new List<double>();
        for (var lag = week; lag < y.Length; lag += week)
        for (var i = 0; i + lag < y.Length; i++)
            if (usable[i] && usable[i + lag] && i < step == i + lag < step)
                slopes.Add((y[i + lag] - y[i]) / lag);
        return slopes.Count < 14 ? 0 : Math.Clamp(Robust.Median(slopes.ToArray()), -0.35 / week, 0.35 / week);
    }

    private static double[] Weekdays(Series series, MetricForm form, double[] y, bool[] usable, double slope)
    {
        var effects = new double[7];
        var days = Enumerable.Range(0, y.Length).Where(i => usable[i]).ToArray();
        if (days.Length < FewestForWeekdays || series.Grain == Grain.Week)
            return effects;
        var residuals = new double[y.Length];
        foreach (var i in days)
            residuals[i] = y[i] - Centre(y, usable, i, slope);
        for (var day = 0; day < 7; day++)
        {
            double[] own = [.. days.Where(i => Day(series, i) == day).Select(i => residuals[i])];
            effects[day] = own.Length < 3 ? 0 : Robust.Median(own);
        }
        var mean = effects.Average();
        var noise = Robust.Mad([.. days.Select(i => residuals[i] - effects[Day(series, i)])]) / Math.Sqrt(days.Length / 7.0);
        var spread = Math.Sqrt(effects.Sum(e => (e - mean) * (e - mean)) / 6);
        if (spread <= (form.IsAdditive() ? 1.5 : 2.5) * noise)
            return new double[7];
        return [.. effects.Select(e => e - mean)];
    }

    /// <summary>The median of the week around a day: one of each weekday.</summary>
    private static double Centre(double[] y, bool[] usable, int at, double slope)
    {
        var (sum, count) = (0.0, 0);
        for (var reach = 10; count < 7 && reach <= 20; reach += 10)
        {
            var values = new List<double>();
            for (var j = Math.Max(0, at - reach); j <= Math.Min(y.Length - 1, at + reach); j++)
                if (usable[j])
                    values.Add(y[j] - slope * (j - at));
            (sum, count) = (Robust.Median(values.ToArray()), values.Count);
        }
        return sum;
    }

    private static double[] Sigmas(Series series, MetricForm form, double[] expected, bool[] usable)
    {
        var n = series.Count;
        var within = Scatter.Within(series, usable);
        var sigma = new double[n];
        var z = new List<double>();
        var relative = new List<double>();
        for (var i = 0; i < n; i++)
        {
            sigma[i] = form.Scatter(series.Buckets[i], expected[i], within ?? 1);
            if (!usable[i] || form.Value(series.Buckets[i]) is not { } value)
                continue;
            if (sigma[i] > 0)
                z.Add((value - expected[i]) / sigma[i]);
            if (expected[i] > 0)
                relative.Add(value / expected[i] - 1);
        }
        if (form.IsAdditive())
        {
            var share = Spread(relative);
            return [.. sigma.Select((s, i) => Math.Max(s, share * expected[i]))];
        }
        var least =
            form == MetricForm.Rate ? 1
            : within is null ? 0
            : 0.7;
        var scale = Math.Max(least, Spread(z));
        return [.. sigma.Select(s => Math.Max(s * scale, 1e-12))];
    }

    /// <summary>
    /// Median deviation, but no less than what the bulk of the days shows: a few ties must not make the scatter vanish. Days that stray in one run
    /// show nothing of it, however many they are: from day to day they move no more than others.
    /// </summary>
    private static double Spread(List<double> values)
    {
        if (values.Count < 4)
            return values.Count == 0 ? 1 : Math.Max(0.05, values.Max(Math.Abs));
        double[] absolute = [.. values.Select(Math.Abs)];
        double[] moves = [.. values.Zip(values.Skip(1), (a, b) => Math.Abs(b - a) / Math.Sqrt(2))];
        var bulk = Math.Min(Robust.Quantile(absolute, 0.8), InRuns * Robust.Quantile(moves, 0.8)) / 1.2816;
        return Math.Max(Robust.MadToSigma * Robust.Median(absolute), bulk);
    }
}
