using Dataing.Analysis.Statistics;

namespace Dataing.Analysis.Localisation.Noise;

/// <summary>Fits variance / expected = phi + relative^2 * expected over bins of size, so that neither few large nor many small leaves rule.</summary>
/// <param name="unit">What one independent thing is worth: 1 for counts, the typical amount for sums.</param>
internal sealed class VarianceFit(double unit)
{
    private const int Bins = 40;
    private const int Middle = 20;
    private const int Fewest = 20;
    private const int FewestAveraged = 5;
    private const int MostSay = 300;

    /// <summary>A leaf seen once or twice has variance one by arithmetic, whatever the truth; larger ones tell.</summary>
    private const double Telling = 2;
    private const double MedianOfChiSquare = 0.4549364231195728;
    private readonly List<(double Size, double Ratio, bool Above)>[] _bins =
    [
        .. Enumerable.Range(0, Bins).Select(_ => new List<(double, double, bool)>()),
    ];

    /// <summary>Takes a leaf's expected value and its residual (or a standard deviation with <paramref name="above"/> false).</summary>
    public void Add(double expected, double residual, bool above)
    {
        if (!(expected > 0) || !double.IsFinite(residual))
            return;
        (expected, residual) = (expected / unit, residual / unit);
        var bin = Math.Clamp(Math.ILogB(expected) + Middle, 0, Bins - 1);
        _bins[bin].Add((expected, residual * residual / expected, above));
    }

    /// <summary>Least squares over the bins; the spread inside a bin is <paramref name="averaged"/> or the median of its quieter side.</summary>
    public (double Phi, double Relative2) Solve(double smallestPhi, bool averaged)
    {
        var (phi, relative2) = InUnits(smallestPhi, averaged);
        return (phi * unit, relative2);
    }

    private (double Phi, double Relative2) InUnits(double smallestPhi, bool averaged)
    {
        var points = new List<(double Size, double Ratio, double Weight)>();
        var pending = new List<(double Size, double Ratio, bool Above)>();
        for (var b = Bins - 1; b >= 0; b--)
        {
            pending.AddRange(_bins[b]);
            if (pending.Count < (averaged ? FewestAveraged : Fewest))
                continue;
            var size = pending.Average(l => l.Size);
            var ratio = averaged || size < 10 ? Winsorised(pending) : QuieterSide(pending);
            points.Add((size, ratio, Math.Sqrt(Math.Min(pending.Count, MostSay)) / Math.Max(ratio, 1e-12)));
            pending.Clear();
        }
        if (points.Count(p => p.Size >= Telling) >= 2)
            points.RemoveAll(p => p.Size < Telling);
        return points.Count == 0 ? Coarse(smallestPhi) : Solve(points, smallestPhi);
    }

    private static (double Phi, double Relative2) Solve(List<(double Size, double Ratio, double Weight)> points, double smallestPhi)
    {
        double s0 = 0,
            s1 = 0,
            s2 = 0,
            t0 = 0,
            t1 = 0;
        foreach (var (size, ratio, weight) in points)
        {
            var w = weight * weight;
            s0 += w;
            s1 += w * size;
            s2 += w * size * size;
            t0 += w * ratio;
            t1 += w * ratio * size;
        }
        var determinant = s0 * s2 - s1 * s1;
        if (points.Count < 2 || determinant <= 1e-9 * s0 * s2)
            return (Math.Max(smallestPhi, t0 / s0), 0);
        var phi = (t0 * s2 - t1 * s1) / determinant;
        var relative = (s0 * t1 - s1 * t0) / determinant;
        if (phi < smallestPhi)
            return (smallestPhi, Math.Max(0, (t1 - smallestPhi * s1) / s2));
        return relative < 0 ? (Math.Max(smallestPhi, t0 / s0), 0) : (phi, relative);
    }

    /// <summary>Too few leaves for bins: one ratio for all.</summary>
    private (double Phi, double Relative2) Coarse(double smallestPhi)
    {
        var all = _bins.SelectMany(b => b).ToList();
        return all.Count < 4 ? (Math.Max(1, smallestPhi), 0) : (Math.Max(smallestPhi, QuieterSide(all)), 0);
    }

    private static double Winsorised(List<(double Size, double Ratio, bool Above)> bin)
    {
        var cap = 10 * Math.Max(1e-12, bin.Average(b => b.Ratio));
        return bin.Average(b => Math.Min(b.Ratio, cap));
    }

    private static double QuieterSide(List<(double Size, double Ratio, bool Above)> bin)
    {
        var above = bin.Where(b => b.Above).Select(b => b.Ratio).ToArray();
        var below = bin.Where(b => !b.Above).Select(b => b.Ratio).ToArray();
        var least = bin.Count / 8;
        var high = above.Length > least ? Robust.SelectMedian(above) : double.PositiveInfinity;
        var low = below.Length > least ? Robust.SelectMedian(below) : double.PositiveInfinity;
        return Math.Min(high, low) / MedianOfChiSquare;
    }
}
