using Dataing.Analysis.Localisation;

namespace Dataing.Bench.Segments.Worlds;

/// <summary>All combinations of some dimensions, in columns.</summary>
internal static class Grid
{
    public static (SegmentDimension[] Dimensions, int[][] Codes, int Leaves) Of(params int[] sizes)
    {
        var leaves = sizes.Aggregate(1, (product, size) => product * size);
        var codes = sizes.Select(_ => new int[leaves]).ToArray();
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            var rest = leaf;
            for (var d = sizes.Length - 1; d >= 0; d--)
            {
                codes[d][leaf] = rest % sizes[d];
                rest /= sizes[d];
            }
        }
        return (Names(sizes), codes, leaves);
    }

    public static SegmentDimension[] Names(int[] sizes) =>
        [.. sizes.Select((size, d) => new SegmentDimension($"d{d}", [.. Enumerable.Range(0, size).Select(i => $"v{i}")]))];

    /// <summary>Keeps the leaves a predicate says yes to.</summary>
    public static LeafTable Only(LeafTable table, Func<int, bool> keep)
    {
        int[] kept = [.. Enumerable.Range(0, table.Count).Where(keep)];
        LeafMeasures Cut(LeafMeasures m) => new([.. kept.Select(i => m.Numerator[i])], [.. kept.Select(i => m.Denominator[i])]);
        return new LeafTable(
            table.Dimensions,
            [.. table.Codes.Select(c => kept.Select(i => c[i]).ToArray())],
            Cut(table.Incident),
            [.. table.Baseline.Select(Cut)],
            table.Exposure
        );
    }
}
