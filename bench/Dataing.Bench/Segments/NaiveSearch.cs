using Dataing.Analysis.Localisation;
using Dataing.Bench.Segments.Worlds;

namespace Dataing.Bench.Segments;

/// <summary>What a hurried analyst does: cut by each column, blame the one value that contributes most to the change.</summary>
internal static class NaiveSearch
{
    public static IReadOnlyList<IReadOnlyList<SegmentCondition>> Find(SegmentWorld world)
    {
        var table = world.Table;
        var periods = table.Baseline.Count;
        double[] change =
        [
            .. Enumerable
                .Range(0, table.Count)
                .Select(i => table.Incident.Numerator[i] - table.Baseline.Sum(b => b.Numerator[i]) / periods),
        ];
        var total = change.Sum();
        var best = (Dimension: 0, Code: 0, Change: 0.0);
        for (var d = 0; d < table.Codes.Length; d++)
        {
            var sums = new double[table.Dimensions[d].Values.Count];
            for (var i = 0; i < change.Length; i++)
                sums[table.Codes[d][i]] += change[i] * Math.Sign(total);
            for (var c = 0; c < sums.Length; c++)
                if (sums[c] > best.Change)
                    best = (d, c, sums[c]);
        }
        return
        [
            [new SegmentCondition(best.Dimension, table.Dimensions[best.Dimension].Name, [best.Code], [], false)],
        ];
    }
}
