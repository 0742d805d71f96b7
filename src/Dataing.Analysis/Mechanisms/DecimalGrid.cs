using Dataing.Analysis.Mechanisms.Anatomy;

namespace Dataing.Analysis.Mechanisms;

/// <summary>
/// What a factor that ends in zeros does to decimals: ten times as much has one decimal less. Any other factor leaves values with as many as the
/// column keeps, so that the decimals tell 100 from 105 where the sizes of the values do not.
/// </summary>
internal static class DecimalGrid
{
    /// <summary>The part of the values that keeps to so many decimals, where all are said to.</summary>
    private const double NearlyAll = 0.9;
    private const double Few = 0.5;

    /// <summary>True when the values lost the decimals that the factor takes and no more, false when they kept them, null when they do not tell.</summary>
    public static bool? Fits(DecimalAnatomy? decimals, double factor)
    {
        var places = 0;
        for (var rest = factor; rest >= 10 && rest % 10 == 0; rest /= 10)
            places++;
        return decimals is null || places == 0 ? null : Fits(decimals.Before, decimals.After, places);
    }

    /// <param name="before">The share of values with at most 0, 1, 2 … decimals before.</param>
    /// <param name="after">The same now.</param>
    /// <param name="places">By how many places the point would have moved.</param>
    public static bool? Fits(double[] before, double[] after, int places)
    {
        var usual = Array.FindIndex(before, share => share >= NearlyAll);
        // Whole numbers have no decimals to lose, and beyond the last that is told apart nothing is known.
        if (usual < 1)
            return null;
        var left = Math.Max(0, usual - places);
        if (before[left] > Few)
            return null;
        if (left > 0 && after[left - 1] >= NearlyAll)
            return null;
        return after[left] >= NearlyAll ? true
            : after[left] <= Few ? false
            : null;
    }
}
