using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Dimensions;

/// <summary>Turns answered rows into the leaf table that segments are searched in.</summary>
internal sealed class LeafRows(CaseFile file)
{
    public LeafTable Read(IReadOnlyList<Dimension> dimensions, Answer answer, Periods periods)
    {
        var n = dimensions.Count;
        return Table(
            [.. dimensions.Select(d => (d, 1))],
            [
                .. answer.Rows.Select(r =>
                    (Keys: (string?[])[.. r.Take(n).Select(Cell.Text)], Period: (int)Cell.Real(r[n]), Bucket: Sums(r, n + 1))
                ),
            ],
            periods
        );
    }

    public LeafTable Table(
        IReadOnlyList<(Dimension Dimension, int _)> dimensions,
        IReadOnlyList<(string?[] Keys, int Period, Bucket Bucket)> rows,
        Periods periods
    )
    {
        var past = periods.Past.Count;
        var ranges = dimensions.Where(d => d.Dimension.IsOrdered).Select(d => d.Dimension.Name).ToHashSet();
        var builder = new LeafTableBuilder([.. dimensions.Select(d => d.Dimension.Name)], past, ranges);
        if (file.Metric.Squared is not null)
            builder.WithSquares();
        if (file.Metric.IsLogarithm)
            builder.MovingByAmount();
        var leaves = new Dictionary<string, (string?[] Keys, Bucket[] Buckets)>(StringComparer.Ordinal);
        foreach (var (keys, period, bucket) in rows)
        {
            var name = string.Join('\u001f', keys.Select(k => k ?? "\u0000"));
            if (!leaves.TryGetValue(name, out var leaf))
                leaves[name] = leaf = (keys, new Bucket[past + 1]);
            if (period >= 0 && period <= past)
                leaf.Buckets[period] += bucket;
        }
        foreach (var (keys, buckets) in leaves.Values)
            builder.Add(keys, Triple(buckets[0]), [.. buckets.Skip(1).Select(Triple)]);
        return builder.Build(periods.Exposure, dimensions.Any(d => d.Dimension.Kept.Count > 0) ? Dimension.Other : null);
    }

    private static (double Numerator, double Denominator, double Squares) Triple(Bucket b) => (b.Numerator, b.Denominator, b.Squares);

    public static Bucket Sums(IReadOnlyList<object?> row, int at) =>
        new(Cell.Real(row[at]), Cell.Real(row[at + 1]), Cell.Real(row[at + 2]), Cell.Real(row[at + 3]));
}
