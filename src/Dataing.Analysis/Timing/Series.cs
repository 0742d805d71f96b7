using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>The additive measures of one step of time.</summary>
/// <param name="Rows">All rows of the step, whatever the metric.</param>
/// <param name="Numerator">Count, sum or hits.</param>
/// <param name="Denominator">Rows the numerator is out of.</param>
/// <param name="Squares">Sum of squared values, for averages.</param>
internal readonly record struct Bucket(double Rows, double Numerator, double Denominator, double Squares)
{
    public static Bucket operator +(Bucket a, Bucket b) =>
        new(a.Rows + b.Rows, a.Numerator + b.Numerator, a.Denominator + b.Denominator, a.Squares + b.Squares);
}

/// <summary>A metric over time, one bucket per step, steps without rows included.</summary>
internal sealed class Series(Grain grain, DateTime start, Bucket[] buckets)
{
    private const int FewestWeeks = 6;

    public Grain Grain { get; } = grain;

    public DateTime Start { get; } = start;

    public IReadOnlyList<Bucket> Buckets { get; } = buckets;

    public int Count => Buckets.Count;

    public DateTime End => At(Count);

    /// <summary>Makes a gapless series of what a query returned, in any order.</summary>
    public static Series From(Grain grain, IReadOnlyDictionary<DateTime, Bucket> buckets)
    {
        if (buckets.Count == 0)
            return new Series(grain, default, []);
        var start = buckets.Keys.Min();
        var count = Steps(grain, start, buckets.Keys.Max()) + 1;
        var all = new Bucket[count];
        foreach (var (at, bucket) in buckets)
            all[Steps(grain, start, at)] += bucket;
        return new Series(grain, start, all);
    }

    /// <summary>The start of step <paramref name="index"/>, which may lie beyond the end.</summary>
    public DateTime At(int index) => Add(Grain, Start, index);

    /// <summary>The step that holds the moment; negative or beyond the end when none does.</summary>
    public int IndexOf(DateTime moment) => Steps(Grain, Start, moment);

    public Bucket Sum(int from, int to)
    {
        var sum = default(Bucket);
        for (var i = Math.Max(0, from); i < Math.Min(Count, to); i++)
            sum += Buckets[i];
        return sum;
    }

    /// <summary>The same measures in wider steps.</summary>
    public Series RollUp(Grain wider)
    {
        var sums = new Dictionary<DateTime, Bucket>();
        for (var i = 0; i < Count; i++)
        {
            var at = Floor(wider, At(i));
            sums[at] = sums.GetValueOrDefault(at) + Buckets[i];
        }
        return From(wider, sums);
    }

    /// <summary>The step the rows really come in: a date that is always of one weekday stands for its week, and no other day lacks anything.</summary>
    public Series InOwnSteps()
    {
        if (Grain != Grain.Day)
            return this;
        var days = Enumerable.Range(0, Count).Where(i => Buckets[i].Rows > 0).ToList();
        return days.Count >= FewestWeeks && days.TrueForAll(i => (i - days[0]) % 7 == 0) ? RollUp(Grain.Week) : this;
    }

    public static DateTime Floor(Grain grain, DateTime at) =>
        grain switch
        {
            Grain.Minute => at.Date.AddHours(at.Hour).AddMinutes(at.Minute),
            Grain.Hour => at.Date.AddHours(at.Hour),
            Grain.Day => at.Date,
            Grain.Week => at.Date.AddDays(-(((int)at.DayOfWeek + 6) % 7)),
            _ => new DateTime(at.Year, at.Month, 1),
        };

    public static DateTime Add(Grain grain, DateTime at, int steps) =>
        grain switch
        {
            Grain.Minute => at.AddMinutes(steps),
            Grain.Hour => at.AddHours(steps),
            Grain.Day => at.AddDays(steps),
            Grain.Week => at.AddDays(7 * steps),
            _ => at.AddMonths(steps),
        };

    private static int Steps(Grain grain, DateTime start, DateTime at) =>
        grain switch
        {
            Grain.Minute => (int)Math.Floor((at - start).TotalMinutes),
            Grain.Hour => (int)Math.Floor((at - start).TotalHours),
            Grain.Day => (int)Math.Floor((at - start).TotalDays),
            Grain.Week => (int)Math.Floor((at - start).TotalDays / 7),
            _ => (at.Year - start.Year) * 12 + at.Month - start.Month,
        };
}
