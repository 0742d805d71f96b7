namespace Dataing.Analysis.Statistics;

/// <summary>Summaries of a sample that a few wild values cannot drag along.</summary>
internal static class Robust
{
    /// <summary>Turns a median absolute deviation into the standard deviation of a normal sample.</summary>
    public const double MadToSigma = 1.482602218505602;

    public static double Median(ReadOnlySpan<double> values) => Quantile(values, 0.5);

    /// <summary>Linear interpolation between order statistics; NaN for an empty sample.</summary>
    public static double Quantile(ReadOnlySpan<double> values, double share)
    {
        if (values.IsEmpty)
            return double.NaN;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, share);
    }

    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
            return double.NaN;
        var place = Math.Clamp(share, 0, 1) * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>The median by selection: the span is reordered, nothing is allocated; the upper one of two middles.</summary>
    public static double SelectMedian(Span<double> values) => Select(values, values.Length / 2);

    /// <summary>The value that sorting would put at this place; smaller ones are moved before it, larger ones behind it. NaN for an empty sample.</summary>
    public static double Select(Span<double> values, int target)
    {
        var low = 0;
        var high = values.Length - 1;
        while (low < high)
        {
            var pivot = values[(low + high) >>> 1];
            var i = low;
            var j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (target <= j)
                high = j;
            else if (target >= i)
                low = i;
            else
                break;
        }
        return values.IsEmpty ? double.NaN : values[target];
    }

    /// <summary>Median absolute deviation from the median, scaled to a standard deviation.</summary>
    public static double Mad(ReadOnlySpan<double> values)
    {
        var centre = Median(values);
        var distances = new double[values.Length];
        for (var i = 0; i < distances.Length; i++)
            distances[i] = Math.Abs(values[i] - centre);
        return MadToSigma * Median(distances);
    }

    /// <summary>The mean of what is left after the given share is cut from each end.</summary>
    public static double TrimmedMean(ReadOnlySpan<double> values, double shareCut)
    {
        if (values.IsEmpty)
            return double.NaN;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var cut = Math.Min((int)(shareCut * sorted.Length), (sorted.Length - 1) / 2);
        var sum = 0.0;
        for (var i = cut; i < sorted.Length - cut; i++)
            sum += sorted[i];
        return sum / (sorted.Length - 2 * cut);
    }
}
