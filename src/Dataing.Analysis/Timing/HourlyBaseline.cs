using Dataing.Analysis.Localisation;
using Dataing.Analysis.Statistics;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>The expectation by hour: the day's expectation spread over the hours as this hour of the day (of the week, given history) usually takes its share.</summary>
internal static class HourlyBaseline
{
    private const int DaysForHourOfWeek = 42;

    public static Baseline Fit(Series hours, Series days, Baseline daily, MetricForm form, Func<DateTime, bool> exclude)
    {
        var n = hours.Count;
        var dayOf = new int[n];
        for (var i = 0; i < n; i++)
            dayOf[i] = Math.Clamp(days.IndexOf(hours.At(i)), 0, days.Count - 1);
        var usable = Enumerable.Range(0, n).Select(i => !exclude(hours.At(i))).ToArray();
        var expected = form.IsAdditive() ? Shared(hours, dayOf, daily, usable) : Shifted(hours, dayOf, daily, form, usable);
        return new Baseline(expected, Sigmas(hours, form, expected, usable, daily, dayOf), daily.Weekly, daily.Slope);
    }

    /// <summary>Rates and means may have hours of their own: what an hour of the day usually adds to its day, where that is more than chance.</summary>
    private static double[] Shifted(Series hours, int[] dayOf, Baseline daily, MetricForm form, bool[] usable)
    {
        var (above, below, squares) = (new double[24], new double[24], new double[24]);
        for (var i = 0; i < hours.Count; i++)
        {
            var bucket = hours.Buckets[i];
            if (!usable[i] || bucket.Denominator <= 0)
                continue;
            var h = hours.At(i).Hour;
            var off = bucket.Numerator - daily.Expected[dayOf[i]] * bucket.Denominator;
            above[h] += off;
            below[h] += bucket.Denominator;
            squares[h] += off * off;
        }
        var shifts = new double[24];
        for (var h = 0; h < 24; h++)
            if (below[h] > 0 && Math.Abs(above[h]) > 4 * Math.Sqrt(squares[h]))
                shifts[h] = above[h] / below[h];
        return
        [
            .. Enumerable
                .Range(0, hours.Count)
                .Select(i => daily.Expected[dayOf[i]] + shifts[hours.At(i).Hour])
                .Select(e => form == MetricForm.Rate ? Math.Clamp(e, 0, 1) : e),
        ];
    }

    private static double[] Shared(Series hours, int[] dayOf, Baseline daily, bool[] usable)
    {
        var byWeek = daily.Expected.Length >= DaysForHourOfWeek;
        var shares = new List<double>[byWeek ? 168 : 24];
        for (var key = 0; key < shares.Length; key++)
            shares[key] = [];
        for (var i = 0; i < hours.Count; i++)
            if (usable[i] && daily.Expected[dayOf[i]] > 0)
                shares[Key(hours, i, byWeek)].Add(hours.Buckets[i].Numerator / daily.Expected[dayOf[i]]);
        double[] usual = [.. shares.Select(s => s.Count == 0 ? 1.0 / 24 : Robust.TrimmedMean(s.ToArray(), 0.15))];
        Normalise(usual);
        return [.. Enumerable.Range(0, hours.Count).Select(i => daily.Expected[dayOf[i]] * usual[Key(hours, i, byWeek)])];
    }

    /// <summary>Trimming bends sums; every day's shares add up to one.</summary>
    private static void Normalise(double[] shares)
    {
        for (var day = 0; day < shares.Length; day += 24)
        {
            var sum = shares.AsSpan(day, 24).ToArray().Sum();
            for (var i = day; i < day + 24; i++)
                shares[i] = sum > 0 ? shares[i] / sum : 1.0 / 24;
        }
    }

    private static int Key(Series hours, int i, bool byWeek)
    {
        var at = hours.At(i);
        return byWeek ? (int)at.DayOfWeek * 24 + at.Hour : at.Hour;
    }

    private static double[] Sigmas(Series hours, MetricForm form, double[] expected, bool[] usable, Baseline daily, int[] dayOf)
    {
        var within = Scatter.Within(hours, usable);
        double[] chance = [.. expected.Select((e, i) => form.Scatter(hours.Buckets[i], e, within ?? 1))];
        var squares = new List<double>();
        for (var i = 0; i < hours.Count; i++)
            if (usable[i] && chance[i] > 0 && form.Value(hours.Buckets[i]) is { } value)
                squares.Add(Math.Pow((value - expected[i]) / chance[i], 2));
        var least = form == MetricForm.Mean && within is null ? 0 : 1;
        var inflation = squares.Count < 24 ? 1 : Math.Max(least, Robust.TrimmedMean(squares.ToArray(), 0.05));
        return
        [
            .. chance.Select(
                (c, i) =>
                {
                    var common =
                        form.IsAdditive() && daily.Expected[dayOf[i]] > 0
                            ? expected[i] * daily.Sigma[dayOf[i]] / daily.Expected[dayOf[i]] * 0.5
                            : 0;
                    return Math.Max(Math.Sqrt(c * c * inflation + common * common), 1e-12);
                }
            ),
        ];
    }
}
