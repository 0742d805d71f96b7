using Dataing.Analysis.Localisation;
using Dataing.Analysis.Localisation.Noise;

namespace Dataing.Analysis.Dimensions;

/// <summary>
/// A flag turned into its opposite: p becomes 1 − p in every leaf, by as much as p says. Leaves near one half hardly move and belong to it
/// all the same.
/// </summary>
internal sealed class Inversion(LeafTable table)
{
    /// <summary>Evidence in nats against an inversion that is no chance.</summary>
    private const double Slack = 2;

    /// <summary>
    /// Of what rows would say against an inversion had nothing happened to them, the part that they must say: shares near one half say little, and that
    /// little is mostly the chance that they are known by.
    /// </summary>
    private const double Said = 0.5;

    /// <summary>Evidence in nats by which other rows must be explained better than those that the search found.</summary>
    private const double Clearly = 6;
    private readonly RateExpectation _expectation = new(table);

    /// <summary>The cause with those conditions dropped beyond which the flag is inverted as well; itself when it is no inversion.</summary>
    public SegmentCause Widened(SegmentCause cause)
    {
        if (!IsMirrored(cause.Before, cause.After))
            return cause;
        for (var place = 0; cause.Conditions.Count > 1 && place < cause.Conditions.Count; place++)
        {
            SegmentCondition[] fewer = [.. cause.Conditions.Where((_, i) => i != place)];
            int[] leaves = [.. Enumerable.Range(0, table.Count).Where(l => fewer.All(c => c.Codes.Contains(table.Codes[c.Dimension][l])))];
            if (IsNotInverted([.. leaves.Except(cause.Leaves)]))
                continue;
            cause = Measured(cause with { Conditions = fewer, Leaves = leaves });
            place = -1;
        }
        return cause;
    }

    /// <summary>
    /// Of the strongest cause, the others, their rivals and every single value, the one whose rows the mirrored shares explain best: the search
    /// weighs by one shift for all, and a flag that follows from a number is rare in one of its ranges and common in another.
    /// </summary>
    public SegmentCause Best(SegmentCause first, IReadOnlyList<SegmentCause> causes)
    {
        if (!IsMirrored(first.Before, first.After))
            return first;
        var (best, most) = (first, Gain(first.Leaves) + Clearly);
        foreach (var conditions in Candidates(causes))
        {
            int[] leaves =
            [
                .. Enumerable.Range(0, table.Count).Where(l => conditions.All(c => c.Codes.Contains(table.Codes[c.Dimension][l]))),
            ];
            var gain = Gain(leaves);
            if (gain <= most)
                continue;
            var rival = Measured(first with { Conditions = conditions, Leaves = leaves, Aliases = [], Rival = null });
            if (IsMirrored(rival.Before, rival.After))
                (best, most) = (rival, gain);
        }
        return best;
    }

    private IEnumerable<IReadOnlyList<SegmentCondition>> Candidates(IReadOnlyList<SegmentCause> causes) =>
        causes
            .Select(c => c.Conditions)
            .Concat(causes.Select(c => c.Rival).OfType<SegmentRival>().Select(r => r.Conditions))
            .Concat(
                table.Dimensions.SelectMany(
                    (d, i) =>
                        d.Values.Select(
                            (value, code) =>
                                (IReadOnlyList<SegmentCondition>)[new SegmentCondition(i, d.Name, [code], [value], IsRange: false)]
                        )
                )
            );

    /// <summary>The same rows in the metric's own shares.</summary>
    public SegmentCause Measured(SegmentCause cause) =>
        cause with
        {
            Before = Share(table.Baseline, cause.Leaves),
            After = Share([table.Incident], cause.Leaves),
            Rows = cause.Leaves.Sum(l => table.Incident.Denominator[l]),
        };

    private static bool IsMirrored(double before, double after) =>
        Math.Abs(after - before) > 0.05 && Math.Abs(1 - before - after) <= Math.Max(0.06, 0.3 * Math.Abs(after - before));

    private bool IsNotInverted(int[] leaves)
    {
        var gain = Gain(leaves);
        var foretold = leaves.Sum(l => table.Incident.Denominator[l] * Math.Tanh(Odds(l) / 2) * Odds(l));
        return gain <= -Slack && gain <= -Said * foretold;
    }

    /// <summary>How much better the leaves are explained by the mirrored share than by the usual one.</summary>
    private double Gain(IEnumerable<int> leaves)
    {
        var gain = 0.0;
        foreach (var leaf in leaves)
        {
            var (hits, rows) = (table.Incident.Numerator[leaf], table.Incident.Denominator[leaf]);
            gain += (2 * hits - rows) * Odds(leaf);
        }
        return gain;
    }

    /// <summary>The logarithm of the usual odds against a hit.</summary>
    private double Odds(int leaf)
    {
        var usual = _expectation.ShareBefore(leaf);
        usual = Math.Clamp(_expectation.Flipped ? 1 - usual : usual, 0.01, 0.99);
        return Math.Log((1 - usual) / usual);
    }

    private static double Share(IEnumerable<LeafMeasures> periods, IReadOnlyList<int> leaves)
    {
        var (hits, rows) = (0.0, 0.0);
        foreach (var period in periods)
        foreach (var leaf in leaves)
            (hits, rows) = (hits + period.Numerator[leaf], rows + period.Denominator[leaf]);
        return rows > 0 ? hits / rows : double.NaN;
    }
}
