using Dataing.Core.Findings;

namespace Dataing.Host.Reporting.Text;

/// <summary>The metric over time in one line of block characters.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>Null when there is too little to draw. A longer series shows its end, where the incident is.</summary>
    public static string? Of(IReadOnlyList<MetricPoint> series, int width)
    {
        var shown = series.TakeLast(Math.Max(8, Math.Min(width, 72))).ToList();
        var values = shown.Select(point => point.Value).OfType<double>().Where(double.IsFinite).ToList();
        if (values.Count < 4)
            return null;
        var least = Math.Min(0, values.Min());
        var most = values.Max();
        return most - least <= 0
            ? null
            : string.Concat(
                shown.Select(p => p.Value is { } v && double.IsFinite(v) ? Blocks[(int)Math.Round((v - least) / (most - least) * 7)] : ' ')
            );
    }
}
