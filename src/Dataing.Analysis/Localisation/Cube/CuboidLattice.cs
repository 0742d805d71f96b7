namespace Dataing.Analysis.Localisation.Cube;

/// <summary>All cuboids up to a depth, and sums over leaves for every cell of each.</summary>
internal abstract class CuboidLattice
{
    private const long DenseCells = 1_500_000;
    private const int MostCuboids = 180;

    /// <summary>Coarse to fine; the first is the whole table.</summary>
    public abstract IReadOnlyList<Cuboid> Cuboids { get; }

    /// <summary>Sums a leaf column into every cell; <paramref name="cells"/> comes from <see cref="NewCells"/>.</summary>
    public abstract void RollUp(double[] leaves, double[][] cells);

    public double[][] NewCells() => [.. Cuboids.Select(c => new double[c.Cells])];

    public double[][] RollUp(double[] leaves)
    {
        var cells = NewCells();
        RollUp(leaves, cells);
        return cells;
    }

    /// <summary>Dense when every combination fits, keyed by what occurs otherwise.</summary>
    public static CuboidLattice Over(int[][] codes, int[] sizes, int leaves, int maximumDepth)
    {
        var useful = Enumerable.Range(0, sizes.Length).Where(d => sizes[d] > 1).ToArray();
        var cells = useful.Aggregate(1.0, (product, d) => product * (sizes[d] + 1));
        var roomy = cells <= DenseCells && cells <= 16.0 * leaves + 200_000;
        if (roomy && useful.Length <= 12 && 1 << useful.Length <= 4096)
            return new DenseLattice(codes, sizes, useful, leaves);
        var depth = Math.Min(maximumDepth, useful.Length);
        while (depth > 1 && Subsets(useful.Length, depth) > MostCuboids)
            depth--;
        return new KeyedLattice(codes, sizes, useful, leaves, depth);
    }

    /// <summary>Ascending subsets of the dimensions up to a depth, by depth and then by order.</summary>
    protected static IEnumerable<int[]> SubsetsOf(int[] dimensions, int depth)
    {
        IEnumerable<int[]> level =
        [
            [],
        ];
        for (var size = 0; size <= depth; size++)
        {
            foreach (var subset in level)
                yield return [.. subset.Select(i => dimensions[i])];
            level =
            [
                .. level.SelectMany(s =>
                    Enumerable
                        .Range(s.Length == 0 ? 0 : s[^1] + 1, dimensions.Length - (s.Length == 0 ? 0 : s[^1] + 1))
                        .Select(i => (int[])[.. s, i])
                ),
            ];
        }
    }

    private static double Subsets(int of, int depth)
    {
        var (sum, choose) = (1.0, 1.0);
        for (var k = 1; k <= depth; k++)
        {
            choose = choose * (of - k + 1) / k;
            sum += choose;
        }
        return sum;
    }
}
