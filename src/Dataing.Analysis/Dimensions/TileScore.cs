using Dataing.Analysis.Localisation;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Dimensions;

/// <summary>How much better each tile is explained by the segment's shift than by none, and the run of tiles that it explains best.</summary>
internal sealed class TileScore(Metric metric, SegmentCause cause, Periods periods)
{
    /// <summary>Evidence in nats that an end may give away to stand at a rounder number.</summary>
    private const double Slack = 1.5;
    private const double Pull = 10;

    private MetricForm Form => metric.Form;

    private double _inside = 1;
    private double _outside = 1;
    private double _scale = 1;

    private double Unmoved => metric.IsLogarithm ? 0 : 1;

    /// <summary>Expected in the window per row or unit of all past stretches together.</summary>
    private double Exposure => periods.Exposure / Math.Max(1, periods.Past.Count);

    /// <summary>First and last tile of the best run, starting from what the search found; null when no run is better explained by the shift.</summary>
    public (int First, int Last)? Best(List<Tile> tiles, double? low, double? high)
    {
        var before = Sum(tiles, t => t.Before);
        var inside = tiles.FindAll(t => (low is null || t.Least >= low) && (high is null || t.Greatest < high));
        var outside = tiles.FindAll(t => low is not null && t.Greatest < low || high is not null && t.Least >= high);
        if (inside.Count == 0)
            return null;
        _inside = Level(Sum(inside, t => t.Before), Sum(inside, t => t.Now));
        // The bins beside the found ones may hold a part of the range: the clean side of them is what is farthest from it.
        _outside =
            // What was given the keys of others makes those share a key too: there are no clean ones.
            metric.Subject == Subject.Duplicates
            && outside.Count > 0
                ? Level(default, Sum(outside, t => t.Now))
            : Form == MetricForm.Rate ? Lowest(outside, before)
            : outside.Count > 0 ? Level(Sum(outside, t => t.Before), Sum(outside, t => t.Now))
            : Unmoved;
        if (Run([.. tiles.Select(t => Score(t, before))]) is not var (first, last))
            return null;
        _scale = Residual(tiles, first, last, before);
        return Common(tiles, inside, first, last) >= 0.5 ? (first, last) : null;
    }

    private double Lowest(List<Tile> outside, Bucket before)
    {
        var usual = Level(before, before);
        return outside.Count > 0 ? Math.Min(Math.Max(usual, 1e-3), Level(default, Sum(outside, t => t.Now))) : usual;
    }

    /// <summary>The share of rows that a run has in common with the tiles that the search found.</summary>
    private static double Common(List<Tile> tiles, List<Tile> found, int first, int last)
    {
        var run = tiles[first..(last + 1)];
        var (both, either) = (run.Intersect(found).Sum(Rows), run.Union(found).Sum(Rows));
        return either > 0 ? both / either : 0;
        static double Rows(Tile tile) => tile.Now.Rows + tile.Before.Rows;
    }

    /// <summary>The last value outside and the first inside (or the other way round for an upper end) of the best split of a few tiles.</summary>
    public (double Below, double Above) Split(List<Tile> tiles, bool lower)
    {
        var before = Sum(tiles, t => t.Before);
        var scores = tiles.Select(t => lower ? Score(t, before) : -Score(t, before)).ToArray();
        var rest = new double[tiles.Count + 1];
        for (var i = tiles.Count - 1; i >= 0; i--)
            rest[i] = rest[i + 1] + scores[i];
        var best = Enumerable.Range(1, Math.Max(1, tiles.Count - 1)).MaxBy(i => rest[i]);
        var (first, last) = (best, best);
        while (first > 1 && rest[first - 1] >= rest[best] - Slack)
            first--;
        while (last < tiles.Count - 1 && rest[last + 1] >= rest[best] - Slack)
            last++;
        return (tiles[first - 1].Greatest, tiles[last].Least);
    }

    /// <summary>The cause with the measures of the rows now known to be meant.</summary>
    public SegmentCause Measured(List<Tile> inside)
    {
        var (now, before) = (Sum(inside, t => t.Now), Sum(inside, t => t.Before));
        return cause with
        {
            Before =
                Form.IsAdditive() ? before.Numerator * Exposure
                : Form.Value(before) is { } usual ? metric.Told(usual)
                : cause.Before,
            After =
                Form.IsAdditive() ? now.Numerator
                : Form.Value(now) is { } level ? metric.Told(level)
                : cause.After,
            Rows = now.Denominator,
        };
    }

    private double Level(Bucket before, Bucket now) =>
        Form switch
        {
            MetricForm.Rate => Math.Clamp((now.Numerator + 0.5) / (now.Denominator + 1), 1e-4, 1 - 1e-4),
            MetricForm.Mean when metric.IsLogarithm => now.Denominator > 0 ? Mean(now) - Mean(before) : 0,
            MetricForm.Mean => Math.Abs(Mean(before)) > 1e-12 && now.Denominator > 0 ? Mean(now) / Mean(before) : 1,
            _ => before.Numerator > 0 ? Math.Clamp(now.Numerator / (before.Numerator * Exposure), 1e-3, 1e3) : 1,
        };

    private double Score(Tile tile, Bucket all)
    {
        switch (Form)
        {
            case MetricForm.Rate:
                var (hits, rows) = (tile.Now.Numerator, tile.Now.Denominator);
                return hits * Math.Log(_inside / _outside) + (rows - hits) * Math.Log((1 - _inside) / (1 - _outside));
            case MetricForm.Mean:
                return (Square(tile, all, _outside) - Square(tile, all, _inside)) / (2 * _scale);
            default:
                var expected = tile.Before.Numerator * Exposure;
                return tile.Now.Numerator * Math.Log(_inside / _outside) - expected * (_inside - _outside);
        }
    }

    private double Square(Tile tile, Bucket all, double move)
    {
        if (tile.Now.Denominator <= 0)
            return 0;
        var usual = (tile.Before.Numerator + Pull * Mean(all)) / (tile.Before.Denominator + Pull);
        var off = tile.Now.Numerator / tile.Now.Denominator - (metric.IsLogarithm ? usual + move : usual * move);
        return tile.Now.Denominator * off * off;
    }

    private double Residual(List<Tile> tiles, int first, int last, Bucket all)
    {
        if (Form != MetricForm.Mean)
            return 1;
        var sum = tiles.Select((t, i) => Square(t, all, i >= first && i <= last ? _inside : _outside)).Sum();
        return Math.Max(sum / tiles.Count, 1e-300);
    }

    private static double Mean(Bucket bucket) => bucket.Denominator > 0 ? bucket.Numerator / bucket.Denominator : 0;

    private static Bucket Sum(IEnumerable<Tile> tiles, Func<Tile, Bucket> part) =>
        tiles.Select(part).Aggregate(default(Bucket), (a, b) => a + b);

    /// <summary>The run of neighbours with the largest sum.</summary>
    private static (int First, int Last)? Run(double[] scores)
    {
        var (best, found) = (0.0, ((int, int)?)null);
        var (sum, start) = (0.0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (sum <= 0)
                (sum, start) = (0, i);
            sum += scores[i];
            if (sum > best)
                (best, found) = (sum, (start, i));
        }
        return found;
    }
}
