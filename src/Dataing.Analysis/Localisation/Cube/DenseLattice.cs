using System.Numerics;
using System.Runtime.InteropServices;

namespace Dataing.Analysis.Localisation.Cube;

/// <summary>Every combination has a cell; each cuboid is summed from the smallest one that is a dimension finer.</summary>
internal sealed class DenseLattice : CuboidLattice
{
    private readonly List<Cuboid> _cuboids = [];
    private readonly Fold[] _folds;
    private readonly int[] _leafCell;

    public DenseLattice(int[][] codes, int[] sizes, int[] useful, int leaves)
    {
        var index = new Dictionary<string, int>();
        foreach (var subset in SubsetsOf(useful, useful.Length))
        {
            index[Name(subset)] = _cuboids.Count;
            _cuboids.Add(Shape(subset, sizes));
        }
        _folds = [.. _cuboids.SkipLast(1).Select(c => FinestOf(c, useful, sizes, index))];
        _leafCell = new int[leaves];
        var full = _cuboids[^1];
        for (var i = 0; i < full.Dimensions.Length; i++)
            AddScaled(_leafCell, codes[full.Dimensions[i]], (int)full.Strides[i]);
    }

    public override IReadOnlyList<Cuboid> Cuboids => _cuboids;

    public override void RollUp(double[] leaves, double[][] cells)
    {
        var finest = cells[^1];
        Array.Clear(finest);
        for (var i = 0; i < leaves.Length; i++)
            finest[_leafCell[i]] += leaves[i];
        for (var c = _folds.Length - 1; c >= 0; c--)
            SumAxis(cells[_folds[c].Source], cells[c], _folds[c]);
    }

    private static string Name(int[] subset) => string.Join(',', subset);

    private static Cuboid Shape(int[] subset, int[] sizes)
    {
        var strides = new long[subset.Length];
        var cells = 1L;
        for (var i = subset.Length - 1; i >= 0; i--)
        {
            strides[i] = cells;
            cells *= sizes[subset[i]];
        }
        return new Cuboid(subset, (int)cells, strides);
    }

    private static Fold FinestOf(Cuboid cuboid, int[] useful, int[] sizes, Dictionary<string, int> index)
    {
        var extra = useful.Except(cuboid.Dimensions).MinBy(d => sizes[d]);
        int[] finer = [.. cuboid.Dimensions.Append(extra).Order()];
        var place = Array.IndexOf(finer, extra);
        var inner = finer.Skip(place + 1).Aggregate(1, (product, d) => product * sizes[d]);
        return new Fold(index[Name(finer)], sizes[extra], inner);
    }

    private static void AddScaled(int[] into, int[] codes, int stride)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] += codes[i] * stride;
    }

    private static void SumAxis(ReadOnlySpan<double> from, Span<double> into, Fold fold)
    {
        if (fold.Inner == 1)
        {
            for (var o = 0; o < into.Length; o++)
                into[o] = Sum(from.Slice(o * fold.Axis, fold.Axis));
            return;
        }
        var outer = into.Length / fold.Inner;
        for (var o = 0; o < outer; o++)
        {
            var target = into.Slice(o * fold.Inner, fold.Inner);
            from.Slice(o * fold.Axis * fold.Inner, fold.Inner).CopyTo(target);
            for (var a = 1; a < fold.Axis; a++)
                Add(target, from.Slice((o * fold.Axis + a) * fold.Inner, fold.Inner));
        }
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static void Add(Span<double> into, ReadOnlySpan<double> from)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(into);
        var more = MemoryMarshal.Cast<double, Vector<double>>(from);
        for (var i = 0; i < wide.Length; i++)
            wide[i] += more[i];
        for (var i = wide.Length * Vector<double>.Count; i < into.Length; i++)
            into[i] += from[i];
    }

    private readonly record struct Fold(int Source, int Axis, int Inner);
}
