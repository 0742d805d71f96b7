namespace Dataing.Analysis.Localisation.Search;

/// <summary>Of the values along one dimension, those that moved with the strongest of them; of an ordered one, a run of neighbours.</summary>
internal static class MovedValues
{
    private const int Rounds = 3;
    private const double LeastRest = 0.06;
    private const double MostFollowing = 0.3;

    /// <summary>Empty when all values with rows moved, or none did.</summary>
    public static int[] Of(Sums[] children, ShiftFamily family, bool ordered)
    {
        var strongest = Enumerable.Range(0, children.Length).MaxBy(c => Weight(children[c]) > 0 ? family.Gain(children[c]) : -1);
        var still = Still(family);
        var far = (family.Best(children[strongest]) - still) / 2;
        // Those that went at least half as far as the strongest say how far all of them went.
        var shift = family.Best(
            children
                .Where(c => Weight(c) > 0 && (family.Best(c) - still) * Math.Sign(far) >= Math.Abs(far))
                .Aggregate(default(Sums), (sum, c) => sum + c)
        );
        int[] codes = [];
        for (var round = 0; round < Rounds; round++)
        {
            var gains = children.Select(c => Weight(c) > 0 ? family.GainAt(c, shift) : 0).ToArray();
            codes = ordered ? Run(gains) : [.. Enumerable.Range(0, gains.Length).Where(c => gains[c] > 0)];
            if (codes.Length == 0)
                return [];
            shift = family.Best(codes.Aggregate(default(Sums), (sum, c) => sum + children[c]));
        }
        return Stands(children, codes, family) ? codes : [];
    }

    /// <summary>
    /// The rest must be a good part of the rows and must have stayed: to leave out the few values that chance had follow less is no finding.
    /// </summary>
    private static bool Stands(Sums[] children, int[] codes, ShiftFamily family)
    {
        var all = children.Aggregate(default(Sums), (sum, c) => sum + c);
        var moved = codes.Aggregate(default(Sums), (sum, c) => sum + children[c]);
        var rest = Enumerable.Range(0, children.Length).Except(codes).Aggregate(default(Sums), (sum, c) => sum + children[c]);
        if (Size(rest) < LeastRest * Size(all))
            return false;
        return Math.Abs(Distance(rest, family)) < MostFollowing * Math.Abs(Distance(moved, family));
    }

    /// <summary>How far values went: a rate in points, for of next to no bad rows a few less is nearly all of them.</summary>
    private static double Distance(Sums sums, ShiftFamily family) =>
        family != ShiftFamily.Rate ? family.Best(sums) - 1
        : sums.Trials > 0 ? sums.Surplus / sums.Trials
        : 0;

    /// <summary>The shift of what did not move.</summary>
    private static double Still(ShiftFamily family) => family == ShiftFamily.Rate ? 0 : 1;

    private static double Size(Sums sums) => sums.Trials > 0 ? sums.Trials : sums.Expected;

    private static double Weight(Sums child) => child.Expected + child.Observed + child.Trials;

    /// <summary>The neighbours with the largest sum of gains.</summary>
    private static int[] Run(double[] gains)
    {
        var (best, from, to) = (0.0, 0, -1);
        var (sum, start) = (0.0, 0);
        for (var i = 0; i < gains.Length; i++)
        {
            if (sum <= 0)
                (sum, start) = (0, i);
            sum += gains[i];
            if (sum > best)
                (best, from, to) = (sum, start, i);
        }
        return to < from ? [] : [.. Enumerable.Range(from, to - from + 1)];
    }
}
