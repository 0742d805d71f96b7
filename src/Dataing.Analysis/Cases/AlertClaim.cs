using Dataing.Core.Alerts;

namespace Dataing.Analysis.Cases;

/// <summary>Whether the data shows the figure that the monitor says it saw.</summary>
internal static class AlertClaim
{
    /// <summary>False when the recomputed value is what was expected rather than what was reported; null when the alert names no figures.</summary>
    public static bool? IsShown(AnomalyAlert alert, double observed)
    {
        if (alert is not { Actual: { } actual, Unit: null, Expected: { } expected } || double.IsNaN(observed))
            return null;
        var low = expected.Lower ?? (expected.Upper is null ? expected.Value : null) ?? double.NegativeInfinity;
        var high = expected.Upper ?? (expected.Lower is null ? expected.Value : null) ?? double.PositiveInfinity;
        if (actual >= low && actual <= high)
            return null;
        var bound = actual < low ? low : high;
        var part = (observed - bound) / (actual - bound);
        return part > 0.3;
    }

    /// <summary>
    /// True when the monitor reports a rise where there is a dip, or a fall where there is none: what little there is speaks against it, and is no more
    /// than any day has.
    /// </summary>
    public static bool IsContradicted(AnomalyAlert alert, double expected, double observed) =>
        alert is { Actual: { } claimed }
        && IsShown(alert, observed) == false
        && Math.Sign(claimed - expected) != Math.Sign(observed - expected);
}
