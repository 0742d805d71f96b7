using Dataing.Analysis.Localisation.Cube;
using Dataing.Analysis.Statistics;

namespace Dataing.Analysis.Localisation.Search;

/// <summary>
/// Scores an element exactly. Thin leaves: the pooled likelihood gain, less what its parts disagree about. Thick leaves: a
/// mixture in which every leaf's say is bounded, so two dirty children out of three do not make their parent win.
/// </summary>
internal sealed class ElementScore(LeafEvidence evidence, LeafTable table, ChildSums children, int[] sizes, SegmentSearchOptions options)
{
    private const double Stray = 1e-3;
    private const double StrayDensity = 0.25;

    /// <summary>Rows of so little past are new.</summary>
    private const double Unseen = 0.25;
    private const double LargestSay = 15;

    /// <summary>Share of leaves that must follow before everything is said to have moved.</summary>
    private const double Most = 0.75;
    private const int Sample = 300;
    private const double Root2Pi = 2.5066282746310002;
    private readonly double[] _scratch = new double[table.Count];
    private readonly double[] _other = new double[table.Count];
    private readonly int[] _sample = new int[Sample];
    private readonly double[] _logFactorial = LogFactorials(sizes.DefaultIfEmpty().Max());
    private Sums[] _parts = [];

    /// <summary>Evidence of nothing: the element has no leaves or no shift worth naming.</summary>
    public const double None = double.NegativeInfinity;

    public Scored Score(Element element, ReadOnlySpan<int> leaves, double deflation, bool sampled = false)
    {
        if (leaves.IsEmpty)
            return new Scored(element, None, 0, 0);
        var asked = sampled ? Some(leaves) : leaves;
        var (gain, shift) = evidence.Thick ? Mixture(element, asked) : Pooled(element, leaves);
        gain *= (double)leaves.Length / asked.Length;
        return new Scored(element, gain / deflation - Price(element), shift, leaves.Length, asked.Length < leaves.Length);
    }

    /// <summary>Scores a candidate from rolled-up cells alone; null when the cube does not keep them.</summary>
    public Scored? FromCells(Element element, Candidate candidate, double deflation)
    {
        if (!children.CanRead)
            return null;
        var sums = children.Whole(candidate);
        var shift = evidence.Family.Best(sums);
        if (element.Dimensions.Length > 0 && !Matters(sums, shift))
            return new Scored(element, None, shift, 0);
        var worst = 0.0;
        for (var d = 0; d < table.Codes.Length && !IsNew(sums); d++)
        {
            var size = table.Dimensions[d].Values.Count;
            if (size < 2 || Array.IndexOf(element.Dimensions, d) >= 0)
                continue;
            var parts = Parts(size);
            children.Read(element, d, parts);
            worst = Math.Max(worst, Disagreement(parts, shift));
        }
        return new Scored(element, (evidence.Family.GainAt(sums, shift) - worst) / deflation - Price(element), shift, 0);
    }

    /// <summary>Enough of many thick leaves to judge them by; all of them otherwise. Valid until the next call.</summary>
    public ReadOnlySpan<int> Some(ReadOnlySpan<int> leaves)
    {
        if (!evidence.Thick || leaves.Length <= 2 * Sample)
            return leaves;
        for (var i = 0; i < Sample; i++)
            _sample[i] = leaves[(int)((long)i * leaves.Length / Sample)];
        return _sample;
    }

    private Span<Sums> Parts(int size)
    {
        if (_parts.Length < size)
            _parts = new Sums[size];
        return _parts.AsSpan(0, size);
    }

    public double Price(Element element)
    {
        var price = 2.0 * Math.Max(0, element.Dimensions.Length - 1) + (evidence.Thick ? 2 : 0);
        for (var i = 0; i < element.Dimensions.Length; i++)
            price += Ways(element.Dimensions[i], element.Codes[i]);
        return Math.Max(price, Math.Log(2));
    }

