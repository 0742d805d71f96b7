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
        var (low, high) = (expected.Lower ?? expected.Value ?? actual, expected.Upper ?? expected.Value ?? actual);
        if (actual >= Math.Min(low, high) && actual <= Math.Max(low, high))
            return null;
        var bound = actual < low ? low : high;
        var part = (observed - bound) / (actual - bound);
        return part > 0.3;
    }
}
