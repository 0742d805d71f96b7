using System.Runtime.InteropServices;

namespace Dataing.Analysis.Localisation.Cube;

/// <summary>Only combinations that occur have a cell; each cuboid knows which cell of it a cell of a finer one belongs to.</summary>
internal sealed class KeyedLattice : CuboidLattice
{
    private readonly List<Cuboid> _cuboids = [];
    private readonly List<(int Source, int[] Target)> _folds = [];

    public KeyedLattice(int[][] codes, int[] sizes, int[] useful, int leaves, int depth)
    {
        var subsets = SubsetsOf(useful, depth).ToArray();
        var cuboids = new Cuboid[subsets.Length];
        var folds = new (int Source, int[] Target)[subsets.Length];
        for (var s = subsets.Length - 1; s >= 0; s--)
        {
            var source = Finer(subsets, cuboids, s);
            var keys = source < 0 ? LeafKeys(codes, sizes, subsets[s], leaves) : CellKeys(cuboids[source], subsets[s], sizes);
            var target = new int[keys.Length];
            var distinct = Number(keys, target);
            cuboids[s] = new Cuboid(subsets[s], distinct.Length, Strides(subsets[s], sizes), distinct);
            folds[s] = (source, target);
        }
        _cuboids.AddRange(cuboids);
        _folds.AddRange(folds);
    }

    public override IReadOnlyList<Cuboid> Cuboids => _cuboids;

    public override void RollUp(double[] leaves, double[][] cells)
    {
        for (var c = _cuboids.Count - 1; c >= 0; c--)
        {
            var (source, target) = _folds[c];
            var from = source < 0 ? leaves : cells[source];
            var into = cells[c];
            Array.Clear(into);
            for (var i = 0; i < target.Length; i++)
                into[target[i]] += from[i];
        }
    }

    /// <summary>The smallest cuboid already built that contains this one, or -1 to sum from the leaves.</summary>
    private static int Finer(int[][] subsets, Cuboid[] built, int s)
    {
        var best = -1;
        for (var t = s + 1; t < subsets.Length && subsets[t].Length <= subsets[s].Length + 1; t++)
            if (subsets[t].Length == subsets[s].Length + 1 && subsets[s].All(subsets[t].Contains))
                best = best < 0 || built[t].Cells < built[best].Cells ? t : best;
        return best;
    }

    private static long[] Strides(int[] subset, int[] sizes)
    {
        var strides = new long[subset.Length];
        var product = 1L;
        for (var i = subset.Length - 1; i >= 0; i--)
        {
            strides[i] = product;
            product = checked(product * sizes[subset[i]]);
        }
        return strides;
    }

    private static long[] LeafKeys(int[][] codes, int[] sizes, int[] subset, int leaves)
    {
        var strides = Strides(subset, sizes);
        var keys = new long[leaves];
        for (var i = 0; i < subset.Length; i++)
        {
            var column = codes[subset[i]];
            for (var leaf = 0; leaf < leaves; leaf++)
                keys[leaf] += column[leaf] * strides[i];
        }
        return keys;
    }

    private static long[] CellKeys(Cuboid finer, int[] subset, int[] sizes)
    {
        var strides = Strides(subset, sizes);
        var places = subset.Select(d => Array.IndexOf(finer.Dimensions, d)).ToArray();
        var codes = new int[finer.Dimensions.Length];
        var keys = new long[finer.Cells];
        for (var cell = 0; cell < keys.Length; cell++)
        {
            finer.Decode(cell, codes);
            for (var i = 0; i < places.Length; i++)
                keys[cell] += codes[places[i]] * strides[i];
        }
        return keys;
    }

    /// <summary>Numbers the distinct keys in ascending order, so that the order of leaves does not show.</summary>
    private static long[] Number(long[] keys, int[] target)
    {
        var numbers = new Dictionary<long, int>();
        var firsts = new List<long>();
        for (var i = 0; i < keys.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, keys[i], out var seen);
            if (!seen)
            {
                number = firsts.Count;
                firsts.Add(keys[i]);
            }
            target[i] = number;
        }
        var sorted = firsts.ToArray();
        var rank = new int[sorted.Length];
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        for (var i = 0; i < order.Length; i++)
            rank[order[i]] = i;
        for (var i = 0; i < target.Length; i++)
            target[i] = rank[target[i]];
        return sorted;
    }
}