    /// <summary>How many lists of so many values there are to choose from, as a logarithm; of a range only its two ends are chosen.</summary>
    private double Ways(int dimension, int[] codes)
    {
        var size = sizes[dimension];
        var ways = _logFactorial[size] - _logFactorial[codes.Length] - _logFactorial[size - codes.Length];
        var run = table.Dimensions[dimension].Ordered && codes[^1] - codes[0] == codes.Length - 1;
        return run ? Math.Min(ways, 2 * Math.Log(Math.Max(1, size))) : ways;
    }

    private static double[] LogFactorials(int most)
    {
        var sums = new double[most + 1];
        for (var i = 2; i <= most; i++)
            sums[i] = sums[i - 1] + Math.Log(i);
        return sums;
    }

    /// <summary>Rows that nobody expected have no usual shares of other columns that theirs could disagree with.</summary>
    private bool IsNew(Sums sums) => evidence.Family == ShiftFamily.Count && sums.Expected < Unseen;

    /// <summary>True when the shift is large enough for anyone to care.</summary>
    public bool Matters(Sums sums, double shift)
    {
        if (evidence.Family != ShiftFamily.Rate)
            return Math.Abs(shift - 1) >= options.MinimumEffect;
        var before = sums.Trials > 0 ? sums.Expected / sums.Trials : 0;
        var change = shift >= 0 ? shift * (1 - before) : -shift * before;
        return change >= Math.Max(options.MinimumRateChange, options.MinimumEffect * before * (1 - before));
    }

    /// <summary>How much better the leaves are explained by a given shift than by none.</summary>
    public double GainAt(ReadOnlySpan<int> leaves, double shift)
    {
        if (!evidence.Thick)
            return evidence.Family.GainAt(evidence.Total(leaves), shift);
        var move = _scratch.AsSpan(0, leaves.Length);
        var sigma = 0.0;
        for (var i = 0; i < leaves.Length; i++)
        {
            move[i] = evidence.Move[leaves[i]];
            sigma += evidence.Sigma[leaves[i]];
        }
        return MixtureGain(leaves, move, shift, Math.Clamp(sigma / Math.Max(1, leaves.Length), 0.04, 0.12));
    }

    /// <summary>True when the leaves do not contradict a given shift.</summary>
    public bool Agrees(ReadOnlySpan<int> leaves, double shift, double deflation)
    {
        if (!evidence.Thick)
        {
            var sums = evidence.Total(leaves);
            var own = evidence.Family.Gain(sums) / deflation;
            return own - evidence.Family.GainAt(sums, shift) / deflation < 2 + 0.1 * own;
        }
        var sigma = 0.0;
        var move = _other.AsSpan(0, leaves.Length);
        for (var i = 0; i < leaves.Length; i++)
        {
            move[i] = evidence.Move[leaves[i]];
            sigma += evidence.Sigma[leaves[i]];
        }
        var allowed = Math.Max(0.05, 2.5 * sigma / leaves.Length / Math.Sqrt(leaves.Length));
        return !leaves.IsEmpty && Math.Abs(Robust.SelectMedian(move) - shift) <= allowed;
    }

    private (double Gain, double Shift) Pooled(Element element, ReadOnlySpan<int> leaves)
    {
        var sums = evidence.Total(leaves);
        var shift = evidence.Family.Best(sums);
        if (element.Dimensions.Length > 0 && !Matters(sums, shift))
            return (None, shift);
        var gain = evidence.Family.GainAt(sums, shift);
        var worst = 0.0;
        for (var d = 0; d < table.Codes.Length && !IsNew(sums); d++)
            if (table.Dimensions[d].Values.Count > 1 && !IsSingle(element, d))
                worst = Math.Max(worst, Disagreement(d, leaves, shift));
        return (gain - worst, shift);
    }

    /// <summary>The parts of some leaves along a dimension, one slot per code.</summary>
    public Sums[] Children(int dimension, ReadOnlySpan<int> leaves)
    {
        var sums = new Sums[table.Dimensions[dimension].Values.Count];
        var codes = table.Codes[dimension];
        foreach (var leaf in leaves)
            sums[codes[leaf]] += evidence[leaf];
        return sums;
    }

