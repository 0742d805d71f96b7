namespace Dataing.Analysis.Localisation.Cube;

/// <summary>Leaves sorted by their codes, so that the order a query returned them in leaves no trace in any sum or sample.</summary>
internal static class CanonicalOrder
{
    private const double CountableCells = 4_000_000;
    private const double KeyableCells = 4e18;

    public static int[] Of(int[][] codes, int[] sizes, int leaves)
    {
        var cells = sizes.Aggregate(1.0, (product, size) => product * Math.Max(1, size));
        if (cells > KeyableCells)
            return ByComparing(codes, leaves);
        var keys = new long[leaves];
        for (var d = 0; d < codes.Length; d++)
        for (var leaf = 0; leaf < leaves; leaf++)
            keys[leaf] = keys[leaf] * sizes[d] + codes[d][leaf];
        return cells <= CountableCells && cells <= 4.0 * leaves + 100_000 ? ByCounting(keys, (int)cells) : BySorting(keys);
    }

    private static int[] ByCounting(long[] keys, int cells)
    {
        var next = new int[cells + 1];
        foreach (var key in keys)
            next[key + 1]++;
        for (var c = 0; c < cells; c++)
            next[c + 1] += next[c];
        var order = new int[keys.Length];
        for (var leaf = 0; leaf < keys.Length; leaf++)
            order[next[keys[leaf]]++] = leaf;
        return order;
    }

    private static int[] BySorting(long[] keys)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        return order;
    }

    private static int[] ByComparing(int[][] codes, int leaves)
    {
        var order = new int[leaves];
        for (var i = 0; i < leaves; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => Compare(codes, a, b));
        return order;
    }

    private static int Compare(int[][] codes, int a, int b)
    {
        foreach (var column in codes)
            if (column[a] != column[b])
                return column[a].CompareTo(column[b]);
        return a.CompareTo(b);
    }
}
