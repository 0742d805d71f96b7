using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Dimensions;

/// <summary>Some rows before and in the incident window.</summary>
/// <param name="Before">Measures of all past stretches together.</param>
/// <param name="Now">Measures of the incident window.</param>
internal readonly record struct MovedRows(Bucket Before, Bucket Now)
{
    public static MovedRows operator +(MovedRows a, MovedRows b) => new(a.Before + b.Before, a.Now + b.Now);
}

/// <summary>How well it explains what rows did that those on one side of a condition moved together, and those on the other by themselves.</summary>
/// <param name="form">What is measured.</param>
/// <param name="exposure">Expected in the window per row or unit of all past stretches together.</param>
/// <param name="byAmount">True for means that move by an amount, not by a factor.</param>
internal sealed class CellFit(MetricForm form, double exposure, bool byAmount)
{
    private const double Least = 1e-4;

    /// <summary>By how much the rows moved: as a part for what is counted, else in points; and by how many of its standard deviations.</summary>
    public (double Move, double Deviations) Move(MovedRows rows)
    {
        var (before, now) = (Level(rows.Before), Level(rows.Now));
        switch (form)
        {
            case MetricForm.Rate:
                var spread = Math.Sqrt(Math.Max(before * (1 - before), Least) / Math.Max(1, rows.Now.Denominator));
                return (now - before, (now - before) / spread);
            case MetricForm.Mean:
                return (now - before, (now - before) / Math.Sqrt(Variance(rows.Before) / Math.Max(1, rows.Now.Denominator)));
            default:
                var usual = rows.Before.Numerator * exposure;
                var noise = Math.Sqrt(Math.Max(1, usual) * Math.Max(1, usual / Math.Max(1, rows.Before.Rows * exposure)));
                return (rows.Now.Numerator / Math.Max(usual, 0.5) - 1, (rows.Now.Numerator - usual) / noise);
        }
    }

    /// <summary>The log likelihood of the cells, in nats, but for what all ways to part them have in common.</summary>
    public double Of(IReadOnlyList<MovedRows> inside, IReadOnlyList<MovedRows> outside)
    {
        var all = inside.Concat(outside).Aggregate(default(MovedRows), (a, b) => a + b);
        return Side(inside, all) + Side(outside, all);
    }

    private double Side(IReadOnlyList<MovedRows> cells, MovedRows all)
    {
        var sum = cells.Aggregate(default(MovedRows), (a, b) => a + b);
        switch (form)
        {
            case MetricForm.Rate:
                var rows = cells.Where(c => c.Now.Denominator > 0).ToList();
                var (hits, usual) = (sum.Now.Numerator, rows.Sum(c => c.Now.Denominator * Level(c.Before)));
                var left = sum.Now.Denominator - usual;
                // A part of the good rows turned bad, or of the bad ones good: the same part in every cell.
                var turned = hits >= usual ? (hits - usual) / Math.Max(left, 1e-9) : (hits - usual) / Math.Max(usual, 1e-9);
                return rows.Sum(c =>
                {
                    var share = Level(c.Before);
                    share = Math.Clamp(turned >= 0 ? share + turned * (1 - share) : share * (1 + turned), Least, 1 - Least);
                    return c.Now.Numerator * Math.Log(share) + (c.Now.Denominator - c.Now.Numerator) * Math.Log(1 - share);
                });
            case MetricForm.Mean:
                var weight = sum.Now.Denominator;
                var foretold = cells.Sum(c => c.Now.Denominator * Level(c.Before));
                if (weight <= 0)
                    return 0;
                var factor = Math.Abs(foretold) > 1e-12 ? sum.Now.Numerator / foretold : 1;
                var amount = (sum.Now.Numerator - foretold) / weight;
                return -cells.Sum(c =>
                    {
                        var expected = byAmount ? Level(c.Before) + amount : Level(c.Before) * factor;
                        return c.Now.Denominator * Math.Pow(Level(c.Now) - expected, 2);
                    }) / (2 * Math.Max(Variance(all.Now), 1e-300));
            default:
                var (now, before) = (sum.Now.Numerator, sum.Before.Numerator * exposure);
                return now <= 0 ? 0 : now * Math.Log(now / Math.Max(before, 0.5));
        }
    }

    private double Level(Bucket bucket) =>
        form.IsAdditive() ? bucket.Numerator
        : bucket.Denominator > 0 ? bucket.Numerator / bucket.Denominator
        : 0;

    private static double Variance(Bucket bucket)
    {
        if (bucket.Denominator <= 0)
            return 1;
        var mean = bucket.Numerator / bucket.Denominator;
        return Math.Max(bucket.Squares / bucket.Denominator - mean * mean, 1e-12);
    }
}