    private static bool IsSingle(Element element, int dimension)
    {
        var place = Array.IndexOf(element.Dimensions, dimension);
        return place >= 0 && element.Codes[place].Length == 1;
    }

    /// <summary>What the children along one dimension gain by each having a shift of its own, beyond what chance gives them.</summary>
    private double Disagreement(int dimension, ReadOnlySpan<int> leaves, double shift)
    {
        var sums = Parts(table.Dimensions[dimension].Values.Count);
        sums.Clear();
        var codes = table.Codes[dimension];
        foreach (var leaf in leaves)
            sums[codes[leaf]] += evidence[leaf];
        return Disagreement(sums, shift);
    }

    private double Disagreement(ReadOnlySpan<Sums> children, double shift)
    {
        var (gain, parts) = (0.0, 0);
        foreach (var child in children)
        {
            var information = evidence.Family.Spread(child);
            if (child.Expected + child.Observed <= 0 || information < 1)
                continue;
            parts++;
            gain += evidence.Family.Gain(child) - evidence.Family.GainAt(child, shift);
        }
        return parts < 2 ? 0 : Math.Max(0, gain - (parts - 1) / 2.0 - 2 * Math.Sqrt(parts));
    }

    private (double Gain, double Shift) Mixture(Element element, ReadOnlySpan<int> leaves)
    {
        var move = _scratch.AsSpan(0, leaves.Length);
        var sigma = 0.0;
        for (var i = 0; i < leaves.Length; i++)
        {
            move[i] = evidence.Move[leaves[i]];
            sigma += evidence.Sigma[leaves[i]];
        }
        sigma /= leaves.Length;
        move.CopyTo(_other);
        var median = Robust.SelectMedian(_other.AsSpan(0, leaves.Length));
        var least = Math.Max(
            leaves.Length < 8 ? 2.5 * sigma / Math.Sqrt(leaves.Length) : 0,
            element.Dimensions.Length == 0 ? 0.03 : options.MinimumEffect
        );
        if (Math.Abs(median) < least || leaves.Length == 1)
            return (None, median);
        if (element.Dimensions.Length == 0 && ShareNearer(move, median) < Most)
            return (None, median);
        for (var i = 0; i < leaves.Length; i++)
            _other[i] = Math.Abs(move[i] - median);
        var spread = Robust.MadToSigma * Robust.SelectMedian(_other.AsSpan(0, leaves.Length));
        spread = Math.Min(Math.Max(spread, 0.02), Math.Max(sigma, 0.12));
        return (MixtureGain(leaves, move, median, spread), median);
    }

    /// <summary>How many leaves are nearer to the shift than to no shift: everything moved only when most did.</summary>
    private static double ShareNearer(ReadOnlySpan<double> move, double shift)
    {
        var nearer = 0;
        foreach (var m in move)
            nearer += Math.Abs(m - shift) < Math.Abs(m) ? 1 : 0;
        return (double)nearer / move.Length;
    }

    private double MixtureGain(ReadOnlySpan<int> leaves, ReadOnlySpan<double> move, double median, double spread)
    {
        var strayUnder = Math.Log(Stray * StrayDensity);
        var strayOver = Math.Log(20 * Stray * StrayDensity);
        var top = Math.Log((1 - 20 * Stray) / (spread * Root2Pi));
        var scale = 1 / spread;
        var gain = 0.0;
        var (lastSigma, lastTop) = (double.NaN, 0.0);
        for (var i = 0; i < leaves.Length; i++)
        {
            var own = evidence.Sigma[leaves[i]];
            if (own != lastSigma)
                (lastSigma, lastTop) = (own, Math.Log((1 - Stray) / (own * Root2Pi)));
            var z0 = move[i] / own;
            var z1 = (move[i] - median) * scale;
            var under = Math.Max(lastTop - 0.5 * z0 * z0, strayUnder);
            var over = Math.Max(top - 0.5 * z1 * z1, strayOver);
            gain += Math.Min(over - under, LargestSay);
        }
        return gain;
    }
}
