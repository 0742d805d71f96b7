namespace Dataing.Analysis.Mechanisms.Anatomy;

/// <summary>Values in order, read at evenly spaced ranks.</summary>
internal static class Ranks
{
    /// <summary>The values themselves where there are as many as ranks; else what lies between them in a straight line.</summary>
    public static double[] Of(double[] ordered, int steps)
    {
        if (ordered.Length >= steps)
            return ordered[..steps];
        return
        [
            .. Enumerable
                .Range(0, steps)
                .Select(i => (i + 0.5) * ordered.Length / steps - 0.5)
                .Select(at => Math.Clamp(at, 0, ordered.Length - 1))
                .Select(at =>
                {
                    var low = (int)Math.Floor(at);
                    var high = Math.Min(low + 1, ordered.Length - 1);
                    return ordered[low] + (at - low) * (ordered[high] - ordered[low]);
                }),
        ];
    }
}
