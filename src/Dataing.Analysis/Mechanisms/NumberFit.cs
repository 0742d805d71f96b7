using Dataing.Analysis.Mechanisms.Anatomy;

namespace Dataing.Analysis.Mechanisms;

/// <summary>How a part of the values was transformed so that the old distribution became the new one.</summary>
/// <param name="Factor">What that part was multiplied by; negative: also mirrored.</param>
/// <param name="Share">The part, 0 to 1.</param>
/// <param name="Explained">How much of the difference between before and after this accounts for, 0 to 1.</param>
internal sealed record NumberFit(double Factor, double Share, double Explained)
{
    private static readonly double[] Shares = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5, 0.4, 0.3];

    /// <summary>
    /// True when a metric that went by <paramref name="change"/> (after over before) can have gone so because of this: a mean that rose while the
    /// values fell was made by a few of them.
    /// </summary>
    public bool Explains(double change) =>
        change <= 0 || Factor <= 0 || Math.Abs(Math.Log(change)) < 0.05 || Math.Log(1 + Share * (Factor - 1)) / Math.Log(change) > 0.25;

    /// <summary>The best factor of all, coarse first and then fine.</summary>
    public static NumberFit Best(NumberAnatomy numbers)
    {
        var before = numbers.Before;
        var scale = before.Select(Math.Abs).Where(b => b > 0).DefaultIfEmpty(1).Order().ToArray();
        var floor = scale[scale.Length / 2] * 1e-3;
        var none = Distance(before, numbers.After, 1, 1, floor);
        var best = (Factor: 1.0, Share: 1.0, Distance: none);
        foreach (var sign in new[] { 1.0, -1.0 })
            for (var log = -10.0; log <= 10.0; log += 0.08)
                foreach (var share in Shares)
                    best = Better(before, numbers.After, sign * Math.Exp(log), share, floor, best);
        var (centre, around) = (best.Factor, best.Share);
        for (var step = -0.1; step <= 0.1; step += 0.004)
        for (var share = Math.Max(0.1, around - 0.08); share <= Math.Min(1, around + 0.08) + 1e-9; share += 0.02)
            best = Better(before, numbers.After, centre * Math.Exp(step), Math.Min(1, share), floor, best);
        return new NumberFit(best.Factor, best.Share, none <= 1e-9 ? 0 : 1 - best.Distance / none);
    }

    private static (double, double, double) Better(
        double[] before,
        double[] after,
        double factor,
        double share,
        double floor,
        (double Factor, double Share, double Distance) best
    )
    {
        var distance = Distance(before, after, factor, share, floor);
        return distance < best.Distance - 1e-9 ? (factor, share, distance) : best;
    }

    /// <summary>Mean distance of the ranks on a log scale that runs through zero.</summary>
    private static double Distance(double[] before, double[] after, double factor, double share, double floor)
    {
        var n = before.Length;
        var values = new (double Value, double Weight)[share < 1 ? 2 * n : n];
        for (var i = 0; i < n; i++)
        {
            values[i] = (before[i] * factor, share);
            if (share < 1)
                values[n + i] = (before[i], 1 - share);
        }
        Array.Sort(values, static (a, b) => a.Value.CompareTo(b.Value));
        var sum = 0.0;
        var (at, running) = (0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var rank = i + 0.5;
            while (at < values.Length - 1 && running + values[at].Weight < rank)
                running += values[at++].Weight;
            // The outermost ranks are means over few values: dirt lives there.
            if (i > 0 && i < n - 1)
                sum += Math.Abs(Scale(values[at].Value, floor) - Scale(after[i], floor));
        }
        return sum / n;
    }

    private static double Scale(double value, double floor) => Math.Sign(value) * Math.Log(1 + Math.Abs(value) / floor);
}
