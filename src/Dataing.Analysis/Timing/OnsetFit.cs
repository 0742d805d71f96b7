using Dataing.Analysis.Localisation;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>Where within a stretch of fine steps a change set in: the two steps that most likely hold it, and how sure that is.</summary>
/// <param name="Step">The most likely first step of the new regime, or the one after it where that is hit by less than half.</param>
/// <param name="From">The first of the one or two steps that hold the onset.</param>
/// <param name="Width">How many steps that is: 1 or 2, more where nothing narrower is certain.</param>
/// <param name="Certainty">Posterior mass of those steps.</param>
internal sealed record OnsetFit(int Step, int From, int Width, double Certainty)
{
    private const double Sure = 0.85;
    private const double Alone = 0.995;
    private const int Widest = 46;

    /// <summary>Minutes by which the two steps are moved, so that they lie around the moment at which the first one seems to have been hit.</summary>
    public double Minutes { get; private init; }

    /// <summary>
    /// Compares, for every possible first step, the likelihood of the steps before it under the old regime and from it on under the new.
    /// A change sets in at any minute, so the first step may be hit in part only. With <paramref name="ending"/> the regimes are the other
    /// way round: the step found is the first one back to normal, and the one before it may be hit in part.
    /// </summary>
    public static OnsetFit Find(
        Series series,
        Baseline baseline,
        MetricForm form,
        int from,
        int to,
        double ratio,
        double level,
        bool ending,
        MeanMove? move = null
    )
    {
        from = Math.Max(0, from);
        to = Math.Min(series.Count, to);
        var regimes = new Regimes(form, baseline, ratio, level) { Move = move ?? new MeanMove(0, 0) };
        var gain = new double[to - from + 1];
        var altered = 0.0;
        for (var i = to - 1; i >= from; i--)
        {
            var (whole, part) = (regimes.Whole(series.Buckets[i], i), regimes.InPart(series.Buckets[i], i));
            if (ending)
                gain[i + 1 - from] = part - whole - altered;
            else
                // Steps that say nothing cannot be where it began: what is known is the first step that shows it.
                gain[i - from] = regimes.Tells(series.Buckets[i], i) ? part + altered : double.NegativeInfinity;
            altered += whole;
        }
        if (ending)
            gain[0] = -altered;
        var best = 0;
        for (var i = 1; i < gain.Length; i++)
            if (gain[i] > gain[best] + 1e-9)
                best = i;
        double[] mass = [.. gain.Select(g => Math.Exp(g - gain[best]))];
        var total = mass.Sum();
        var begins = !ending && best > 0 && from + best < series.Count;
        var earlier = begins && regimes.MayHaveBegunBefore(series, from + best);
        // The rows that began in the last minutes of the step before may be too few to be seen there.
        if (mass[best] / total > Alone)
            return new OnsetFit(from + best, from + best - (begins ? 1 : 0), begins ? 2 : 1, mass[best] / total);
        var shown = best - 1;
        while (shown > 0 && double.IsNegativeInfinity(gain[shown]))
            shown--;
        var before = shown >= 0 ? mass[shown] : 0;
        var after = best + 1 < mass.Length ? mass[best + 1] : 0;
        var first = best > 0 && before >= after ? best - 1 : best;
        var certainty = (mass[best] + Math.Max(before, after)) / total;
        if (certainty < Sure)
            return Wide(from, best, mass, total);
        var hit = earlier || !begins || series.Grain != Grain.Hour ? 1 : regimes.ShareHit(series.Buckets[from + best], from + best);
        var minutes = first == best ? 0 : 5 * Math.Round(12 * (1 - hit));
        return new OnsetFit(from + best + (hit < 0.5 ? 1 : 0), from + first, 2, certainty) { Minutes = minutes };
    }

    /// <summary>Where two steps do not hold it, the run of steps that does nineteen times in twenty.</summary>
    private static OnsetFit Wide(int from, int best, double[] mass, double total)
    {
        var (low, high, held) = (best, best, mass[best]);
        while (held < 0.95 * total && high - low + 1 < mass.Length)
        {
            var below = low > 0 ? mass[low - 1] : -1;
            var above = high + 1 < mass.Length ? mass[high + 1] : -1;
            held += below >= above ? mass[--low] : mass[++high];
        }
        low = Math.Max(0, low - 1);
        return new OnsetFit(from + best, from + low, Math.Min(high - low + 1, Widest), held / total);
    }
}
