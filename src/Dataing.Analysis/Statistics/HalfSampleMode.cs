namespace Dataing.Analysis.Statistics;

/// <summary>
/// The densest place of a weighted sample: the narrowest interval that holds half the weight, again and again.
/// Unlike a median it stays with the majority behaviour when a third of the sample has moved away.
/// </summary>
internal static class HalfSampleMode
{
    private const int SmallestSample = 8;

    /// <summary>Sorts both arrays by value; NaN for an empty sample.</summary>
    public static double Find(double[] values, double[] weights)
    {
        if (values.Length == 0)
            return double.NaN;
        Array.Sort(values, weights);
        var running = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
            running[i + 1] = running[i] + weights[i];
        var (first, end) = (0, values.Length);
        while (end - first > 3)
        {
            var (start, stop) = NarrowestHalf(values, running, first, end);
            if (stop - start >= end - first || stop - start < SmallestSample)
                break;
            (first, end) = (start, stop);
        }
        return WeightedMean(values, weights, first, end);
    }

    private static (int Start, int Stop) NarrowestHalf(double[] values, double[] running, int first, int end)
    {
        var half = (running[end] - running[first]) / 2;
        var best = (Start: first, Stop: end);
        var width = double.PositiveInfinity;
        var stop = first;
        for (var start = first; start < end; start++)
        {
            while (stop < end && running[stop] - running[start] < half)
                stop++;
            if (running[stop] - running[start] < half)
                break;
            if (values[stop - 1] - values[start] < width)
            {
                width = values[stop - 1] - values[start];
                best = (start, stop);
            }
        }
        return best;
    }

    private static double WeightedMean(double[] values, double[] weights, int first, int end)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = first; i < end; i++)
        {
            sum += values[i] * weights[i];
            weight += weights[i];
        }
        return weight > 0 ? sum / weight : values[(first + end) / 2];
    }
}
